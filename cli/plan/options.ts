import { UsageError } from '../io.ts';

/** A number written on the command line, or what stands for it when absent. */
export function numberOf<T>(name: string, text: string | undefined, otherwise: T): number | T {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new UsageError(`plan-option: --${name} ${text} is no number.`);
  return value;
}

/** Numbers separated by commas. */
export const numbersOf = (name: string, text: string): number[] =>
  text.split(',').map((each) => numberOf(name, each, 0));

/** 12345.678 as "12,346"; small numbers with some digits. Fixed, so that output is the same on every machine. */
export function figure(value: number, digits = Math.abs(value) >= 100 ? 0 : 2): string {
  const [whole, part] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '-' : ''}${grouped}${part ? `.${part}` : ''}`;
}

/** Rows of words as columns: the first to the left, the others to the right. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) =>
    row
      .map((each, i) => (i === 0 ? each.padEnd(widths[i]!) : each.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** `--gap -1` as `--gap=-1`: a number below zero is refused for what it is, not taken for another option. */
export const negativesJoined = (args: readonly string[]): string[] => {
  const joined: string[] = [];
  for (const each of args) {
    const last = joined.at(-1);
    if (/^-\d/.test(each) && last?.startsWith('--') && !last.includes('='))
      joined[joined.length - 1] = `${last}=${each}`;
    else joined.push(each);
  }
  return joined;
};

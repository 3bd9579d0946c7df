/** A birth as a number `yyyymmdd`; month or day 00 where not known; 0 when nothing is. */
export function birthOf(text: string | undefined, who: string): number {
  if (text === undefined) return 0;
  const [, year, month = '0', day = '0'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? [];
  if (year === undefined || Number(month) > 12 || Number(day) > 31)
    throw new Error(
      `linkage-birth: birth "${text}" of ${who} is no date. Write YYYY, YYYY-MM or YYYY-MM-DD, or leave it out.`,
    );
  return Number(year) * 10_000 + Number(month) * 100 + Number(day);
}

export const yearOf = (birth: number): number => Math.floor(birth / 10_000);
/** Known to the day. */
export const isWhole = (birth: number): boolean => birth % 100 !== 0 && birth % 10_000 >= 100;
/** The same day with day and month exchanged; 0 where that is no date. */
export function swappedDay(birth: number): number {
  const [month, day] = [Math.floor(birth / 100) % 100, birth % 100];
  return day > 12 || day === month ? 0 : yearOf(birth) * 10_000 + day * 100 + month;
}

/** One decimal digit differs, or two neighbours are exchanged. Both numbers have the same length. */
export function oneDigit(a: number, b: number): boolean {
  let [x, y] = [a, b];
  let differing = 0;
  let [firstX, firstY, place, firstPlace] = [0, 0, 0, 0];
  while (x > 0 || y > 0) {
    const [p, q] = [x % 10, y % 10];
    if (p !== q) {
      differing++;
      if (differing === 1) [firstX, firstY, firstPlace] = [p, q, place];
      else if (differing > 2 || place !== firstPlace + 1 || p !== firstY || q !== firstX) return false;
    }
    x = (x - p) / 10;
    y = (y - q) / 10;
    place++;
  }
  return differing > 0;
}

/** Level of two births known to the day, from 1: same, swapped, digit, year, differ. */
export function birthLevel(a: number, b: number): number {
  if (a === b) return 1;
  if (swappedDay(a) === b) return 2;
  if (oneDigit(a, b)) return 3;
  return yearOf(a) === yearOf(b) ? 4 : 5;
}

/** Level of two years of birth, from 1: same, about (one apart), differ. */
export const yearLevel = (a: number, b: number): number => (a === b ? 1 : Math.abs(a - b) === 1 ? 2 : 3);

const DAY_MS = 86_400_000;
/** Days since 1970 of a calendar day; -2^31 when absent. */
export function eventDay(text: string | undefined, who: string): number {
  if (text === undefined) return -(2 ** 31);
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new Error(`linkage-day: day "${text}" of ${who} is no calendar day. Write YYYY-MM-DD.`);
  return ms / DAY_MS;
}

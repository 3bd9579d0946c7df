import { UsageError } from '../io.ts';

export const formats = ['vroom', 'solomon', 'lilim', 'cvrplib', 'mtvrptw'] as const;
export type Format = (typeof formats)[number];

/** The format of a problem by its content; `asked` wins. Solomon's is also Gehring and Homberger's, cvrplib's also PyVRP's dialect. */
export function formatOf(content: string, asked: Format | undefined): Format {
  if (asked) return asked;
  const head = content.trimStart();
  if (head === '')
    throw new UsageError('route-empty: nothing came on standard input. Name a file, or pipe a problem in.');
  if (head.startsWith('{') || head.startsWith('[')) return 'vroom';
  if (/^\s*NAME\s*:/m.test(head) && /_SECTION\b/.test(head)) return 'cvrplib';
  if (/^\s*VEHICLE\s*$/im.test(head) && /^\s*CUST/im.test(head)) return 'solomon';
  const [first, second] = head
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s+/));
  if (
    first &&
    second &&
    first.length <= 3 &&
    second.length === 9 &&
    [...first, ...second].every((word) => Number.isFinite(Number(word)))
  )
    return 'lilim';
  throw new UsageError(
    `route-format: the beginning "${head.slice(0, 40).replace(/\s+/g, ' ')}" is no known format. Name it with --format: ${formats.join(', ')}.`,
  );
}

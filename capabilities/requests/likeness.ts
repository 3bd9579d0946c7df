import { addHours, type Instant } from '../../kernel/time.ts';

/** What of a request is compared. */
export interface Comparable {
  id: string;
  household: string | null;
  place: string;
  description: string;
  takenAt: Instant;
}

/** Pairs of neighbouring characters, which suit Chinese and English alike; digits, marks and case do not count. */
export function bigrams(text: string): Set<number> {
  const pairs = new Set<number>();
  let last = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) code += 32;
    // ASCII other than letters, and the general and CJK punctuation blocks.
    if (
      (code < 128 && (code < 97 || code > 122)) ||
      (code >= 0x2000 && code <= 0x206f) ||
      (code >= 0x3000 && code <= 0x303f) ||
      (code >= 0xff00 && code <= 0xff20)
    )
      continue;
    if (last > 0) pairs.add(last * 65_536 + code);
    last = code;
  }
  return pairs;
}

/** Share of pairs two texts have in common (Dice), 0 to 1; two empty texts are alike in nothing. */
export const textLikeness = (a: string, b: string): number => alike(bigrams(a), bigrams(b));

function alike(x: Set<number>, y: Set<number>): number {
  if (x.size + y.size === 0) return 0;
  let both = 0;
  for (const pair of x) if (y.has(pair)) both++;
  return (2 * both) / (x.size + y.size);
}

/** Newest requests compared: in a flood of the same complaint at one place, older ones are behind them. */
export const COMPARED = 300;

/**
 * Requests of the same class that may be the same need, likeliest first: the same household within `hours`, whatever the
 * words; or the same place within `hours` and words at least `percent` alike. Suggested only: a person decides.
 */
export function similarTo(
  one: Comparable,
  others: readonly Comparable[],
  hours: number,
  percent: number,
): { id: string; likeness: number }[] {
  const found: { id: string; likeness: number }[] = [];
  const said = bigrams(one.description);
  const [since, until] = [addHours(one.takenAt, -hours), addHours(one.takenAt, hours)];
  const near = others.filter((other) => other.id !== one.id && other.takenAt >= since && other.takenAt <= until);
  for (const other of near.sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1)).slice(0, COMPARED)) {
    const words = alike(said, bigrams(other.description));
    if (one.household && one.household === other.household)
      found.push({ id: other.id, likeness: Math.max(words, percent / 100) });
    else if (one.place === other.place && words >= percent / 100) found.push({ id: other.id, likeness: words });
  }
  return found
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 5)
    .map(({ id, likeness }) => ({ id, likeness: Math.round(likeness * 100) / 100 }));
}

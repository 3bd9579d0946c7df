import type { Instant } from '../../kernel/time.ts';
import { hoursBetween } from '../../kernel/time.ts';

/** What of a request is compared. */
export interface Comparable {
  id: string;
  household: string | null;
  place: string;
  description: string;
  takenAt: Instant;
}

/** Pairs of neighbouring characters, which suit Chinese and English alike; digits, marks and case do not count. */
export function bigrams(text: string): Set<string> {
  const letters = text.toLowerCase().replace(/[^\p{L}]+/gu, '');
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < letters.length; i++) pairs.add(letters.slice(i, i + 2));
  return pairs;
}

/** Share of pairs two texts have in common (Dice), 0 to 1; two empty texts are alike in nothing. */
export function textLikeness(a: string, b: string): number {
  const [x, y] = [bigrams(a), bigrams(b)];
  if (x.size + y.size === 0) return 0;
  let both = 0;
  for (const pair of x) if (y.has(pair)) both++;
  return (2 * both) / (x.size + y.size);
}

/**
 * Requests of the same class that may be the same need, likeliest first: the same household within `hours`, whatever the
 * words; or the same place within `hours` and words at least `percent` alike. Suggested only: a person decides.
 */
export function similarTo(one: Comparable, others: readonly Comparable[], hours: number, percent: number): { id: string; likeness: number }[] {
  const found: { id: string; likeness: number }[] = [];
  for (const other of others) {
    if (other.id === one.id || Math.abs(hoursBetween(other.takenAt, one.takenAt)) > hours) continue;
    const words = textLikeness(one.description, other.description);
    if (one.household && one.household === other.household) found.push({ id: other.id, likeness: Math.max(words, percent / 100) });
    else if (one.place === other.place && words >= percent / 100) found.push({ id: other.id, likeness: words });
  }
  return found.sort((a, b) => b.likeness - a.likeness).slice(0, 5).map(({ id, likeness }) => ({ id, likeness: Math.round(likeness * 100) / 100 }));
}

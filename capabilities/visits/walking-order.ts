import type { Instant } from '../../kernel/time.ts';

/** What is needed to put duties in the order one walks them. */
export interface Stop {
  household: string;
  urgent: boolean;
  life: boolean;
  to: Instant;
  /** When a round says somebody comes. */
  expected?: { at: Instant } | null;
}

const natural = new Intl.Collator('en', { numeric: true });
const UNIT_DEPTH = 9;

/** Estate, building and unit ascending; inside a unit from the top floor down: up by lift, down by stairs. */
function byDoor(a: Stop, b: Stop): number {
  const [left, right] = [a.household.split('.'), b.household.split('.')];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = natural.compare(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return i >= UNIT_DEPTH ? -order : order;
  }
  return 0;
}

const turn = ({ life, urgent, expected }: Stop): number => (life ? 0 : expected ? 2 : urgent ? 1 : 3);

/** A life first, then what is urgent and in no round, then the round as it was planned, then door by door. */
export const walkingOrder = <S extends Stop>(stops: readonly S[]): S[] =>
  [...stops].sort(
    (a, b) =>
      turn(a) - turn(b) ||
      (a.expected && b.expected && !a.life ? Date.parse(a.expected.at) - Date.parse(b.expected.at) : 0) ||
      byDoor(a, b) ||
      (a.to < b.to ? -1 : 1),
  );

/** The last labels of a path as people say them: `e1.b1.u1.h502` -> `1-1-1-502`; labels without a number stay. */
export const doorOf = (household: string): string => {
  const labels = household.split('.').slice(6);
  return labels.length === 0 ? household : labels.map((label) => label.replace(/^[ebuh](?=\d)/, '')).join('-');
};

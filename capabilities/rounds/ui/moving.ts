import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { type Changed, move } from '../changes.ts';
import type { Snag } from '../plan.ts';
import { snagged, unmovable } from '../rules.ts';
import type { RoundRow } from '../views.ts';

/** A stop in the hand: where it would go. `at` counts the open stops of that round without it. */
export interface Held {
  visit: string;
  to: string | null;
  at: number;
}

/** Colours rounds are told apart by on board and map. */
export const HUES = 6;

export const stopsOf = (row: RoundRow, member: string) => row.lines.find((line) => line.member === member)?.stops ?? [];

/** Who has work, those with most left to do first, and who is free. */
export function handsOf(row: RoundRow) {
  const left = (id: string) => stopsOf(row, id).filter(({ visit }) => !row.begun[visit]).length;
  const busy = row.sheet.goers.filter(({ id }) => stopsOf(row, id).length > 0).sort((a, b) => left(b.id) - left(a.id));
  return { busy, free: row.sheet.goers.filter((goer) => !busy.includes(goer)) };
}

/** Open stops of a round, one entry a visit, without the one in the hand. */
export const openOf = (row: RoundRow, member: string | null, without?: string): string[] => [
  ...new Set(
    row.lines
      .find((line) => line.member === member)
      ?.stops.map(({ visit }) => visit)
      .filter((visit) => !row.begun[visit] && visit !== without) ?? [],
  ),
];

/** Where a stop stands now. */
export function heldFrom(row: RoundRow, visit: string): Held {
  const line = row.lines.find(({ stops }) => stops.some((stop) => stop.visit === visit));
  const open = line ? [...new Set(line.stops.map((stop) => stop.visit).filter((each) => !row.begun[each]))] : [];
  return { visit, to: line?.member ?? null, at: Math.max(0, open.indexOf(visit)) };
}

export const inputOf = (row: RoundRow, { visit, to, at }: Held) => ({
  id: row.id,
  visit,
  to,
  next: openOf(row, to, visit)[at] ?? null,
});

/** What a move would cost, by the same rule as on the server; a refusal says why it cannot be. */
export function priced(row: RoundRow, held: Held, now: string): Changed | Refusal {
  const input = inputOf(row, held);
  const wrong = unmovable(row, input);
  if (wrong) return wrong;
  try {
    const found: Changed | Snag = move(row, now, input, row.status === 'running');
    return 'rule' in found ? snagged(row, found) : found;
  } catch (error) {
    return refuse('not-priced', String(error), { en: 'This move cannot be priced.', zh: '无法估算此调整。' });
  }
}

export const isChanged = (value: Changed | Refusal): value is Changed => !isRefusal(value);

/** One step with an arrow key. */
export function stepped(row: RoundRow, held: Held, key: string): Held | undefined {
  const { busy, free } = handsOf(row);
  const members: (string | null)[] = [...[...busy, ...free].map(({ id }) => id), null];
  const most = (to: string | null): number => openOf(row, to, held.visit).length;
  if (key === 'ArrowUp') return { ...held, at: Math.max(0, held.at - 1) };
  if (key === 'ArrowDown') return { ...held, at: Math.min(most(held.to), held.at + 1) };
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined;
  const n = members.indexOf(held.to) + (key === 'ArrowLeft' ? -1 : 1);
  const to = members[(n + members.length) % members.length] ?? null;
  return { ...held, to, at: Math.min(held.at, most(to)) };
}

import { isRefusal } from '../kernel/refusal.ts';
import type { Day } from '../kernel/time.ts';
import { keyOf } from './assemble.ts';
import type { StayPlan } from './plans.ts';
import { stayPlan } from './plans.ts';
import { lastDay, valueOn } from './read.ts';
import type { Edition, Key, ParamValue } from './schema.ts';

export type Direction = 'stricter' | 'looser' | 'reworded' | 'added' | 'removed';

export interface Change {
  key: string;
  change: Direction;
  before: ParamValue | undefined;
  after: ParamValue | undefined;
}

/** Whole plan of a class of people: what an open order would become. */
export interface StayChange {
  personClass: string;
  change: Direction;
  /** Undefined when the edition does not speak of the class; 0 when it requires no stay. */
  daysBefore: number | undefined;
  daysAfter: number | undefined;
}

export interface Diff {
  before: string;
  after: string;
  /** Days the editions are read on. */
  days: { before: Day; after: Day };
  changes: Change[];
  stays: StayChange[];
}

/** Differences by parameter key and by stay plan. Each edition is read on its last stated day unless days are given. */
export function diff(a: Edition, b: Edition, days: { before?: Day; after?: Day } = {}): Diff {
  const at = { before: days.before ?? lastDay(a), after: days.after ?? lastDay(b) };
  const keys = [...new Set([...Object.keys(a.params), ...Object.keys(b.params)])].sort();
  const changes: Change[] = [];
  for (const key of keys) {
    const before = live(valueOn(a, key, at.before));
    const after = live(valueOn(b, key, at.after));
    const meaning = keyOf(a.dictionary, key) ?? keyOf(b.dictionary, key);
    const change = meaning && compareValues(meaning, before, after);
    if (change) changes.push({ key, change, before, after });
  }
  const stays: StayChange[] = [];
  for (const personClass of Object.keys(a.dictionary.personClasses)) {
    const before = stayPlan(a, personClass, at.before);
    const after = stayPlan(b, personClass, at.after);
    const daysBefore = isRefusal(before) ? undefined : stayDays(before);
    const daysAfter = isRefusal(after) ? undefined : stayDays(after);
    const change = compareDays(daysBefore, daysAfter);
    if (change) stays.push({ personClass, change, daysBefore, daysAfter });
  }
  return { before: a.id, after: b.id, days: at, changes, stays };
}

export const stayDays = (plan: StayPlan): number => (plan.kind === 'stay' ? plan.totalDays : 0);

/** An abolished rule and a rule never stated are both absent. */
const live = (found: ReturnType<typeof valueOn>): ParamValue | undefined =>
  isRefusal(found) || found.value === null ? undefined : found;

function compareDays(before: number | undefined, after: number | undefined): Direction | undefined {
  if (before === after) return undefined;
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  return after > before ? 'stricter' : 'looser';
}

/** Direction of a change, from the key dictionary; undefined when nothing changes. */
export function compareValues(
  key: Key,
  before: ParamValue | undefined,
  after: ParamValue | undefined,
): Direction | undefined {
  if (before === undefined && after === undefined) return undefined;
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  if (JSON.stringify(before.value) === JSON.stringify(after.value)) return undefined;
  const from = size(key, before);
  const to = size(key, after);
  if (key.stricterWhen === 'none' || from === undefined || to === undefined || from === to) return 'reworded';
  return to > from === (key.stricterWhen === 'more') ? 'stricter' : 'looser';
}

/** A number to compare by: the number, how many test days, true as 1, the place of a word in the key's order. */
function size(key: Key, { value }: ParamValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'string' && key.kind === 'enum') return key.order?.indexOf(value);
  return undefined;
}

/** The diff read the other way round. */
export const mirror = (change: Direction): Direction =>
  (({ stricter: 'looser', looser: 'stricter', added: 'removed', removed: 'added', reworded: 'reworded' }) as const)[
    change
  ];

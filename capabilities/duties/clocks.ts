import type { Event } from '../../kernel/event.ts';
import { ancestorAt, type PlacePath } from '../../kernel/place.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { addSpan, addDays, type Day, dayOf, endOf, type Instant, instant, readDay, readInstant, type Span } from '../../kernel/time.ts';
import { keyOf } from '../../protocols/assemble.ts';
import { edition, inForce, numberOn } from '../../protocols/read.ts';
import type { Clock, Trigger, Where } from '../../protocols/schema-city.ts';
import type { Edition, ProtocolLibrary } from '../../protocols/schema.ts';
import type { Owner } from './model.ts';

/** What an event must show for a clock to look at it; written events and those just decided both do. */
export type Fact = Pick<Event, 'type' | 'data' | 'area' | 'stream' | 'happenedAt' | 'edition'>;

/** A field of the data, by dotted name. */
export const fieldOf = (data: unknown, name: string): unknown =>
  name.split('.').reduce<unknown>((value, part) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined), data);

/** Equality or membership on fields of the data; a list in the data matches when it holds the value. */
export const holds = (where: Where | undefined, data: unknown): boolean =>
  Object.entries(where ?? {}).every(([name, wanted]) => {
    const value = fieldOf(data, name);
    const one = (item: unknown) => (Array.isArray(value) ? value.includes(item) : value === item);
    return Array.isArray(wanted) ? wanted.some(one) : one(wanted);
  });

export const fires = (triggers: readonly Trigger[], fact: Fact): boolean =>
  triggers.some((trigger) => trigger.event === fact.type && holds(trigger.where, fact.data));

/** True when the event starts the clock, and the clock is in force on the day it happened. */
export function starts(clock: Clock, fact: Fact, zone: string): boolean {
  if (!fires(clock.starts, fact)) return false;
  const day = dayOf(fact.happenedAt, zone);
  return (clock.from === undefined || clock.from <= day) && (clock.to === undefined || day <= clock.to);
}

/** What the clock is about: the named field of the data, or the event's stream. */
export function subjectOf(clock: Clock, fact: Fact): string {
  const value = clock.subject === undefined ? undefined : fieldOf(fact.data, clock.subject);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : fact.stream;
}

export const dutyId = (clock: Clock, fact: Fact): string => `${clock.id}:${subjectOf(clock, fact)}`;
export const clockOf = (duty: string): string => duty.slice(0, duty.indexOf(':'));

/** The owner a clock names, over the area of that level around the event. */
export const ownerAt = (rung: Pick<Owner, 'level' | 'role'>, area: PlacePath): Owner => ({ level: rung.level, role: rung.role, area: ancestorAt(area, rung.level) ?? area });

/** The listed days of a clock with one duty a day, sorted; empty for other clocks. */
export function daysIn(clock: Clock, fact: Fact): Day[] {
  if (!('eachDayIn' in clock.within)) return [];
  const listed = fieldOf(fact.data, clock.within.eachDayIn);
  return Array.isArray(listed) ? [...new Set(listed.filter((day): day is Day => typeof day === 'string' && readDay(day) !== undefined))].sort() : [];
}

/**
 * When the duty an event starts is due. Undefined when the edition states no such time limit (or abolished it), or lists
 * no day, or lacks the instant a `relativeTo` clock counts from: then there is no duty by this clock.
 */
export function dueAt(clock: Clock, fact: Fact, library: ProtocolLibrary, zone: string): Instant | undefined {
  const { within } = clock;
  if ('eachDayIn' in within) {
    const [first] = daysIn(clock, fact);
    return first === undefined ? undefined : endOf(first, zone);
  }
  if ('relativeTo' in within) {
    const text = fieldOf(fact.data, within.relativeTo);
    const at = typeof text === 'string' ? (readInstant(text) ?? (readDay(text) && endOf(text, zone))) : undefined;
    return at ? addSpan(at, { value: within.value, unit: within.unit }) : undefined;
  }
  return after(clock, fact.happenedAt, zone, 'paramKey' in within ? statedSpan(within.paramKey, fact, library, zone) : undefined);
}

/** The deadline of a turn that starts at a moment; `stated` is the edition's span where the clock points at one. */
export function after(clock: Clock, at: Instant, zone: string, stated?: Span): Instant | undefined {
  const { within } = clock;
  if ('endOfDay' in within) return endOf(addDays(dayOf(at, zone), within.endOfDay), zone);
  if ('paramKey' in within) return stated && addSpan(at, stated);
  return 'value' in within && !('relativeTo' in within) ? addSpan(at, within) : undefined;
}

const UNITS: Record<string, Span['unit']> = { min: 'min', h: 'h', d: 'd' };

/** A time limit as the edition that decided the event states it; else the disease's on that day; else the general law's. */
function statedSpan(key: string, fact: Fact, library: ProtocolLibrary, zone: string): Span | undefined {
  const day = dayOf(fact.happenedAt, zone);
  const unit = UNITS[keyOf(library.dictionary, key)?.unit ?? ''];
  if (!unit) return undefined;
  for (const of of editionsFor(fact, library, day)) {
    const value = numberOn(of, key, day);
    if (!isRefusal(value)) return { value, unit };
    if (value.refused === 'param-abolished') return undefined;
  }
  return undefined;
}

function editionsFor(fact: Fact, library: ProtocolLibrary, day: Day): Edition[] {
  const disease = fieldOf(fact.data, 'disease');
  const found = [
    fact.edition === undefined ? undefined : edition(library, fact.edition),
    typeof disease === 'string' ? latest(library, disease, day) : undefined,
    latest(library, 'any', day),
  ];
  return found.filter((item): item is Edition => item !== undefined && !isRefusal(item));
}

/** The disease's edition of the day, or the last one before it: a limit stays a limit when a document's dates ran out. */
function latest(library: ProtocolLibrary, disease: string, day: Day) {
  const today = inForce(library, disease, day);
  if (!isRefusal(today)) return today;
  const earlier = library.editions.filter((item) => item.disease === disease && item.effectiveFrom <= day);
  return earlier.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0];
}

/** The day a deadline belongs to: 24:00 is the end of its day, not the start of the next. */
export const dayOfDeadline = (at: Instant, zone: string): Day => dayOf(instant(Date.parse(at) - 1), zone);

/**
 * Deadlines an event sets, by the event types that will meet them: lets a capability show "time left" on its own rows.
 * `{ 'requests.RequestContacted': '2022-09-20T02:00:00.000Z' }`; the earliest wins.
 */
export function deadlines(fact: Fact, library: ProtocolLibrary, zone: string): Record<string, Instant> {
  const due: Record<string, Instant> = {};
  for (const clock of library.clocks) {
    if (!starts(clock, fact, zone)) continue;
    const at = dueAt(clock, fact, library, zone);
    if (at === undefined) continue;
    for (const { event } of clock.stops) if (due[event] === undefined || at < due[event]) due[event] = at;
  }
  return due;
}

import type { Event } from '../../kernel/event.ts';
import { inBoth } from '../../kernel/names.ts';
import { ancestorAt, type PlacePath } from '../../kernel/place.ts';
import { isRefusal, type Words } from '../../kernel/refusal.ts';
import {
  addDays,
  addSpan,
  type Day,
  dayOf,
  endOf,
  type Instant,
  instant,
  readDay,
  readInstant,
  type Span,
} from '../../kernel/time.ts';
import { termOf } from '../../protocols/clocks.ts';
import { edition, inForce } from '../../protocols/read.ts';
import type { Edition, ProtocolLibrary } from '../../protocols/schema.ts';
import type { Clock, Trigger, Within } from '../../protocols/schema-city.ts';
import type { Owner } from './model.ts';

/** What an event must show for a clock to look at it; written events and those just decided both do. */
export type Fact = Pick<Event, 'type' | 'data' | 'area' | 'stream' | 'happenedAt' | 'edition'>;

/** A field of the event's data. */
export const fieldOf = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined;

/** The event is of the trigger's type and every field of `where` is equal to, or one of, what it says; a list matches when it holds it. */
function sets({ event, where }: Trigger, { type, data }: Pick<Fact, 'type' | 'data'>): boolean {
  if (event !== type) return false;
  // Asked for every event and clock: no lists are made on the way.
  for (const name in where) {
    const wanted = where[name];
    const value = fieldOf(data, name);
    const holds = (one: unknown) => (Array.isArray(value) ? value.includes(one) : value === one);
    if (!(Array.isArray(wanted) ? wanted.some(holds) : holds(wanted))) return false;
  }
  return true;
}

export const opens = (clock: Clock, fact: Pick<Fact, 'type' | 'data'>): boolean =>
  clock.starts.some((trigger) => sets(trigger, fact));
export const stops = (clock: Clock, fact: Pick<Fact, 'type' | 'data'>): boolean =>
  clock.stops.some((trigger) => sets(trigger, fact));
export const moves = (clock: Clock, fact: Pick<Fact, 'type' | 'data'>): boolean =>
  (clock.moves ?? []).some((trigger) => sets(trigger, fact));
/** Ends the repetition of a clock. */
export const ends = (clock: Clock, fact: Pick<Fact, 'type' | 'data'>): boolean =>
  (clock.repeat?.until ?? []).some((trigger) => sets(trigger, fact));

const watching = new WeakMap<readonly Clock[], Map<string, Clock[]>>();

/** The clocks that look at events of a type, in the order of the library; every event of the log is asked for them. */
export function clocksOn(clocks: readonly Clock[], type: string): readonly Clock[] {
  return byType(clocks).get(type) ?? [];
}

/** Clocks by the event types they look at. */
export function byType(clocks: readonly Clock[]): Map<string, Clock[]> {
  const known = watching.get(clocks);
  if (known) return known;
  const made = new Map<string, Clock[]>();
  for (const clock of clocks) {
    const triggers = [...clock.starts, ...clock.stops, ...(clock.moves ?? []), ...(clock.repeat?.until ?? [])];
    for (const type of new Set(triggers.map((trigger) => trigger.event)))
      made.set(type, [...(made.get(type) ?? []), clock]);
  }
  watching.set(clocks, made);
  return made;
}

/** True when the event starts the clock, and the clock is in force on the day it happened. */
export function starts(clock: Clock, fact: Fact, zone: string): boolean {
  if (!opens(clock, fact)) return false;
  if (clock.from === undefined && clock.to === undefined) return true;
  const day = dayOf(fact.happenedAt, zone);
  return (clock.from === undefined || clock.from <= day) && (clock.to === undefined || day <= clock.to);
}

/** What the clock is about: the named field of the data; without it the event's stream, which a matter's own events share. */
export function subjectOf(clock: Clock, fact: Fact): string {
  const value = clock.subject === undefined ? undefined : fieldOf(fact.data, clock.subject);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : fact.stream;
}

/** What its duty is called: the words the event brings, for a clock whose duties have names of their own. */
export function nameOf(clock: Clock, fact: Fact): Words {
  const own = clock.named === undefined ? undefined : (fieldOf(fact.data, clock.named) as Words | undefined);
  return own ?? clock.name;
}

/** What its duty is about in words, for a clock that says where the event has them: names in both languages, or what somebody wrote. */
export function aboutOf(clock: Clock, fact: Fact): Words | undefined {
  const told = clock.about?.split('.').reduce<unknown>((data, name) => fieldOf(data, name), fact.data);
  return typeof told === 'string' ? inBoth(told) : (told as Words | undefined);
}

export const dutyId = (clock: Clock, fact: Fact): string => `${clock.id}:${subjectOf(clock, fact)}`;
export const clockOf = (duty: string): string => duty.slice(0, duty.indexOf(':'));

/** The owner a clock names, over the area of that level around the event. */
export const ownerAt = (rung: Pick<Owner, 'level' | 'role'>, area: PlacePath): Owner => ({
  level: rung.level,
  role: rung.role,
  area: ancestorAt(area, rung.level) ?? area,
});

/**
 * Deadline of the duty an event starts, and the listed days when it is one of several. Undefined when no edition states
 * the limit, the event names no such instant, or lists no day: then there is no duty by this clock.
 */
export function dueAt(clock: Clock, fact: Fact, library: ProtocolLibrary, zone: string): Deadline | undefined {
  // Only editions ask for the day; working it out in a zone is the slow part of a fold.
  const stated = 'paramKey' in clock.within;
  const day = stated ? dayOf(fact.happenedAt, zone) : '';
  for (const of of stated ? editionsFor(fact, library, day) : [undefined]) {
    const term = termOf(clock, of, day);
    if (isRefusal(term) || term.kind === 'off') continue;
    return term.kind === 'span'
      ? { at: addSpan(fact.happenedAt, term.span), day: null, days: [] }
      : dated(term.within, fact, zone);
  }
  return undefined;
}

/** Where a deadline stands after a pause began or was cut short; one that was missed stays where it was. */
export function moved(due: Instant, fact: Pick<Fact, 'data' | 'happenedAt'>): Instant {
  const minutes = fieldOf(fact.data, 'minutes');
  return typeof minutes === 'number' && due > fact.happenedAt ? addSpan(due, { value: minutes, unit: 'min' }) : due;
}

export interface Deadline {
  at: Instant;
  /** The first listed day, and those after it. */
  day: Day | null;
  days: Day[];
}

function dated(within: Within, fact: Fact, zone: string): Deadline | undefined {
  if ('endOfDay' in within)
    return { at: endOf(addDays(dayOf(fact.happenedAt, zone), within.endOfDay), zone), day: null, days: [] };
  if ('relativeTo' in within) {
    const text = fieldOf(fact.data, within.relativeTo);
    const from = typeof text === 'string' ? (readInstant(text) ?? (readDay(text) && endOf(text, zone))) : undefined;
    return from ? { at: addSpan(from, within), day: null, days: [] } : undefined;
  }
  if (!('eachDayIn' in within)) return undefined;
  // Nobody owes what lay behind when it was asked.
  const today = dayOf(fact.happenedAt, zone);
  const listed = [fieldOf(fact.data, within.eachDayIn)]
    .flat()
    .filter((day): day is Day => typeof day === 'string' && readDay(day) !== undefined && day >= today);
  const [day, ...days] = [...new Set(listed)].sort();
  return day === undefined ? undefined : { at: endOf(day, zone), day, days };
}

/** The edition that decided the event; else the disease's on that day, or its last one; else the general law. */
function editionsFor(fact: Fact, library: ProtocolLibrary, day: Day): Edition[] {
  const disease = fieldOf(fact.data, 'disease');
  const found = [
    fact.edition === undefined ? undefined : edition(library, fact.edition),
    typeof disease === 'string' ? latest(library, disease, day) : undefined,
    latest(library, 'any', day),
  ];
  return found.filter((item): item is Edition => item !== undefined && !isRefusal(item));
}

/** A limit stays a limit when a document's dates ran out. */
function latest(library: ProtocolLibrary, disease: string, day: Day) {
  const today = inForce(library, disease, day);
  if (!isRefusal(today)) return today;
  const earlier = library.editions.filter((item) => item.disease === disease && item.effectiveFrom <= day);
  return earlier.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0];
}

/** The deadline of a repeated turn that starts at a moment; a limit that came from an edition or the event keeps its first length. */
export function after(clock: Clock, at: Instant, zone: string, firstLength: Span): Instant {
  const { within } = clock;
  return 'endOfDay' in within ? endOf(addDays(dayOf(at, zone), within.endOfDay), zone) : addSpan(at, firstLength);
}

/** The day a deadline belongs to: 24:00 is the end of its day, not the start of the next. */
export const dayOfDeadline = (at: Instant, zone: string): Day => dayOf(instant(Date.parse(at) - 1), zone);

/**
 * Deadlines open on a matter (a stream) after one of its events, by clock: what the event met is gone, what it started is
 * there. Lets a capability show "time left" on its own rows; the duties themselves are folded from the log.
 */
export function deadlinesAfter(
  open: Record<string, Instant>,
  fact: Fact,
  library: ProtocolLibrary,
  zone: string,
): Record<string, Instant> {
  const due = { ...open };
  for (const clock of clocksOn(library.clocks, fact.type)) {
    if (stops(clock, fact)) delete due[clock.id];
    const open = due[clock.id];
    if (open && moves(clock, fact)) due[clock.id] = moved(open, fact);
    if (!starts(clock, fact, zone) || subjectOf(clock, fact) !== fact.stream || (due[clock.id] && !clock.restarts))
      continue;
    const at = dueAt(clock, fact, library, zone)?.at;
    if (at !== undefined) due[clock.id] = at;
  }
  return due;
}

/** The earliest open deadline that an event of this type would meet, and none of the `before` types; null when there is none. */
export function deadlineFor(
  open: Record<string, Instant>,
  type: string,
  before: readonly string[],
  library: ProtocolLibrary,
): Instant | null {
  const meets = (clock: Clock, event: string) => clock.stops.some((trigger) => trigger.event === event);
  const at = clocksOn(library.clocks, type).flatMap((clock) =>
    open[clock.id] && meets(clock, type) && !before.some((event) => meets(clock, event))
      ? [open[clock.id] as Instant]
      : [],
  );
  return at.sort()[0] ?? null;
}

import { ancestorAt, levelOf, type PlacePath, parentOf } from '../../kernel/place.ts';
import { isRefusal, type Words } from '../../kernel/refusal.ts';
import {
  addDays,
  addHours,
  addMinutes,
  type Day,
  dayOf,
  daysBetween,
  type Instant,
  startOf,
} from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';

/** The city's numbers for the watch on a day (protocols/city/signal-limits.yaml). */
export interface SignalLimits {
  windowDays: number;
  zeroDays: number;
  quietDays: number;
  stronger: number;
  nightHour: number;
  graceHours: number;
  alpha: number;
}

const read = (library: ProtocolLibrary, name: string, day: Day): number => {
  const found = settingOn(library, `signal.${name}`, day);
  if (isRefusal(found)) throw new Error(`signal-setting: ${found.words.en}`);
  return Number(found.value);
};

/** Reads them all; throws when the protocols state one not at all: the city cannot watch without. */
export const limitsOn = (library: ProtocolLibrary, day: Day): SignalLimits => ({
  windowDays: read(library, 'window.days', day),
  zeroDays: read(library, 'zero.days', day),
  quietDays: read(library, 'quiet.days', day),
  stronger: read(library, 'stronger', day),
  nightHour: read(library, 'night.h', day),
  graceHours: read(library, 'grace.h', day),
  alpha: read(library, 'alpha', day),
});

/** The syndrome that a disease or a class of request also counts for on a day; undefined when the city names none. */
export function syndromeOf(
  library: ProtocolLibrary,
  of: 'syndrome' | 'request',
  name: string,
  day: Day,
): string | undefined {
  const found = settingOn(library, `signal.${of}.${name}`, day);
  return isRefusal(found) ? undefined : String(found.value);
}

const SUBJECT = 'signal.subject.';

/** Diseases and syndromes that can be watched on a day, by name. */
export const subjectNames = (library: ProtocolLibrary, day: Day): Record<string, Words> =>
  Object.fromEntries(
    Object.keys(library.settings).flatMap((name) => {
      const found = name.startsWith(SUBJECT) ? settingOn(library, name, day) : undefined;
      return found && !isRefusal(found) ? [[name.slice(SUBJECT.length), found.names]] : [];
    }),
  );

/** One report of it is an alert. */
export function alwaysAlarms(library: ProtocolLibrary, subject: string, day: Day): boolean {
  const found = settingOn(library, `signal.always.${subject}`, day);
  return !isRefusal(found) && found.value === true;
}

/** Monday 1 to Sunday 7. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: Day): number => ((((daysBetween('1970-01-01', day) + 3) % 7) + 7) % 7) + 1;

/** When the next sending is expected: the first of the channel's weekdays after a day, at its hour. */
export function expectedAfter(
  day: Day,
  { weekdays, expectedBy }: { weekdays: readonly number[]; expectedBy: number },
  zone: string,
): Instant {
  let next = addDays(day, 1);
  while (!weekdays.includes(weekdayOf(next))) next = addDays(next, 1);
  return addHours(startOf(next, zone), expectedBy);
}

const AREA_LEVELS = ['city', 'district', 'street', 'community'] as const;
// not a rule: between two levels of the nightly run, so that what lies below is judged first
const STEP_MINUTES = 10;

/** When an area is judged next: the coming night, communities first, then streets, districts, the city. */
export function nextNight(after: Instant, area: PlacePath, hour: number, zone: string): Instant {
  const order = AREA_LEVELS.length - 1 - Math.max(0, AREA_LEVELS.indexOf(levelOf(area) as 'city'));
  const on = (day: Day): Instant => addMinutes(startOf(day, zone), hour * 60 + order * STEP_MINUTES);
  const today = dayOf(after, zone);
  return on(today) > after ? on(today) : on(addDays(today, 1));
}

/** Areas that a place's counts add up in, nearest first: its community (or itself, when larger), street, district, city. */
export function areasOver(place: PlacePath): PlacePath[] {
  const own = ancestorAt(place, 'community') ?? place;
  const up: PlacePath[] = [];
  for (let at: PlacePath | undefined = own; at && at.split('.').length >= 3; at = parentOf(at)) up.push(at);
  return up.length > 0 ? up : [own];
}

import { tz } from '@date-fns/tz';
import { addDays as addDaysTo } from 'date-fns/addDays';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { format } from 'date-fns/format';
import { isValid } from 'date-fns/isValid';
import { parseISO } from 'date-fns/parseISO';

/** A moment: ISO 8601 in UTC with milliseconds, e.g. `2026-11-23T02:44:00.000Z`. Sorts as text. */
export type Instant = string;
/** A calendar day in the city's zone: `2026-11-23`. Sorts as text. */
export type Day = string;
/** A length of time as protocols write it. */
export interface Span {
  value: number;
  unit: 'min' | 'h' | 'd';
}

const MS = { min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Length of a span in milliseconds; a day counts 24 hours. */
export const spanMs = (span: Span): number => span.value * MS[span.unit];

/** `at` plus a span (or minus, with a negative value). */
export const addSpan = (at: Instant, span: Span): Instant => instant(Date.parse(at) + spanMs(span));
export const addHours = (at: Instant, value: number): Instant => addSpan(at, { value, unit: 'h' });
export const addMinutes = (at: Instant, value: number): Instant => addSpan(at, { value, unit: 'min' });

/** Hours from `from` to `to`; negative when `to` is earlier. */
export const hoursBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / MS.h;

/** Writes a Date or epoch milliseconds as an Instant. */
export const instant = (date: Date | number): Instant =>
  (typeof date === 'number' ? new Date(date) : date).toISOString();

/** Reads an ISO 8601 moment with a zone; undefined when the text is none. */
export function readInstant(text: string): Instant | undefined {
  if (!/(Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined;
  const date = parseISO(text);
  return isValid(date) ? instant(date) : undefined;
}

/** Reads a real calendar day; undefined for `2026-02-30` and the like. */
export function readDay(text: string): Day | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  return isValid(parseISO(text)) ? text : undefined;
}

/** Asked for every series of a night and every line of a calendar: the calendar itself is a plain count of days. */
export function addDays(day: Day, days: number): Day {
  const number = numberOf(day) + Math.trunc(days);
  const known = names.get(number);
  if (known !== undefined) return known;
  if (names.size > 10_000) names.clear();
  const name = format(addDaysTo(parseISO(day), days), 'yyyy-MM-dd');
  names.set(number, name);
  return name;
}
/** Days by their number since 1970. */
const names = new Map<number, Day>();
/** Days from `from` to `to`: 1 for tomorrow. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from);

/** Days since 1970 by day: a list names the same few hundred days over and over. */
const numbers = new Map<Day, number>();
const EPOCH = parseISO('1970-01-01');
function numberOf(day: Day): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  if (numbers.size > 10_000) numbers.clear();
  const number = differenceInCalendarDays(parseISO(day), EPOCH);
  numbers.set(day, number);
  return number;
}

/** Days by zone and quarter of an hour: offsets are whole quarters, so a quarter lies in one day. Asked for every command. */
const days = new Map<string, Day>();
const QUARTER_MS = 900_000;

/** The day a moment falls on in a zone such as `Asia/Shanghai`. */
export function dayOf(at: Instant, zone: string): Day {
  const key = `${zone} ${Math.floor(Date.parse(at) / QUARTER_MS)}`;
  const known = days.get(key);
  if (known) return known;
  if (days.size > 10_000) days.clear();
  const day = format(parseISO(at), 'yyyy-MM-dd', { in: tz(zone) });
  days.set(key, day);
  return day;
}
/** Wall-clock text `yyyy-MM-dd HH:mm` of a moment in a zone. */
export const wallClock = (at: Instant, zone: string): string =>
  format(parseISO(at), 'yyyy-MM-dd HH:mm', { in: tz(zone) });
/** The first moment of a day in a zone. */
export const startOf = (day: Day, zone: string): Instant =>
  instant(parseISO(`${day}T00:00:00`, { in: tz(zone) }).getTime());
/** Ends by zone and day. */
const midnights = new Map<string, Instant>();

/** 24:00 of a day in a zone. Asked for every duty that is due by the end of a day. */
export function endOf(day: Day, zone: string): Instant {
  const key = `${zone} ${day}`;
  const known = midnights.get(key);
  if (known) return known;
  if (midnights.size > 10_000) midnights.clear();
  const at = startOf(addDays(day, 1), zone);
  midnights.set(key, at);
  return at;
}

import type { Row } from '../../kernel/capability.ts';
import type { PlacePath } from '../../kernel/place.ts';
import { addDays, type Day, daysBetween } from '../../kernel/time.ts';

/** Counts of one source, place and subject by day or week; folded again for every area above. `id` names it. */
export interface SeriesRow extends Row {
  /** The registered channel; null where several add up, and for feeds of the city's own log. */
  channel: string | null;
  kind: string;
  level: string;
  subject: string;
  measure: 'count' | 'level';
  step: 'day' | 'week';
  /** Of the city's own log: a day without an entry is a zero. */
  feed: boolean;
  /** Day of position 0; weeks begin on it. */
  first: Day;
  /** Null where nothing was reported. */
  values: (number | null)[];
  /** Of a sum: how many of its sources' places had reported, beside `values`. Absent where there is one source. */
  sent?: number[];
  /** Day or first day of the week of the last value. */
  last: Day;
}

/** A series of one channel in one place. */
export const ownSeries = (channel: string, { area, subject }: { area: PlacePath; subject: string }): string =>
  `${channel}|${area}|${subject}`;
/** What sources of one kind add up to in an area; also the one series of a feed. */
export const sumSeries = (kind: string, area: PlacePath, subject: string): string => `*${kind}|${area}|${subject}`;

const length = (step: SeriesRow['step']): number => (step === 'week' ? 7 : 1);

/** Position of a day in a series; below 0 before its beginning. */
export const positionOf = ({ first, step }: Pick<SeriesRow, 'first' | 'step'>, day: Day): number =>
  Math.floor(daysBetween(first, day) / length(step));

/** Day that a position begins on. */
export const dayAt = ({ first, step }: Pick<SeriesRow, 'first' | 'step'>, position: number): Day =>
  addDays(first, position * length(step));

export const valueOn = (row: SeriesRow, day: Day): number | null => row.values[positionOf(row, day)] ?? null;

/**
 * The series after one day's value became `to(was)`; never longer than `keep` days, the oldest go. A day before all kept ones is passed over. `more`:
 * places that had not reported that day before.
 */
export function withValue(
  row: SeriesRow,
  day: Day,
  keep: number,
  to: (was: number | null) => number,
  more?: number,
): SeriesRow {
  let { first } = row;
  let values = row.values.slice();
  let sent = more === undefined ? row.sent : (row.sent?.slice() ?? []);
  let at = positionOf(row, day);
  const most = Math.ceil(keep / length(row.step));
  if (at < 0) {
    if (values.length - at > most) return row;
    first = dayAt(row, at);
    values = [...new Array<null>(-at).fill(null), ...values];
    if (sent) sent = [...new Array<number>(-at).fill(0), ...sent];
    at = 0;
  }
  while (values.length <= at) values.push(null);
  values[at] = to(values[at] ?? null);
  if (sent) {
    while (sent.length < values.length) sent.push(0);
    sent[at] = (sent[at] ?? 0) + (more ?? 0);
  }
  if (values.length > most) {
    first = dayAt({ first, step: row.step }, values.length - most);
    values = values.slice(-most);
    sent = sent?.slice(-most);
  }
  const last = dayAt({ first, step: row.step }, values.length - 1);
  return { ...row, first, values, ...(sent ? { sent } : {}), last };
}

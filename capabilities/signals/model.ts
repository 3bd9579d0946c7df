import * as z from 'zod';
import type { Fault } from '../../engines/surveillance/index.ts';
import type { PlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import { type Day, type Instant, readDay } from '../../kernel/time.ts';
import { placePath } from '../places/index.ts';

export const CHANNEL_KINDS = [
  'clinic',
  'fever-clinic',
  'school',
  'pharmacy',
  'laboratory',
  'sewage',
  'hotline',
  'care-home',
  'port',
] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/, 'an id of letters, digits, . - and _');
const day = z.string().refine((text) => readDay(text) !== undefined, {
  error: 'not a calendar day such as 2022-09-20, without time and zone',
  params: { zh: '不是日历日期，请写作 2022-09-20，不带时间与时区' },
});
const reason = z.string().trim().min(2, 'give the reason').max(1000);
/** A disease or a syndrome: what sources are joined by. */
export const subject = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{0,59}$/, 'a disease or syndrome is written like measles or respiratory');

export const registerChannel = z.strictObject({
  id,
  kind: z.enum(CHANNEL_KINDS),
  names: z.strictObject({ zh: z.string().min(1).max(120), en: z.string().min(1).max(120) }),
  /** What it covers: its counts lie in this area. */
  area: placePath,
  subjects: z.array(subject).min(1).max(30),
  rhythm: z.enum(['day', 'week']),
  /** Days on which something comes, Monday 1 to Sunday 7. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5, 6, 7]),
  /** Hour of the city's day by which it comes. */
  expectedBy: z.int().min(0).max(23),
  /** `count`: whole numbers that add up over places. `level`: a measurement of one place, such as copies per litre. */
  measure: z.enum(['count', 'level']).default('count'),
});
export type RegisterChannel = z.infer<typeof registerChannel>;

export const suspendChannel = z.strictObject({ id, reason });
export type SuspendChannel = z.infer<typeof suspendChannel>;
export const noteSilence = z.strictObject({ id });

export const line = z.strictObject({
  area: placePath,
  subject,
  value: z.number(),
});
export type Line = z.infer<typeof line>;

export const recordCounts = z.strictObject({
  channel: id,
  /** The sender's number of this sending: the same one again changes nothing. */
  sending: z.string().min(1).max(120),
  /** The day counted; of a week, any day in it. */
  day,
  via: z.enum(['api', 'hand', 'file']),
  lines: z.array(line).min(1).max(2000),
  /** A later, better count of a day that was counted already. */
  correction: z.boolean().default(false),
});
export type RecordCounts = z.infer<typeof recordCounts>;

/** Counts of days gone by in one go: what a channel knew before it was registered. They fill gaps and change nothing known. */
export const recordHistory = z.strictObject({
  channel: id,
  sending: z.string().min(1).max(120),
  lines: z
    .array(
      z.strictObject({
        area: placePath,
        subject,
        /** Day (or a day of the week) of the first value; null where nothing was counted. */
        from: day,
        values: z.array(z.number().nullable()).min(1).max(1100),
      }),
    )
    .min(1)
    .max(500),
});
export type RecordHistory = z.infer<typeof recordHistory>;

export const releaseCounts = z.strictObject({ channel: id, sending: z.string().min(1).max(120), reason });
export type ReleaseCounts = z.infer<typeof releaseCounts>;

export const setBudget = z.strictObject({
  area: placePath,
  /** Alerts a week that can be checked in this area. */
  weekly: z.number().positive().max(10_000),
});
export type SetBudget = z.infer<typeof setBudget>;
export const planNight = z.strictObject({ area: placePath });

export const watchArea = z.strictObject({
  area: placePath,
  /** `night` keeps the verdicts; `arrival` only raises what cannot wait. */
  on: z.enum(['night', 'arrival']),
});
export type WatchArea = z.infer<typeof watchArea>;

/** A line with the value it replaces; null where there was none. */
export interface CountedLine extends Line {
  was: number | null;
}
export interface Counts {
  channel: string;
  kind: ChannelKind;
  measure: 'count' | 'level';
  rhythm: 'day' | 'week';
  sending: string;
  day: Day;
  via: RecordCounts['via'];
  lines: CountedLine[];
  /** Days a series is kept. */
  keep: number;
  expectedAt: Instant;
  /** Given when somebody let a held sending count. */
  released?: string;
  /** Held sendings of the same day and places that these counts stand for. */
  replaces?: string[];
}

export interface History extends RecordHistory {
  kind: ChannelKind;
  measure: 'count' | 'level';
  rhythm: 'day' | 'week';
  keep: number;
}

/** One source's part in an alert. */
export interface Part {
  series: string;
  kind: string;
  channel: string | null;
  day: Day;
  observed: number;
  expected: number;
  /** Largest count that is no surprise. */
  upper: number;
  p: number;
  /** Days up to this one whose sum says most, with it and what was expected of it. */
  window?: { days: number; observed: number; expected: number };
  /** Share of all upward surprise, 0 to 1. */
  share: number;
}

/** What made an alert: sources that agree, one source, a rule that one report is enough, neighbouring areas that agree. */
export type Monitor = 'together' | 'alone' | 'always' | 'neighbours';

export interface Raised {
  signal: string;
  area: PlacePath;
  subject: string;
  day: Day;
  monitor: Monitor;
  /** Neighbouring communities that are odd together; absent for one area. */
  places?: PlacePath[];
  p: number;
  /** Tail probability below which this area's alerts are raised. */
  alpha: number;
  parts: Part[];
  why: Words;
}

export interface SignalsEvents {
  'signals.ChannelRegistered': RegisterChannel & { expectedAt: Instant };
  'signals.ChannelSuspended': SuspendChannel;
  'signals.ChannelFellSilent': { id: string; kind: ChannelKind; names: Words; expectedAt: Instant };
  'signals.CountsRecorded': Counts;
  'signals.HistoryRecorded': History;
  'signals.CountsHeld': Omit<Counts, 'lines'> & { lines: Line[]; fault: Fault };
  'signals.BudgetSet': SetBudget & { alpha: number; watched: number; nextAt: Instant };
  'signals.NightPlanned': { area: PlacePath; alpha: number; watched: number; nextAt: Instant };
  'signals.AreaWatched': {
    area: PlacePath;
    day: Day;
    nextAt: Instant;
    subjects: { subject: string; together: number; alone: number; p: number; parts: Part[] }[];
  };
  'signals.SignalRaised': Raised;
}

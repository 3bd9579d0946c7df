import * as z from 'zod';
import type { Row } from '../../kernel/capability.ts';
import { isPlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import { type Day, type Instant, readDay } from '../../kernel/time.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'an id of small letters, digits and -');
const area = z.string().refine(isPlacePath, 'not a place path such as cn.44.03.04');
const day = z.string().refine((text) => readDay(text) !== undefined, 'not a day such as 2022-11-23');
const words = z.strictObject({ en: z.string().trim().min(1).max(500), zh: z.string().trim().min(1).max(500) });
const text = (max: number) => z.string().trim().min(4, 'a few words at least').max(max);

export const TRACKS = ['control', 'livelihood', 'rights', 'cost'] as const;
export type Track = (typeof TRACKS)[number];

/** A drill of a scenario: who shall rehearse what, from which day of the city's calendar. */
export const scheduleDrill = z.strictObject({ id, area, scenario: z.string().min(1).max(80), names: words, on: day });
export const startDrill = z.strictObject({ id, area, seed: z.int(), days: z.int().min(1).max(90) });
/** The n-th thing the trainer put in the way, as the scenario says it. */
export const inject = z.strictObject({
  id,
  area,
  n: z.int().min(0),
  kind: z.string().min(1).max(40),
  day: z.int().min(0),
  detail: z.string().max(4000),
});
export const scoreLine = z.strictObject({
  id: z.string().min(1).max(60),
  track: z.enum(TRACKS),
  names: words,
  unit: z.enum(['share', 'hours', 'count', 'days']),
  /** Null: nothing of the kind happened. */
  value: z.number().nullable(),
  /** How many the value is of. */
  of: z.int().min(0),
  target: z.strictObject({ atLeast: z.number().optional(), atMost: z.number().optional() }).optional(),
  passed: z.boolean().nullable(),
});
export type ScoreLine = z.infer<typeof scoreLine>;
export const endDrill = z.strictObject({
  id,
  area,
  outcome: z.enum(['played', 'cancelled']),
  sheet: z.array(scoreLine).max(100),
});
export const recordFinding = z.strictObject({
  /** Id of the finding. */
  id,
  area,
  drill: id,
  track: z.enum(TRACKS),
  /** Line of the score sheet it comes from; absent: seen by the trainer. */
  line: z.string().max(60).optional(),
  text: words,
});
export const closeFinding = z.strictObject({
  id,
  area,
  evidence: z.strictObject({ note: text(1000), ref: z.string().max(200).optional() }),
});

export type ScheduleDrill = z.infer<typeof scheduleDrill>;
export type StartDrill = z.infer<typeof startDrill>;
export type Inject = z.infer<typeof inject>;
export type EndDrill = z.infer<typeof endDrill>;
export type RecordFinding = z.infer<typeof recordFinding>;
export type CloseFinding = z.infer<typeof closeFinding>;

/** The events, by type. */
export interface DrillEvents {
  'drills.DrillScheduled': ScheduleDrill;
  'drills.DrillStarted': StartDrill;
  'drills.Injected': Inject;
  'drills.DrillEnded': EndDrill;
  'drills.FindingRecorded': RecordFinding;
  'drills.FindingClosed': CloseFinding & { drill: string };
}

export type Stage = 'scheduled' | 'running' | 'played' | 'cancelled';
export interface DrillState {
  stage: Stage;
  injects: number[];
}
export interface FindingState {
  drill: string;
  closed: boolean;
}

export interface DrillRow extends Row {
  scenario: string;
  names: Words;
  on: Day;
  stage: Stage;
  seed: number | null;
  days: number | null;
  injects: { n: number; kind: string; day: number; detail: string }[];
  sheet: ScoreLine[];
  findings: number;
  open: number;
  startedAt: Instant | null;
  endedAt: Instant | null;
}
export interface FindingRow extends Row {
  drill: string;
  track: Track;
  line: string | null;
  text: Words;
  status: 'open' | 'closed';
  recordedAt: Instant;
  by: string;
  closedAt: Instant | null;
  evidence: CloseFinding['evidence'] | null;
}

import * as z from 'zod';
import { PURPOSES, ROLES } from '../../kernel/actor.ts';
import { ancestorAt, type PlacePath } from '../../kernel/place.ts';
import { type Day, type Instant, readDay } from '../../kernel/time.ts';
import { placePath } from '../places/index.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const id = z.string().regex(/^[A-Za-z0-9._|@:-]{1,200}$/, 'an id has letters, digits and . _ | @ : - only');
const day = z.string().refine((value) => readDay(value) !== undefined, 'not a day such as 2022-09-20');

/** Somebody who read, tried or ordered: the account, in which role, of which organisation. */
export const person = z.strictObject({
  id: text(200),
  name: text(200),
  role: z.enum(ROLES),
  org: z.strictObject({ id: text(200), name: text(200) }),
});
export type Person = z.infer<typeof person>;

export const traceRead = z.strictObject({
  by: person,
  purpose: z.enum(PURPOSES),
  /** `capability.view`. */
  view: text(120),
  /** Households and persons whose data was shown. */
  subjects: z.array(placePath).min(1).max(50_000),
});
export type TraceRead = z.infer<typeof traceRead>;

export const noteRefusal = z.strictObject({
  by: person,
  /** `capability.Command`, or `read capability.view`. */
  command: text(200),
  /** Stable id of the refusal. */
  refused: text(120),
  /** What was refused, without personal data. */
  value: z.string().max(200),
  /** No finer than a community. */
  area: placePath,
});
export type NoteRefusal = z.infer<typeof noteRefusal>;

/**
 * `mass-attempts`: many refused attempts; `purpose`: a purpose Tandem does not serve; `mass-orders`: many stays on documents
 * alone; `read-unjustified`: the weekly sample found a read nobody can explain; `log-fault`: the chain of the log is broken.
 */
export const ALARM_KINDS = ['mass-attempts', 'purpose', 'mass-orders', 'read-unjustified', 'log-fault'] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

export const raiseAlarm = z.strictObject({
  id,
  kind: z.enum(ALARM_KINDS),
  about: person,
  area: placePath,
  facts: z.strictObject({
    command: text(200).optional(),
    refused: text(120).optional(),
    count: z.int().min(0).optional(),
    value: z.string().max(200).optional(),
    hour: text(40).optional(),
    ref: text(200).optional(),
  }),
});
export type RaiseAlarm = z.infer<typeof raiseAlarm>;

export const FINDINGS = ['abuse', 'mistake', 'lawful', 'unclear'] as const;
export const answerAlarm = z.strictObject({ id, finding: z.enum(FINDINGS), action: text(2000).min(4) });
export type AnswerAlarm = z.infer<typeof answerAlarm>;

export const READ_FINDINGS = ['justified', 'unjustified'] as const;
/** `sample`: id of the week's sample; `read`: id of a trace in it. */
export const checkRead = z.strictObject({
  sample: id,
  read: id,
  finding: z.enum(READ_FINDINGS),
  note: text(1000).min(4),
});
export type CheckRead = z.infer<typeof checkRead>;

export const recordVerification = z.strictObject({
  day,
  events: z.int().min(0),
  faults: z.int().min(0),
  /** Where the first fault is. */
  first: text(300).optional(),
  anchor: z.strictObject({ day, seq: z.int().min(0), hash: text(200) }).optional(),
});
export type RecordVerification = z.infer<typeof recordVerification>;

export interface OversightEvents {
  'oversight.ReadTraced': TraceRead;
  /** `count`: refusals noted of this person in this hour, this one included. */
  'oversight.RefusalNoted': NoteRefusal & { hour: string; count: number; alarm?: 'mass-attempts' | 'purpose' };
  /** `to`: an overseer of any organisation but this one. */
  'oversight.AlarmRaised': RaiseAlarm & { to: { role: 'overseer'; notOrg: string }; raisedAt: Instant; dueAt: Instant };
  'oversight.AlarmAnswered': AnswerAlarm & { by: Person };
  'oversight.ReadChecked': CheckRead & { by: Person; reader: Person; view: string };
  'oversight.LogVerified': RecordVerification & { at: Instant };
}

export interface WatchState {
  hour: string;
  count: number;
  /** Kinds already raised in this hour. */
  raised: string[];
}
export interface AlarmState {
  raised: RaiseAlarm;
  answered: boolean;
}
/** Reads of a sample already checked. */
export interface SampleState {
  checked: string[];
}

/** The smallest area that holds all places; `cn` when they have nothing else in common. */
export function areaOf(paths: readonly PlacePath[]): PlacePath {
  const [first = 'cn', ...rest] = paths;
  let common = first.split('.');
  for (const path of rest) {
    const parts = path.split('.');
    const differs = common.findIndex((part, i) => parts[i] !== part);
    if (differs >= 0) common = common.slice(0, differs);
  }
  return common.join('.') || 'cn';
}

/** Hour of a moment, UTC, as text that sorts: `2022-09-20T01`. */
export const hourOf = (at: Instant): string => at.slice(0, 13);
/** An alarm goes to the district or higher, so that somebody independent looks. */
export const inspectedArea = (area: PlacePath): PlacePath => ancestorAt(area, 'district') ?? area;
/** Monday of the week a day lies in. */
export function weekOf(of: Day): Day {
  const date = new Date(`${of}T00:00:00Z`);
  const sinceMonday = (date.getUTCDay() + 6) % 7;
  return new Date(date.getTime() - sinceMonday * 86_400_000).toISOString().slice(0, 10);
}

import * as z from 'zod';
import type { Row } from '../../kernel/capability.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { placePath } from '../places/index.ts';

/** Links of the chain; what is asked at each is `inspection.ask.*` of protocols/city/inspection-limits.yaml. */
export const LINKS = ['isolation-site', 'sampling-point', 'gate', 'care-home', 'supply-point'] as const;
export type Link = (typeof LINKS)[number];
export const ANSWERS = ['yes', 'no', 'not-applicable'] as const;
export const SEVERITIES = ['danger', 'serious', 'minor'] as const;
/** Offices that owe a fix: each has its clock (protocols/city/inspection-clocks.yaml). */
export const OWNERS = ['street-officer', 'district-officer', 'district-hq'] as const;

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'an id of small letters, digits and -');
const instant = z.iso.datetime({ offset: true });
const text = (max: number) => z.string().trim().min(4, 'a few words at least').max(max);

const answer = z.strictObject({ item: z.string().min(1).max(40), answer: z.enum(ANSWERS) });
export const recordInspection = z.strictObject({
  id,
  place: placePath,
  link: z.enum(LINKS),
  answers: z.array(answer).max(20),
  note: text(1000).optional(),
});
export const raiseFinding = z.strictObject({
  /** Id of the finding. */
  id,
  inspection: id,
  /** Where the inspection was. */
  place: placePath,
  what: text(1000),
  severity: z.enum(SEVERITIES),
  owner: z.enum(OWNERS),
  dueAt: instant,
});
/** `evidence` is the number of a photo, a record or a measurement. */
export const recordFix = z.strictObject({ id, done: text(1000), evidence: text(200) });
export const recheck = z.strictObject({
  id,
  passed: z.boolean(),
  seen: text(1000),
  /** Without it nothing closes. */
  evidence: text(200).optional(),
  /** The new deadline of a fix that did not hold. */
  dueAt: instant.optional(),
});
export type RecordInspection = z.infer<typeof recordInspection>;
export type RaiseFinding = z.infer<typeof raiseFinding>;
export type RecordFix = z.infer<typeof recordFix>;
export type Recheck = z.infer<typeof recheck>;

type Owner = RaiseFinding['owner'];
/** One question as the city asked it on the day. */
export interface Question {
  item: string;
  names: Words;
}
/** An answer with the question in words: a later checklist does not change what was asked. */
export type Answered = RecordInspection['answers'][number] & Pick<Question, 'names'>;
/** The events, by type. */
export interface InspectionEvents {
  'inspections.InspectionRecorded': Omit<RecordInspection, 'answers'> & { answers: Answered[] };
  'inspections.FindingRaised': RaiseFinding & { link: Link };
  'inspections.FixRecorded': RecordFix & { by: string };
  /** The re-check failed: the same office owes the fix again. */
  'inspections.FindingReopened': { id: string; seen: string; evidence?: string; dueAt: Instant; owner: Owner };
  'inspections.FindingClosed': { id: string; seen: string; evidence: string };
}

export interface InspectionState {
  place: string;
}
export interface FindingState {
  place: string;
  owner: Owner;
  status: 'open' | 'fixed' | 'closed';
  /** Account of who recorded the last fix; null before one. */
  fixedBy: string | null;
}

export interface InspectionRow extends Row {
  link: Link;
  answers: Answered[];
  note: string | null;
  at: Instant;
  by: string;
  /** Questions answered with no. */
  failed: number;
  findings: number;
}
/** A fix or a re-check, in order. */
export interface Step {
  kind: 'fixed' | 'reopened' | 'closed';
  at: Instant;
  by: string;
  text: string;
  evidence: string | null;
}
export interface FindingRow extends Row {
  inspection: string;
  link: Link;
  what: string;
  severity: RaiseFinding['severity'];
  owner: Owner;
  status: FindingState['status'];
  raisedAt: Instant;
  raisedBy: string;
  dueAt: Instant;
  steps: Step[];
}

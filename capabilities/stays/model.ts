import * as z from 'zod';
import type { Level } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import { type Day, type Instant, readDay } from '../../kernel/time.ts';
import { placePath } from '../places/index.ts';

export const day = z.string().refine((text) => readDay(text) !== undefined, 'not a day such as 2022-09-20');
export const id = z.string().regex(/^[A-Za-z0-9._:-]{1,80}$/, 'an id has letters, digits and . _ : - only');
const text = (max: number) => z.string().trim().max(max);
const words = z.strictObject({ en: z.string().trim().min(4).max(2000), zh: z.string().trim().min(2).max(2000) });

/** What a stay may rest on: a record of Tandem (contact, case, zone), or a document about the person (arrival, leaving, post). */
export const EVIDENCE_KINDS = ['contact', 'case', 'zone', 'arrival', 'leaving', 'post'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Source, signer and time are asked for by the rule, which says in words what is missing. */
export const evidence = z.strictObject({
  kind: z.enum(EVIDENCE_KINDS),
  /** Id of the record, or number of the document. */
  id,
  source: text(300).default(''),
  signer: text(120).default(''),
  at: text(40).default(''),
  /** Day 0 for documents: the day of arrival, of leaving the area, of leaving the post. */
  day: day.optional(),
});
export type EvidenceInput = z.infer<typeof evidence>;

export const service = z.strictObject({
  /** Account id of the named carer. */
  carer: text(100).default(''),
  /** How food and medicine reach the door. */
  supplies: text(500).default(''),
  /** Who is asked for care, and how the person gets there. */
  medical: text(500).default(''),
  hotline: text(30).default(''),
});
export type Service = z.infer<typeof service>;

export const orderStay = z.strictObject({
  id,
  person: placePath,
  household: placePath,
  disease: z.string().min(1).max(60),
  /** Class of the edition: contact.close, inbound... */
  class: z.string().min(1).max(60),
  evidence: z.array(evidence).max(20).default([]),
  /** Where the part outside the home is spent, when the edition has one; the household otherwise. */
  place: placePath,
  service,
  /** Milder than the edition's place: home instead of the facility, after an assessment (pregnant, ill, dependent). */
  assessment: text(500).optional(),
  /** The person asks for the facility where the edition says home. */
  voluntary: z.boolean().default(false),
  /** Who stays with a child; or who consented to the separation, why, and how they speak each day (SG21). */
  companion: placePath.optional(),
  separation: z
    .strictObject({ consentBy: text(120).min(1), reason: text(300).min(4), dailyContact: text(300).min(4) })
    .optional(),
});
export type OrderStay = z.infer<typeof orderStay>;

export const RESULTS = ['negative', 'positive', 'inconclusive'] as const;
export const recordTest = z.strictObject({ id, day, result: z.enum(RESULTS), source: text(200).min(1) });
export type RecordTest = z.infer<typeof recordTest>;

/** Why a stay ends before its term. Loosening needs a reason, not a permission. */
export const LIFT_REASONS = ['transferred', 'became-case', 'medical', 'error', 'died', 'no-longer-needed'] as const;
export const liftStay = z.strictObject({ id, reason: z.enum(LIFT_REASONS), note: text(500).min(2) });
export type LiftStay = z.infer<typeof liftStay>;

export const endStay = z.strictObject({ id });
export type EndStay = z.infer<typeof endStay>;
export const reconsiderStay = z.strictObject({ id });
export type ReconsiderStay = z.infer<typeof reconsiderStay>;
/** `evidence` is kind:id. */
export const dropEvidence = z.strictObject({ id, evidence: z.string().max(120), why: text(500).min(2) });
export type DropEvidence = z.infer<typeof dropEvidence>;
export const openGate = z.strictObject({ id, request: id });
export type OpenGate = z.infer<typeof openGate>;

export const CHANNELS = ['app', 'phone', 'paper', 'door', 'proxy'] as const;
export const fileAppeal = z.strictObject({
  id,
  appeal: id,
  by: z.strictObject({
    name: text(120).min(1),
    phone: text(30).optional(),
    account: text(100).optional(),
    relation: z.enum(['self', 'family', 'proxy', 'guardian', 'carer']),
  }),
  channel: z.enum(CHANNELS),
  grounds: text(2000).min(1),
  medical: z.boolean().default(false),
  child: z.boolean().default(false),
  disability: z.boolean().default(false),
});
export type FileAppeal = z.infer<typeof fileAppeal>;

export const decideAppeal = z.strictObject({
  id,
  appeal: id,
  decision: z.enum(['upheld', 'overturned']),
  reason: words,
  /** Evidence found false (kind:id): every other order that rests on it is examined again. */
  falseEvidence: z.array(z.string().max(120)).max(20).default([]),
});
export type DecideAppeal = z.infer<typeof decideAppeal>;

export interface Evidence {
  kind: EvidenceKind;
  id: string;
  source: string;
  signer: string;
  at: Instant;
  /** Day 0 this evidence gives. */
  day: Day;
  /** Records under it (kind:id) with the day each shows: when the last one falls, this falls. */
  restsOn: { record: string; day: Day }[];
}
export const keyOf = (item: { kind: string; id: string }): string => `${item.kind}:${item.id}`;
/** Everything an order rests on, as kind:id. */
export const groundsOf = (list: readonly Evidence[]): string[] => [
  ...new Set(list.flatMap((item) => [keyOf(item), ...item.restsOn.map((under) => under.record)])),
];

export interface PlannedPhase {
  place: 'hospital' | 'central' | 'home';
  regime: 'isolation' | 'monitoring';
  /** First and last day. */
  from: Day;
  to: Day;
  endsAt: Instant;
  clause: string;
}

/** What the edition and the evidence yield; nobody types it. */
export interface Plan {
  class: string;
  edition: string;
  dayZero: Day;
  phases: PlannedPhase[];
  tests: Day[];
  startsAt: Instant;
  endsAt: Instant;
  /** Where the edition says so. */
  clause: string;
}

export interface Orderer {
  id: string;
  name: string;
  org: { id: string; name: string; level: Level };
}

export interface StayOrdered extends Plan {
  id: string;
  person: string;
  household: string;
  disease: string;
  place: string;
  evidence: Evidence[];
  article: string;
  service: Service;
  companion?: string;
  appealRoute: Words;
  notice: Words;
  orderer: Orderer;
}

export type Effect = 'kept' | 'shortened' | 'lifted';
export type EndReason = 'term' | 'evidence-fell' | 'appeal' | 'edition' | (typeof LIFT_REASONS)[number];

export interface StayEvents {
  'stays.StayOrdered': StayOrdered;
  'stays.TestRecorded': RecordTest & { household: string };
  'stays.StayReconsidered': {
    id: string;
    household: string;
    effect: Effect;
    edition: string;
    endsAt: Instant;
    phases: PlannedPhase[];
    tests: Day[];
    why: Words;
    notice: Words;
  };
  'stays.StayEnded': { id: string; person: string; household: string; reason: EndReason; at: Instant; notice: Words };
  'stays.AppealFiled': FileAppeal & {
    household: string;
    person: string;
    filedAt: Instant;
    dueAt: Instant;
    suspensive: boolean;
    orderer: Orderer;
    notice: Words;
  };
  'stays.AppealDecided': {
    id: string;
    appeal: string;
    household: string;
    decision: 'upheld' | 'overturned';
    reason: Words;
    reviewer: Orderer;
    notice: Words;
  };
  /** `announce`: other orders and zones on the same evidence must be examined too. */
  'stays.EvidenceFell': { id: string; evidence: string; why: string; announce: boolean };
  'stays.GateOpened': { id: string; household: string; request: string };
}

export interface Appeal {
  id: string;
  suspensive: boolean;
  open: boolean;
}

export interface StayState {
  ordered: StayOrdered;
  /** Evidence still standing. */
  evidence: Evidence[];
  phases: PlannedPhase[];
  tests: Day[];
  endsAt: Instant;
  edition: string;
  results: Record<Day, string>;
  appeals: Record<string, Appeal>;
  ended?: EndReason;
  gates: string[];
}

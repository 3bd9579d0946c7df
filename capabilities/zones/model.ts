import * as z from 'zod';
import { LEVELS, levelOf, type PlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import { AREA_UNITS, type AreaUnit } from '../../protocols/schema-city.ts';
import { placePath } from '../places/index.ts';
import type { Orderer } from '../stays/index.ts';

export const id = z.string().regex(/^[A-Za-z0-9._:-]{1,80}$/, 'an id has letters, digits and . _ : - only');
const text = (max: number) => z.string().trim().max(max);

/** A proposal may be saved incomplete; the checklist says what is missing, and publishing refuses until nothing is. */
const proposal = {
  level: z.string().min(1).max(40),
  /** Smallest units first: households, units, buildings. A floor is its households. */
  scope: z.array(placePath).min(1).max(2_000),
  /** Cases inside that make it necessary. */
  evidence: z.array(id).max(500),
  aim: text(1000),
  alternatives: z.array(z.strictObject({ measure: text(300).min(2), whyNot: text(500).min(2) })).max(20),
  /** Why this does the least harm of all that would work. */
  leastHarm: text(1000),
  /** Why it must be larger than the smallest unit. */
  largerReason: text(1000),
  /** What it will cost the people inside: work, school, care. */
  expectedCost: text(1000),
  explanation: z.strictObject({ en: text(2000), zh: text(2000) }),
  hotline: text(30),
  supplies: text(1000),
};
const EMPTY = {
  evidence: [],
  aim: '',
  alternatives: [],
  leastHarm: '',
  largerReason: '',
  expectedCost: '',
  explanation: { en: '', zh: '' },
  hotline: '',
  supplies: '',
};

export const proposeZone = z.strictObject({
  id,
  disease: z.string().min(1).max(60),
  level: proposal.level,
  scope: proposal.scope,
  evidence: proposal.evidence.default(EMPTY.evidence),
  aim: proposal.aim.default(''),
  alternatives: proposal.alternatives.default(EMPTY.alternatives),
  leastHarm: proposal.leastHarm.default(''),
  largerReason: proposal.largerReason.default(''),
  expectedCost: proposal.expectedCost.default(''),
  explanation: proposal.explanation.default(EMPTY.explanation),
  hotline: proposal.hotline.default(''),
  supplies: proposal.supplies.default(''),
});
export type Proposal = z.infer<typeof proposeZone>;
export const amendProposal = z.strictObject({
  id,
  changes: z
    .strictObject(proposal)
    .partial()
    .refine((value) => Object.keys(value).length > 0, 'no change was named'),
});
export type AmendProposal = { id: string; changes: Partial<Proposal> };

export const publishZone = z.strictObject({ id });
export type PublishZone = z.infer<typeof publishZone>;
export const withdrawProposal = z.strictObject({ id, reason: text(500).min(2) });
export type WithdrawProposal = z.infer<typeof withdrawProposal>;
export const reviewZone = z.strictObject({
  id,
  finding: z.enum(['keep', 'lift']),
  note: text(1000).min(2),
  /** The zone's own plan (一地一策), once it is written. */
  plan: text(4000).optional(),
});
export type ReviewZone = z.infer<typeof reviewZone>;
export const extendZone = z.strictObject({ id, evidence: proposal.evidence.min(1), reason: text(1000).min(4) });
export type ExtendZone = z.infer<typeof extendZone>;
/** Release checklist; what is not met needs an assessment. */
export const liftZone = z.strictObject({
  id,
  checklist: z.strictObject({
    noNewInfection: z.boolean(),
    cleanRound: z.boolean(),
    contactsMoved: z.boolean(),
    premisesClean: z.boolean(),
  }),
  assessment: text(1000).default(''),
});
export type LiftZone = z.infer<typeof liftZone>;
export const expireZone = z.strictObject({ id });
export type ExpireZone = z.infer<typeof expireZone>;
export const dropEvidence = z.strictObject({ id, case: id, why: text(500).min(2) });
export type DropEvidence = z.infer<typeof dropEvidence>;
export const openGate = z.strictObject({ id, request: id, household: placePath });
export type OpenGate = z.infer<typeof openGate>;

export interface Served {
  path: PlacePath;
  /** Account id, name and phone of the carer at the start. */
  carer: string;
  name: string;
  phone: string;
}
export interface ZoneEvidence {
  case: string;
  /** Day from which the edition counts days without a new infection. */
  day: Day;
}

export interface ZonePublished {
  id: string;
  area: PlacePath;
  scope: PlacePath[];
  unit: AreaUnit;
  level: string;
  disease: string;
  households: Served[];
  persons: number;
  evidence: ZoneEvidence[];
  dayZero: Day;
  startsAt: Instant;
  endsAt: Instant;
  reviewBy: Instant;
  hotline: string;
  measure: string;
  article: string;
  edition: string;
  clause: string;
  explanation: Words;
  serviceplan: { supplies: string };
  appealRoute: Words;
  notice: Words;
  publisher: Orderer;
}

export type Effect = 'kept' | 'shortened' | 'lifted';
export type EndReason = 'expired' | 'lifted' | 'edition' | 'evidence-fell' | 'withdrawn';

export interface ZoneEvents {
  'zones.ZoneProposed': Proposal & { area: PlacePath; proposer: Orderer };
  'zones.ProposalAmended': AmendProposal & { area: PlacePath; by: string };
  'zones.ZonePublished': ZonePublished;
  'zones.ZoneReviewed': {
    id: string;
    finding: 'keep' | 'lift';
    note: string;
    plan: boolean;
    planText?: string;
    reviewBy: Instant;
  };
  'zones.ZoneExtended': {
    id: string;
    households: PlacePath[];
    evidence: ZoneEvidence[];
    dayZero: Day;
    endsAt: Instant;
    edition: string;
    article: string;
    reason: string;
    publisher: Orderer;
    notice: Words;
  };
  'zones.ZoneReconsidered': {
    id: string;
    households: PlacePath[];
    effect: Effect;
    evidence: ZoneEvidence[];
    endsAt: Instant;
    edition: string;
    why: Words;
    notice: Words;
  };
  'zones.ZoneEnded': {
    id: string;
    reason: EndReason;
    at: Instant;
    households: PlacePath[];
    notice: Words;
    checklist?: LiftZone['checklist'];
    assessment?: string;
  };
  'zones.GateOpened': { id: string; request: string; household: PlacePath };
}

export interface ZoneState {
  area: PlacePath;
  proposal: Proposal;
  proposer: Orderer;
  /** Who amended it. */
  authors: string[];
  published?: ZonePublished;
  evidence: ZoneEvidence[];
  endsAt?: Instant;
  edition?: string;
  ended?: EndReason;
  gates: string[];
}

/** The smallest place that holds all of a scope. */
export function areaOf(scope: readonly PlacePath[]): PlacePath {
  const [first = 'cn', ...others] = scope.map((path) => path.split('.'));
  const parts = Array.isArray(first) ? first : [first];
  let length = parts.length;
  for (const other of others) {
    let same = 0;
    while (same < length && same < other.length && other[same] === parts[same]) same++;
    length = same;
  }
  return parts.slice(0, Math.max(length, 1)).join('.');
}

/** The largest unit of a scope, in the edition's words; a country counts as a province. */
export function unitOf(scope: readonly PlacePath[]): AreaUnit {
  const levels = scope.map(levelOf);
  const largest = LEVELS.find((level) => levels.includes(level)) ?? 'household';
  return AREA_UNITS.find((unit) => unit === largest) ?? 'province';
}

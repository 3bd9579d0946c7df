import * as z from 'zod';
import { LEVELS, type Level } from '../../kernel/place.ts';
import type { Instant } from '../../kernel/time.ts';
import { instantText, phone } from '../people/index.ts';
import { placePath } from '../places/index.ts';
import {
  CANNOT,
  type Leg,
  OUTCOMES,
  PHOTO_TEXT,
  type Status,
  TRIP_LEGS,
  VISIT_KINDS,
  type VisitKind,
} from './lists.ts';

const id = z.string().regex(/^[A-Za-z0-9._:~-]{1,240}$/, 'an id has letters, digits and . _ : ~ - only');
const account = z.string().min(1).max(100);
const note = z.string().trim().min(1).max(500);
const code = z.string().regex(/^[a-z0-9-]{1,40}$/, 'not a code: lower-case letters, digits and -');
const confirmed = z.strictObject({
  leg: z.enum(TRIP_LEGS),
  by: z.string().trim().min(1).max(120),
  phone: phone.optional(),
});

export const planVisit = z.strictObject({
  id,
  kind: z.enum(VISIT_KINDS),
  /** Whose door; a place path where there is no household. */
  household: placePath,
  request: z.string().max(100).optional(),
  window: z.strictObject({ from: instantText, to: instantText }),
  /** Where somebody is brought, on a trip or a transfer. */
  to: placePath.optional(),
  items: z
    .array(z.strictObject({ name: z.string().trim().min(1).max(120), amount: z.string().trim().min(1).max(40) }))
    .max(60)
    .optional(),
  skills: z.array(code).max(10).optional(),
  licences: z.array(code).max(10).optional(),
  urgent: z.boolean(),
  /** A life is in danger: nothing is asked beforehand (SG13). */
  life: z.boolean().default(false),
  /** Care slot it serves, for trips. */
  care: z.string().max(240).optional(),
  /** Legs confirmed already. */
  legs: z.array(confirmed).max(TRIP_LEGS.length).optional(),
  /** Who answers for it until it is done: the community unless it was handed up. */
  level: z.enum(LEVELS).default('community'),
  note: note.optional(),
});
/** When somebody comes: `at` as planned, `from` to `to` as the household is told. */
const expected = z.strictObject({ at: instantText, from: instantText, to: instantText });
export const assignVisit = z.strictObject({ id, assignee: account, expected: expected.optional() });
export const startVisit = z.strictObject({ id });
export const completeVisit = z.strictObject({
  id,
  outcome: z.enum(OUTCOMES),
  /** Somebody of the household answered. A parcel left at the door tells nothing about them. */
  heard: z.boolean(),
  proof: z.strictObject({
    note: note.optional(),
    handedTo: z.string().trim().min(1).max(80).optional(),
    photo: z
      .string()
      .max(PHOTO_TEXT, 'larger than 200 kB')
      .regex(/^data:image\/jpeg;base64,[A-Za-z0-9+/]+=*$/, 'not a JPEG')
      .optional(),
  }),
});
export const failVisit = z.strictObject({ id, reason: z.enum(CANNOT), note: note.optional() });
export const withdrawVisit = z.strictObject({ id, reason: note });
export const confirmLeg = z.strictObject({ id, ...confirmed.shape });
export const takeTripRisk = z.strictObject({
  id,
  reason: z.string().trim().min(10, 'write at least ten characters').max(500),
});
export const watchSilence = z.strictObject({ restriction: id, households: z.array(placePath).max(50_000) });
export const flagSilence = z.strictObject({ household: placePath });

export type Expected = z.infer<typeof expected>;
export type PlanVisit = z.infer<typeof planVisit>;
export type AssignVisit = z.infer<typeof assignVisit>;
export type StartVisit = z.infer<typeof startVisit>;
export type CompleteVisit = z.infer<typeof completeVisit>;
export type FailVisit = z.infer<typeof failVisit>;
export type WithdrawVisit = z.infer<typeof withdrawVisit>;
export type ConfirmLeg = z.infer<typeof confirmLeg>;
export type TakeTripRisk = z.infer<typeof takeTripRisk>;
export type WatchSilence = z.infer<typeof watchSilence>;
export type FlagSilence = z.infer<typeof flagSilence>;

/** Every event of a visit says which door and, when there is one, which request. */
interface OfVisit {
  id: string;
  household: string;
  request?: string;
  kind: VisitKind;
}

/** The events, by type. */
export interface VisitEvents {
  /** `dueAt`: end of the window. */
  'visits.VisitPlanned': PlanVisit & { dueAt: Instant };
  'visits.VisitAssigned': OfVisit & { assignee: string; name: string; expected?: Expected };
  'visits.VisitStarted': OfVisit & { by: string };
  'visits.VisitDone': OfVisit & CompleteVisit & { by: string; life: boolean; care?: string };
  /** Never the end of the matter: `handUp` says who answers for it now. */
  'visits.VisitFailed': OfVisit &
    FailVisit & {
      by: string;
      urgent: boolean;
      life: boolean;
      skills?: string[];
      licences?: string[];
      care?: string;
      handUp: { from: Level; to: Level };
    };
  'visits.VisitWithdrawn': OfVisit & WithdrawVisit;
  'visits.LegConfirmed': OfVisit & ConfirmLeg;
  'visits.TripRiskTaken': OfVisit & TakeTripRisk & { open: Leg[] };
  'visits.SilenceWatched': WatchSilence & { days: number };
  'visits.SilenceFlagged': { household: string; since: Instant };
}

export interface VisitState {
  plan: PlanVisit;
  status: Status;
  assignee?: string;
  name?: string;
  legs: Leg[];
  riskTaken: boolean;
  /** How it ended. */
  ended?: { by: string; at: Instant };
}

import * as z from 'zod';
import { LEVELS, type Level, type PlacePath } from '../../kernel/place.ts';
import type { Instant } from '../../kernel/time.ts';
import { URGENCIES, type Urgency } from '../../protocols/schema-city.ts';
import type { Owner } from '../duties/index.ts';
import { phone } from '../people/index.ts';
import { placePath } from '../places/index.ts';

export { URGENCIES, type Urgency };

/** How a request came in. All are equal; none is a second-class way (SG16). */
export const INTAKES = ['app', 'phone', 'paper', 'door', 'open311', 'sms'] as const;
export type Intake = (typeof INTAKES)[number];
/** How somebody was spoken to. */
export const CONTACT_CHANNELS = ['phone', 'sms', 'app', 'door', 'paper'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/, 'an id of letters, digits, - and _');
const name = z.string().trim().min(1).max(80);
const reason = z.string().trim().min(2, 'give the reason').max(1000);
const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const account = z.string().min(1).max(100);

/** Who called or wrote. */
export const caller = z.strictObject({
  name: name.optional(),
  phone: phone.optional(),
  email: z.email().max(200).optional(),
  account: account.optional(),
});
/** Whom it is for: not always the caller. */
export const beneficiary = z.strictObject({
  household: placePath.optional(),
  person: placePath.optional(),
  name: name.optional(),
  phone: phone.optional(),
});

export const takeRequest = z.strictObject({
  id,
  class: z.string().min(1).max(60),
  /** Raised above the class's own; lowering needs a reason (ReclassifyRequest). */
  urgency: z.enum(URGENCIES).optional(),
  channel: z.enum(INTAKES),
  caller: caller.default({}),
  beneficiary: beneficiary.default({}),
  /** Id of the beneficiary's standing proxy (people.proxies) who speaks for her. */
  proxy: z.string().max(200).optional(),
  /** Where the need is: the household, or the place when it is nobody's home. */
  place: placePath,
  address: z.string().trim().max(300).optional(),
  /** WGS84 longitude, latitude. */
  point: lonLat.optional(),
  /** Plain text, at most 4,000 characters (Open311). */
  description: z.string().trim().min(1).max(4000),
  /** Somebody's life is in danger. */
  life: z.boolean().default(false),
  /** Answers to the class's own questions. */
  attributes: z.record(z.string(), z.union([z.string().max(1000), z.array(z.string().max(200)).max(50)])).default({}),
  mediaUrl: z.url().max(500).optional(),
  /** Another system's number of it. */
  source: z.strictObject({ system: z.string().max(60), ref: z.string().max(120) }).optional(),
  /** Given instead of the number by batch classes (Open311). */
  token: z.string().max(80).optional(),
});
export type TakeRequest = z.infer<typeof takeRequest>;

/** The button: an id and a place are enough. */
export const pressLifeThreat = z.strictObject({
  id,
  place: placePath,
  household: placePath.optional(),
  note: z.string().trim().max(1000).optional(),
  channel: z.enum(INTAKES).default('phone'),
  caller: caller.default({}),
});
export type PressLifeThreat = z.infer<typeof pressLifeThreat>;

/** An office that answers for a request. */
export interface Body extends Owner {
  org: string;
  orgName: string;
}

export const mergeRequest = z.strictObject({ id, into: id });
export const unmergeRequest = z.strictObject({ id, reason });
export const dismissDuplicate = z.strictObject({ id, other: id });
export const dispatchRequest = z.strictObject({
  id,
  org: z.string().min(1).max(100),
  orgName: name,
  level: z.enum(LEVELS),
  area: placePath,
  assignee: z.strictObject({ id: account, name }).optional(),
  note: z.string().trim().max(1000).optional(),
  /** The slot and the ride of a medical trip are promised. */
  confirmed: z.boolean().optional(),
});
export const recordContact = z.strictObject({
  id,
  reached: z.boolean(),
  channel: z.enum(CONTACT_CHANNELS),
  note: z.string().trim().max(1000).optional(),
});
export const handUpRequest = z.strictObject({ id, reason, visit: z.string().max(120).optional() });
export const returnRequest = z.strictObject({ id, reason, basis: z.string().trim().max(300).optional() });
export const answerRequest = z.strictObject({
  id,
  what: z.string().trim().min(2).max(2000),
  by: z.strictObject({ id: account, name }).optional(),
});
export const recordCallBack = z.strictObject({
  id,
  outcome: z.enum(['solved', 'not-solved', 'no-answer']),
  satisfied: z.boolean().optional(),
  channel: z.enum(CONTACT_CHANNELS),
  note: z.string().trim().max(1000).optional(),
});
export const reopenRequest = z.strictObject({ id, reason });
export const reclassifyRequest = z.strictObject({
  id,
  class: z.string().min(1).max(60),
  urgency: z.enum(URGENCIES).optional(),
  reason,
});
export const withdrawRequest = z.strictObject({ id, reason });
export const addToRequest = z.strictObject({
  id,
  text: z.string().trim().min(1).max(4000),
  /** Who said it, when somebody passes it on. */
  from: caller.optional(),
  mediaUrl: z.url().max(500).optional(),
});
/** Why a clock may wait; anything else is no reason (requests 2.10). */
export const PAUSE_REASONS = ['unreachable', 'asked-later'] as const;
export const pauseRequest = z.strictObject({
  id,
  why: z.enum(PAUSE_REASONS),
  /** The clock goes on then by itself; the time is given back. */
  until: z.iso.datetime({ offset: true }),
  /** The proof in words: what she asked for, or what was tried. The contact itself must be on record. */
  reason,
});
export const resumeRequest = z.strictObject({ id, reason });
export const excludeRequest = z.strictObject({
  id,
  code: z.enum(['unlawful', 'unfounded', 'outside-competence', 'repeated-malicious']),
  reason,
});
/** By her or for her: a request left out of the rates is a word about her, and she may answer it. */
export const appealExclusion = z.strictObject({ id, reason });
export const decideExclusion = z.strictObject({ id, decision: z.enum(['upheld', 'overturned']), reason });
export const closeMerged = z.strictObject({ id, into: id });

export const recordCareRefusal = z.strictObject({
  id,
  place: placePath,
  household: placePath.optional(),
  request: id.optional(),
  hospital: name,
  /** Who refused, by name: a refusal is a recorded act (F1). */
  by: name,
  reason,
});
export const reviewCareRefusal = z.strictObject({
  id,
  finding: z.enum(['justified', 'unjustified']),
  note: reason,
  treatedAt: name.optional(),
});

export type MergeRequest = z.infer<typeof mergeRequest>;
export type UnmergeRequest = z.infer<typeof unmergeRequest>;
export type DismissDuplicate = z.infer<typeof dismissDuplicate>;
export type DispatchRequest = z.infer<typeof dispatchRequest>;
export type RecordContact = z.infer<typeof recordContact>;
export type HandUpRequest = z.infer<typeof handUpRequest>;
export type ReturnRequest = z.infer<typeof returnRequest>;
export type AnswerRequest = z.infer<typeof answerRequest>;
export type RecordCallBack = z.infer<typeof recordCallBack>;
export type ReopenRequest = z.infer<typeof reopenRequest>;
export type ReclassifyRequest = z.infer<typeof reclassifyRequest>;
export type WithdrawRequest = z.infer<typeof withdrawRequest>;
export type AddToRequest = z.infer<typeof addToRequest>;
export type PauseRequest = z.infer<typeof pauseRequest>;
export type ResumeRequest = z.infer<typeof resumeRequest>;
export type AppealExclusion = z.infer<typeof appealExclusion>;
export type DecideExclusion = z.infer<typeof decideExclusion>;
export type ExcludeRequest = z.infer<typeof excludeRequest>;
export type CloseMerged = z.infer<typeof closeMerged>;
export type RecordCareRefusal = z.infer<typeof recordCareRefusal>;
export type ReviewCareRefusal = z.infer<typeof reviewCareRefusal>;

export const STAGES = ['taken', 'dispatched', 'contacted', 'answered', 'closed', 'merged', 'withdrawn'] as const;
export type Stage = (typeof STAGES)[number];
/** Still somebody's work. */
export const OPEN_STAGES = ['taken', 'dispatched', 'contacted', 'answered'] as const;

/** In every event of a request, so that clocks and listeners need no second look. */
export interface About {
  id: string;
  class: string;
  urgency: Urgency;
  life: boolean;
  personal: boolean;
  place: PlacePath;
  household?: PlacePath;
  /** Stage before the event. */
  stage: Stage;
  /** Deadlines open after the event, by clock; the next for the first contact and for the answer. */
  due: Record<string, Instant>;
  contactBy: Instant | null;
  answerBy: Instant | null;
}

/** The events, by type; each also carries `About`. */
export interface RequestEvents {
  'requests.RequestTaken': About &
    Omit<TakeRequest, 'proxy' | 'urgency'> & {
      group: string;
      proxy?: { id: string; name: string; account?: string };
      owner: Body;
      similar: { id: string; likeness: number }[];
      takenBy: { id: string; role: string };
      /** Answers of the datatype datetime, by code: `neededAt`, `runsOutAt`. */
      [attribute: string]: unknown;
    };
  'requests.RequestMerged': About & { into: string };
  'requests.RequestUnmerged': About & { from: string; reason: string; owner: Body };
  'requests.DuplicateDismissed': About & { other: string };
  'requests.RequestDispatched': About & {
    org: string;
    level: Level;
    owner: Body;
    assignee?: { id: string; name: string };
    hop: number;
    note?: string;
    confirmed?: boolean;
  };
  'requests.ContactAttempted': About & { channel: ContactChannel; attempt: number; note?: string };
  'requests.RequestContacted': About & { reached: boolean; channel: ContactChannel; attempts: number; note?: string };
  'requests.RequestHandedUp': About & { from: Body; to: Body; reason: string; visit?: string };
  'requests.RequestReturned': About & { from: Body; to: Body; reason: string; basis?: string };
  'requests.RequestAnswered': About & { what: string; by: { id: string; name: string; org: string } };
  'requests.CallBackAttempted': About & { channel: ContactChannel; attempt: number; note?: string };
  'requests.CallBackRecorded': About & {
    outcome: RecordCallBack['outcome'];
    satisfied?: boolean;
    channel: ContactChannel;
    note?: string;
    attempts: number;
  };
  'requests.RequestClosed': About & { how: 'call-back' | 'attempts' | 'merged' };
  'requests.RequestReopened': About & {
    by: 'beneficiary' | 'desk' | 'call-back';
    reason: string;
    owner: Body;
    superior: Owner;
    count: number;
  };
  'requests.RequestReclassified': About & {
    from: { class: string; urgency: Urgency };
    regraded: boolean;
    group: string;
    reason: string;
  };
  'requests.RequestWithdrawn': About & { reason: string };
  'requests.RequestAddedTo': About & Omit<AddToRequest, 'id'>;
  /** `minutes`: how far the open deadlines move; negative when a pause is cut short. */
  'requests.RequestPaused': About & Omit<PauseRequest, 'id'> & { minutes: number };
  'requests.RequestResumed': About & { reason: string; minutes: number };
  /** `until`: the last moment to appeal. */
  'requests.RequestExcluded': About & { code: ExcludeRequest['code']; reason: string; until: Instant };
  'requests.ExclusionAppealed': About & { reason: string };
  'requests.ExclusionDecided': About & { decision: DecideExclusion['decision']; reason: string };
  'requests.CareRefused': RecordCareRefusal & { urgency: 'life' };
  'requests.CareRefusalReviewed': ReviewCareRefusal;
}

import * as z from 'zod';
import type { Instant } from '../../kernel/time.ts';
import { caseId, day, evidence, moment, SEXES } from '../cases/index.ts';
import { placePath } from '../places/index.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const id = caseId;

export const listContact = z.strictObject({
  id,
  /** Case the person was exposed to. */
  case: id,
  disease: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,59}$/),
  area: placePath,
  person: placePath.optional(),
  household: placePath.optional(),
  name: text(120).optional(),
  sex: z.enum(SEXES).optional(),
  age: z.number().min(0).max(130).optional(),
  birth: day.optional(),
  phone: z
    .string()
    .regex(/^[+\d][\d ()-]{4,24}$/, 'not a telephone number')
    .optional(),
  occupation: text(120).optional(),
  address: text(300).optional(),
  /** Person class of the edition: contact.close, contact.secondary, contact.general, exposed.place.person... */
  class: z.string().regex(/^[a-z]+(\.[a-z]+)*$/),
  /** Which criterion of the edition, or what happened. */
  criterion: text(500).optional(),
  lastExposure: day,
  exposureNote: text(1000).optional(),
  /** Contact through whom: for contacts of contacts. */
  via: id.optional(),
  /** Cross-region request: sent out, or taken in. */
  assist: z.enum(['out', 'in']).optional(),
  /** Who follows up; whoever lists the contact when absent. */
  owner: z.strictObject({ id: text(120), name: text(120) }).optional(),
  import: z.string().max(80).optional(),
});
export type ListContact = z.infer<typeof listContact>;

export const notifyContact = z.strictObject({
  id,
  at: moment,
  channel: z.enum(['phone', 'visit', 'sms', 'letter', 'app']),
  reached: z.boolean(),
  note: text(500).optional(),
});
export type NotifyContact = z.infer<typeof notifyContact>;
/** Brought to where the edition says: facility or home, or handed to another authority. */
export const transferContact = z.strictObject({
  id,
  at: moment,
  to: text(200),
  authority: text(120).optional(),
  assist: z.enum(['out', 'in']).optional(),
});
export type TransferContact = z.infer<typeof transferContact>;
export const addExposure = z.strictObject({ id, case: id, lastExposure: day, note: text(500).optional() });
export type AddExposure = z.infer<typeof addExposure>;

export const FOLLOW_UP_OUTCOMES = ['seen-well', 'seen-ill', 'not-reached', 'refused'] as const;
export const recordFollowUp = z
  .strictObject({
    id,
    day,
    outcome: z.enum(FOLLOW_UP_OUTCOMES),
    symptoms: z.array(text(80)).max(40).default([]),
    /** Degrees Celsius. */
    temperature: z.number().min(30).max(45).optional(),
    needs: text(500).optional(),
    note: text(1000).optional(),
  })
  .refine((visit) => visit.outcome === 'seen-ill' || visit.symptoms.length === 0, {
    error: 'symptoms were named, so the outcome is seen-ill',
    path: ['outcome'],
  });
export type RecordFollowUp = z.infer<typeof recordFollowUp>;
export const missFollowUp = z.strictObject({ id, day });
export type MissFollowUp = z.infer<typeof missFollowUp>;
export const assignFollowUp = z.strictObject({ id, owner: z.strictObject({ id: text(120), name: text(120) }) });
export type AssignFollowUp = z.infer<typeof assignFollowUp>;
export const reclassifyContact = z.strictObject({ id, class: listContact.shape.class, evidence });
export type ReclassifyContact = z.infer<typeof reclassifyContact>;
export const CLOSE_REASONS = [
  'follow-up-ended',
  'became-case',
  'case-discarded',
  'not-exposed',
  'died',
  'lost',
  'handed-over',
  'no-rule',
] as const;
export const closeContact = z.strictObject({
  id,
  reason: z.enum(CLOSE_REASONS),
  case: id.optional(),
  note: text(500).optional(),
});
export type CloseContact = z.infer<typeof closeContact>;
/** The edition, a source case or a discard changed: the end is computed anew. */
export const reviewFollowUp = z.strictObject({
  id,
  why: text(300),
  discarded: id.optional(),
  reinstated: id.optional(),
});
export type ReviewFollowUp = z.infer<typeof reviewFollowUp>;
export const undoImported = z.strictObject({ id, import: text(80) });
export type UndoImported = z.infer<typeof undoImported>;

export interface Source {
  case: string;
  lastExposure: string;
}

/** When a contact is asked next and until when, by the edition in force. Nothing is due when no edition sets days. */
export interface FollowUp {
  /** First and last day of daily follow-up; null when no rule sets an end. */
  from: string | null;
  until: string | null;
  /** The next day a check is due, and the moment it counts as missed (24:00). */
  nextDue: string | null;
  dueAt: Instant | null;
  /** 24:00 of the last day: the follow-up ends by itself. */
  closesAt: Instant | null;
  edition?: string;
  /** Why there is no follow-up by rule. */
  lacks?: string;
}

/** Every event that settles the follow-up names the days still to be checked, for the clocks. */
export interface Follows {
  follow: FollowUp;
  checks: string[];
}

export interface ContactEvents {
  /** `archival`: came with a list and nobody is to be followed up any more, so no clock starts from it. */
  'contacts.ContactListed': ListContact & Follows & { owner: { id: string; name: string }; archival: boolean };
  'contacts.ContactNotified': NotifyContact & { disease: string; class: string };
  'contacts.ContactTransferred': TransferContact & { disease: string; class: string };
  'contacts.ExposureAdded': AddExposure & {
    disease: string;
    sources: Source[];
    lastExposure: string;
  } & Follows;
  'contacts.FollowUpRecorded': RecordFollowUp & { disease: string; follow: FollowUp; late: boolean };
  'contacts.FollowUpMissed': MissFollowUp & { disease: string; owner: { id: string; name: string }; follow: FollowUp };
  'contacts.FollowUpAssigned': AssignFollowUp & { disease: string };
  'contacts.FollowUpRevised': {
    id: string;
    disease: string;
    why: string;
    was: FollowUp;
    sources: Source[];
    lastExposure: string;
  } & Follows;
  'contacts.ContactReclassified': ReclassifyContact & Follows & { disease: string; was: string };
  'contacts.ContactClosed': CloseContact & { disease: string; class: string; undone?: string };
  'contacts.ContactReopened': { id: string; disease: string; why: string; sources: Source[] } & Follows;
}

export interface ContactState {
  listed: ListContact;
  class: string;
  owner: { id: string; name: string };
  sources: Source[];
  /** Sources whose case was discarded, kept for a reinstatement. */
  dropped: Source[];
  follow: FollowUp;
  /** Days with a check that reached somebody. */
  seen: string[];
  closed?: string;
  untouched?: string;
}

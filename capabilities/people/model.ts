import * as z from 'zod';
import type { Similar } from '../../engines/linkage/index.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import { readDay, readInstant } from '../../kernel/time.ts';
import { placePath } from '../places/index.ts';

/** What people live or stay in together. All but `home` may have members without names. */
export const HOUSEHOLD_KINDS = ['home', 'dormitory', 'hotel', 'site', 'shop', 'care-home'] as const;
/** Why somebody needs more than others. */
export const GROUPS = [
  'elderly',
  'alone',
  'minor-alone',
  'infant',
  'pregnant',
  'disabled',
  'bedridden',
  'dialysis',
  'chemotherapy',
  'oxygen',
  'chronic',
  'mental-health',
  'hardship',
] as const;
export const CARES = ['dialysis', 'chemotherapy', 'delivery', 'antenatal', 'other'] as const;
/** Care that is given by appointment, in a notice's words. */
export const CARE_WORDS: Record<string, Words> = {
  dialysis: { en: 'Dialysis', zh: '透析' },
  chemotherapy: { en: 'Chemotherapy', zh: '化疗' },
  delivery: { en: 'Delivery', zh: '分娩' },
  antenatal: { en: 'Antenatal care', zh: '产检' },
  other: { en: 'Care', zh: '就诊' },
};
/** What a standing proxy may do for the beneficiary. */
export const PROXY_SCOPES = ['requests', 'supplies', 'medicine', 'care', 'appeals', 'pass'] as const;
/** What one may consent to. `care-data`: a health group is recorded; `carer-phone`, `carer-needs`: the carer at the door sees them. */
export const CONSENTS = ['care-data', 'carer-phone', 'carer-needs'] as const;
export const CONSENT_FORMS = ['app', 'paper', 'spoken'] as const;
export const CHANNELS = ['app', 'sms', 'phone', 'paper', 'door', 'loudspeaker'] as const;
export const BASES = ['consent', 'law'] as const;
export const CHECK_WAYS = ['door', 'phone', 'app', 'intercom', 'captain'] as const;
export const CHECK_OUTCOMES = ['well', 'needs-help', 'no-answer'] as const;
export type Group = (typeof GROUPS)[number];
export type Consent = (typeof CONSENTS)[number];

export const instantText = z
  .string()
  .refine((text) => readInstant(text) === text, 'not a moment in UTC such as 2022-09-20T01:00:00.000Z');
export const dayText = z.string().refine((text) => readDay(text) !== undefined, 'not a day such as 2022-09-20');
export const phone = z.string().regex(/^\+?[0-9][0-9 -]{4,19}$/, 'not a phone number');
const name = z.string().trim().min(1).max(80);
const note = z.string().trim().min(1).max(500);
const id = z.string().regex(/^[a-z0-9-]{1,60}$/, 'not an id: lower-case letters, digits and -');
const languages = z
  .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'not a language tag such as zh or en'))
  .max(8);

export const member = z.strictObject({
  /** Household path and `.p1`, `.p2`... */
  id: placePath,
  /** Absent only for somebody who gives none. */
  name: name.optional(),
  /** Counted, fed and cared for without a name or a registration (F3). */
  anonymous: z.boolean().default(false),
  sex: z.enum(['female', 'male', 'unknown']),
  birth: dayText.optional(),
  phone: phone.optional(),
  /** False: told by phone call, paper or at the door (SG16). */
  smartphone: z.boolean(),
  groups: z.array(z.enum(GROUPS)).max(GROUPS.length).default([]),
});
export type Member = z.infer<typeof member>;

export const registerHousehold = z.strictObject({
  path: placePath,
  kind: z.enum(HOUSEHOLD_KINDS),
  members: z.array(member).max(2_000),
  contactPhone: phone.optional(),
  languages: languages.optional(),
  /** On what the members' groups are held; needed as soon as one is given. */
  basis: z.enum(BASES).optional(),
});
export type RegisterHousehold = z.infer<typeof registerHousehold>;

const basis = z.enum(BASES).optional();
export const addMember = z.strictObject({ path: placePath, member, basis });
export const correctMember = z.strictObject({
  path: placePath,
  person: placePath,
  reason: note,
  changes: z.strictObject({
    name: name.optional(),
    sex: member.shape.sex.optional(),
    birth: dayText.optional(),
    phone: phone.optional(),
    smartphone: z.boolean().optional(),
  }),
});
export const removeMember = z.strictObject({
  path: placePath,
  person: placePath,
  reason: z.enum(['moved', 'died', 'entered-twice']),
});
export const closeHousehold = z.strictObject({ path: placePath, reason: z.enum(['moved', 'entered-twice']) });
export const recordVulnerability = z.strictObject({
  path: placePath,
  person: placePath,
  group: z.enum(GROUPS),
  basis: z.enum(BASES),
  note: note.optional(),
});
export const endVulnerability = z.strictObject({
  path: placePath,
  person: placePath,
  group: z.enum(GROUPS),
  reason: note,
});
export const recordConsent = z.strictObject({
  path: placePath,
  person: placePath,
  to: z.enum(CONSENTS),
  given: z.boolean(),
  how: z.enum(CONSENT_FORMS),
  witness: name.optional(),
});
export const scheduleCare = z.strictObject({
  path: placePath,
  id,
  person: placePath,
  care: z.enum(CARES),
  at: instantText,
  /** Days from one session to the next; absent for a single one. */
  everyDays: z.int().min(1).max(366).optional(),
  /** Where, as told by the household. */
  place: z.string().trim().min(1).max(120),
});
export const confirmCareSlot = z.strictObject({
  path: placePath,
  id,
  at: instantText,
  hospital: name,
  ride: z.strictObject({ by: name, phone }),
});
export const completeCare = z.strictObject({ path: placePath, id, happened: z.boolean(), note: note.optional() });
export const cancelCare = z.strictObject({ path: placePath, id, reason: note });
export const grantProxy = z.strictObject({
  path: placePath,
  id,
  person: placePath,
  proxy: z.strictObject({ account: z.string().min(1).max(100).optional(), name, phone }),
  scope: z.array(z.enum(PROXY_SCOPES)).min(1),
  until: instantText,
  how: z.enum(['app', 'paper', 'spoken', 'guardian']),
});
export const revokeProxy = z.strictObject({ path: placePath, id, reason: note });
export const endProxy = z.strictObject({ path: placePath, id });
export const setContact = z.strictObject({
  path: placePath,
  channel: z.enum(CHANNELS),
  phone: phone.optional(),
  languages: languages.min(1),
  hours: z.string().max(60).optional(),
});
export const checkOn = z.strictObject({
  path: placePath,
  how: z.enum(CHECK_WAYS),
  outcome: z.enum(CHECK_OUTCOMES),
  note: note.optional(),
});

export type AddMember = z.infer<typeof addMember>;
export type CorrectMember = z.infer<typeof correctMember>;
export type RemoveMember = z.infer<typeof removeMember>;
export type CloseHousehold = z.infer<typeof closeHousehold>;
export type RecordVulnerability = z.infer<typeof recordVulnerability>;
export type EndVulnerability = z.infer<typeof endVulnerability>;
export type RecordConsent = z.infer<typeof recordConsent>;
export type ScheduleCare = z.infer<typeof scheduleCare>;
export type ConfirmCareSlot = z.infer<typeof confirmCareSlot>;
export type CompleteCare = z.infer<typeof completeCare>;
export type CancelCare = z.infer<typeof cancelCare>;
export type GrantProxy = z.infer<typeof grantProxy>;
export type RevokeProxy = z.infer<typeof revokeProxy>;
export type EndProxy = z.infer<typeof endProxy>;
export type SetContact = z.infer<typeof setContact>;
export type CheckOn = z.infer<typeof checkOn>;

export const mergeMember = z.strictObject({ path: placePath, person: placePath, into: placePath });
export const unmergeMember = z.strictObject({ path: placePath, person: placePath, reason: note });
export const notSameMember = z.strictObject({ path: placePath, person: placePath, other: placePath });
export type MergeMember = z.infer<typeof mergeMember>;
export type UnmergeMember = z.infer<typeof unmergeMember>;
export type NotSameMember = z.infer<typeof notSameMember>;

/** A member taken out as entered twice, whole, so that an undo puts back what was. */
export interface MergedMember {
  into: string;
  member: Member;
  held: HouseholdState['members'][string];
}
export interface SameEvents {
  'people.MemberMerged': { path: string; person: string; like?: Similar } & MergedMember;
  'people.MemberUnmerged': { path: string; person: string; reason: string } & MergedMember;
  'people.MembersTwo': NotSameMember;
}

/** `slot` is unique in the city: path and id. */
type Slot<T> = T & { slot: string };

/** The events, by type. */
export interface PeopleEvents extends SameEvents {
  'people.HouseholdRegistered': RegisterHousehold;
  'people.HouseholdClosed': CloseHousehold & { members: string[]; slots: string[]; proxies: string[] };
  /** `similar`: who of the city may be the same person, when entered. */
  'people.MemberAdded': AddMember & { similar?: Similar[] };
  'people.MemberCorrected': CorrectMember;
  'people.MemberRemoved': RemoveMember;
  'people.VulnerabilityRecorded': RecordVulnerability;
  'people.VulnerabilityEnded': EndVulnerability;
  'people.ConsentRecorded': RecordConsent;
  'people.CareScheduled': Slot<ScheduleCare>;
  'people.CareSlotConfirmed': Slot<ConfirmCareSlot> & { person: string; care: (typeof CARES)[number] };
  'people.CareSlotDone': Slot<CompleteCare> & { person: string; care: (typeof CARES)[number]; at: Instant };
  'people.CareCancelled': Slot<CancelCare> & { person: string };
  'people.ProxyGranted': GrantProxy;
  'people.ProxyRevoked': RevokeProxy & { person: string; term: boolean };
  'people.ContactPreferenceSet': SetContact;
  /** `household`: the name clocks and stays know it by. */
  'people.HouseholdCheckedOn': CheckOn & { household: string };
}

export interface Care {
  person: string;
  care: (typeof CARES)[number];
  at: Instant;
  everyDays?: number;
  place: string;
  confirmed: boolean;
}

export interface HouseholdState {
  path: string;
  open: boolean;
  /** Groups of each member and on what they are held. */
  members: Record<string, { groups: Partial<Record<Group, 'consent' | 'law'>>; consents: Consent[]; birth?: Day }>;
  /** Members found to be entered twice, as they were. */
  merged?: Record<string, MergedMember>;
  care: Record<string, Care>;
  proxies: Record<string, { person: string; until: Instant; standing: boolean }>;
}

/** Words and thresholds for screens, apart from the engine: they load no more than they show. */
export { bits, LEVEL_WORDS, STARTING_SHOWN } from '../../engines/linkage/words.ts';

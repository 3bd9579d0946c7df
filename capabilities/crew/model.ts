import * as z from 'zod';
import type { Day, Instant } from '../../kernel/time.ts';
import { readDay, readInstant } from '../../kernel/time.ts';
import { placePath } from '../places/index.ts';

export const MEMBER_KINDS = ['staff', 'volunteer'] as const;
export const ABSENCES = ['sick', 'isolated', 'leave', 'other'] as const;

const code = z.string().regex(/^[a-z0-9-]{1,40}$/, 'not a code: lower-case letters, digits and -');
const account = z.string().min(1).max(100);
const instantText = z
  .string()
  .refine((text) => readInstant(text) === text, 'not a moment in UTC such as 2022-09-20T01:00:00.000Z');
const dayText = z.string().refine((text) => readDay(text) !== undefined, 'not a day such as 2022-09-20');
const note = z.string().trim().min(1).max(500);
const phone = z.string().regex(/^\+?[0-9][0-9 -]{4,19}$/, 'not a phone number');

/** What only somebody qualified may do: nurse, driver-b1, lift... */
const licence = z.strictObject({ code, number: z.string().max(60).optional(), expires: dayText.optional() });
const training = z.strictObject({ course: code, on: dayText, expires: dayText.optional() });
export type Licence = z.infer<typeof licence>;
export type Training = z.infer<typeof training>;

export const registerMember = z.strictObject({
  /** The account's id. */
  id: account,
  name: z.string().trim().min(1).max(80),
  kind: z.enum(MEMBER_KINDS),
  org: z.string().min(1).max(100),
  area: placePath,
  phone,
  skills: z.array(code).max(40).default([]),
  licences: z.array(licence).max(20).default([]),
  trainings: z.array(training).max(40).default([]),
  languages: z.array(z.string().min(2).max(12)).max(10).default([]),
  /** Fewer than the city's cap, when this person can carry less. */
  maxHouseholds: z.int().min(0).max(1_000).optional(),
  insuredUntil: dayText.optional(),
});
const whole = registerMember.shape;
export const updateMember = z.strictObject({
  member: account,
  reason: note,
  changes: z.strictObject({
    area: placePath.optional(),
    phone: phone.optional(),
    skills: z.array(code).max(40).optional(),
    licences: z.array(licence).max(20).optional(),
    languages: z.array(z.string().min(2).max(12)).max(10).optional(),
    maxHouseholds: whole.maxHouseholds,
    insuredUntil: dayText.optional(),
  }),
});
export const recordTraining = z.strictObject({ member: account, ...training.shape });
export const assignHousehold = z.strictObject({ member: account, household: placePath });
export const assignHouseholds = z.strictObject({ member: account, households: z.array(placePath).min(1).max(1_000) });
export const releaseHousehold = z.strictObject({ member: account, household: placePath, reason: note });
export const startShift = z.strictObject({ member: account, at: instantText });
export const endShift = z.strictObject({ member: account, at: instantText, note: note.optional() });
export const flagOverHours = z.strictObject({ member: account });
export const reportAbsent = z.strictObject({
  member: account,
  from: instantText,
  until: instantText,
  reason: z.enum(ABSENCES),
});
export const endAbsence = z.strictObject({ member: account });
export const startStandIn = z.strictObject({
  id: code,
  /** Who steps in. */ member: account,
  /** Who is absent. */ for: account,
  households: z.array(placePath).min(1).max(1_000),
  until: instantText,
});
export const endStandIn = z.strictObject({ id: code, member: account });
export const leaveService = z.strictObject({ member: account, reason: note });

export type RegisterMember = z.infer<typeof registerMember>;
export type UpdateMember = z.infer<typeof updateMember>;
export type RecordTraining = z.infer<typeof recordTraining>;
export type AssignHousehold = z.infer<typeof assignHousehold>;
export type AssignHouseholds = z.infer<typeof assignHouseholds>;
export type ReleaseHousehold = z.infer<typeof releaseHousehold>;
export type StartShift = z.infer<typeof startShift>;
export type EndShift = z.infer<typeof endShift>;
export type ReportAbsent = z.infer<typeof reportAbsent>;
export type EndAbsence = z.infer<typeof endAbsence>;
export type StartStandIn = z.infer<typeof startStandIn>;
export type EndStandIn = z.infer<typeof endStandIn>;
export type LeaveService = z.infer<typeof leaveService>;

/** Who a household calls. */
export interface Named {
  member: string;
  name: string;
  phone: string;
}

/** The events, by type. */
export interface CrewEvents {
  /** `cap`: the most households this person may carry on that day. */
  'crew.MemberRegistered': RegisterMember & { cap: number };
  'crew.MemberUpdated': UpdateMember & { cap: number; households: string[] };
  'crew.TrainingRecorded': RecordTraining;
  'crew.HouseholdAssigned': Named & { household: string };
  'crew.HouseholdReleased': ReleaseHousehold;
  /** `limitAt`: when the shift has to be over. */
  'crew.ShiftStarted': { member: string; at: Instant; limitAt: Instant };
  /** `restUntil`: the earliest next start. `over`: longer than allowed. */
  'crew.ShiftEnded': {
    member: string;
    startedAt: Instant;
    at: Instant;
    hours: number;
    over: boolean;
    restUntil: Instant;
    note?: string;
  };
  'crew.OverHoursFlagged': { member: string; since: Instant };
  'crew.MemberAbsent': ReportAbsent & { households: string[] };
  'crew.MemberReturned': EndAbsence & { households: string[] };
  'crew.StandInStarted': StartStandIn & { name: string; phone: string };
  'crew.StandInEnded': EndStandIn & { for: string; households: string[] };
  'crew.MemberLeft': LeaveService;
}

export interface StandIn {
  id: string;
  for: string;
  households: string[];
  until: Instant;
}

export interface MemberState {
  id: string;
  name: string;
  phone: string;
  kind: (typeof MEMBER_KINDS)[number];
  area: string;
  maxHouseholds?: number;
  trainings: Training[];
  insuredUntil?: Day;
  households: string[];
  standIns: StandIn[];
  /** Start of the running shift. */
  shift?: Instant;
  /** Ended shifts of the last week. */
  shifts: { from: Instant; to: Instant }[];
  restUntil?: Instant;
  absent?: { from: Instant; until: Instant };
  left: boolean;
}

import * as z from 'zod';
import { ROLES, type Role } from '../../kernel/actor.ts';
import type { Row } from '../../kernel/capability.ts';
import { isPlacePath, LEVELS, type Level, type PlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import { type Day, type Instant, readDay } from '../../kernel/time.ts';

const place = z.string().refine(isPlacePath, 'not a place path such as cn.44.03.04.001');
const day = z.string().refine((text) => readDay(text) !== undefined, 'not a day such as 2022-11-23');
const reason = z.string().trim().min(4, 'give the reason in a few words').max(1000);
/** `clock:subject`, e.g. `requests.contact.life:request/r-1`. */
const duty = z.string().min(3).max(400).includes(':');

/** Who answers for a duty: an office at a level, in a role, over an area. Exactly one. */
export interface Owner {
  level: Level;
  role: Role;
  area: PlacePath;
}

export const handOnDuty = z.strictObject({
  duty,
  /** The duty's area: permission is asked for it. */
  area: place,
  to: z.strictObject({ level: z.enum(LEVELS), role: z.enum(ROLES), area: place }),
  reason,
});
export type HandOnDuty = z.infer<typeof handOnDuty>;

export const explainDuty = z.strictObject({ duty, area: place, day, reason });
export type ExplainDuty = z.infer<typeof explainDuty>;

export const closeDuty = z.strictObject({
  duty,
  area: place,
  evidence: z.strictObject({
    /** What was seen or done, and by whom. */
    note: z.string().trim().min(4, 'say what was done').max(1000),
    /** Number of a document, photo or call. */
    ref: z.string().max(200).optional(),
  }),
});
export type CloseDuty = z.infer<typeof closeDuty>;

/** Sent by clockwork: the deadline or a rung of the ladder has come. */
export const escalateDuty = z.strictObject({ duty, area: place });
export type EscalateDuty = z.infer<typeof escalateDuty>;
/** The owner says that the task has arrived. */
export const acknowledgeDuty = z.strictObject({ duty, area: place });
export type AcknowledgeDuty = z.infer<typeof acknowledgeDuty>;
/** Sent by clockwork: nobody said so in time. */
export const askAbove = z.strictObject({ duty, area: place });
export type AskAbove = z.infer<typeof askAbove>;
/** Sent by clockwork: a repeating duty opens again. */
export const openDutyAgain = z.strictObject({ duty, area: place });
export type OpenDutyAgain = z.infer<typeof openDutyAgain>;

export const clearDay = z.strictObject({ area: place, day });
export type ClearDay = z.infer<typeof clearDay>;

/** How a duty not done by 24:00 was accounted for. */
export interface ClearanceLine {
  duty: string;
  name: Words;
  subject: string;
  /** What it is about in words, where its clock says so. */
  about?: Words;
  area: PlacePath;
  owner: Owner;
  dueAt: Instant;
  outcome: 'handed-on' | 'explained' | 'unexplained';
  /** Of the hand-over or the explanation. */
  reason?: string;
  /** Where an unexplained duty went: one level up. */
  to?: Owner;
}

/** The events, by type. */
export interface DutyEvents {
  'duties.DutyHandedOn': {
    duty: string;
    from: Owner;
    to: Owner;
    reason: string;
    day: Day;
    automatic?: true;
    /** By when the new owner says that it has arrived. */
    acknowledgeAt?: Instant;
  };
  'duties.DutyAcknowledged': { duty: string };
  /** Nobody said in time that the task has arrived: the office above is told; `nextAt` null at the top. */
  'duties.DutyUnacknowledged': { duty: string; to: Owner; nextAt: Instant | null };
  'duties.DutyExplained': { duty: string; day: Day; reason: string };
  'duties.DutyClosed': { duty: string; evidence: CloseDuty['evidence'] };
  'duties.DutyFellDue': { duty: string; dueAt: Instant };
  'duties.DutyEscalated': {
    duty: string;
    name: Words;
    subject: string;
    rung: number;
    level: Level;
    role: Role;
    area: PlacePath;
    standIn: Role | null;
    dueAt: Instant;
    /** Of a duty that is one of several listed days. */
    day: Day | null;
    warning: boolean;
  };
  'duties.DutyOpenedAgain': { duty: string; startedAt: Instant; dueAt: Instant; day: Day | null };
  'duties.DayCleared': { area: PlacePath; day: Day; final: boolean; done: number; lines: ClearanceLine[] };
}

export const DUTY_STATES = ['open', 'handed-on', 'late', 'done'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** How a duty ended. `ended`: what it was about is over (a repeating duty's `until`). */
export interface Closing {
  at: Instant;
  how: 'stop' | 'evidence' | 'ended';
  by: string;
  /** Event type, or the evidence in words. */
  proof: string;
}

/** An earlier turn of the same duty: a test day, a daily look, a deadline before the request was opened again. */
export interface Round {
  startedAt: Instant;
  dueAt: Instant;
  day: Day | null;
  /** Null: never done; the next turn took its place. */
  doneAt: Instant | null;
  late: boolean;
}

/** A duty: one subject under one clock. */
export interface DutyRow extends Row {
  clock: string;
  name: Words;
  subject: string;
  /** What it is about in words, where its clock says so. */
  about: Words | null;
  /** Stream of the event that started it. */
  stream: string;
  owner: Owner;
  ownerLevel: Level;
  ownerRole: Role;
  ownerArea: PlacePath;
  standIn: Role | null;
  startedAt: Instant;
  dueAt: Instant;
  /** Day the deadline falls on. A deadline at exactly 24:00 belongs to the day that ends. */
  dueDay: Day;
  state: DutyState;
  /** Not done by the deadline. */
  late: boolean;
  /** The day of a duty that is one of several listed days. */
  day: Day | null;
  /** Listed days still to come. */
  days: Day[];
  /** Rungs of the ladder already told. */
  rung: number;
  told: (Owner & { at: Instant })[];
  toldLevels: Level[];
  /** When clockwork acts next: the deadline or a rung. */
  escalateAt: Instant | null;
  /** Until when somebody must say that the task has arrived; then the office above is told. Null when nobody is waited for. */
  acknowledgeAt: Instant | null;
  acknowledged: { at: Instant; by: string } | null;
  /** The highest office told because nobody said so. */
  askedAbove: Owner | null;
  /** When a repeating duty opens again. */
  opensAt: Instant | null;
  manual: boolean;
  explained: { day: Day; reason: string; by: string } | null;
  explainedDay: Day | null;
  handedOn: { from: Owner; to: Owner; reason: string; day: Day; by: string }[];
  handedOnDay: Day | null;
  closed: Closing | null;
  doneDay: Day | null;
  /** The latest earlier turns, newest last; the log holds all. */
  past: Round[];
  rounds: number;
  lateRounds: number;
}

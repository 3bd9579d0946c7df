import * as z from 'zod';
import type { Words } from '../../kernel/refusal.ts';
import { type Day, type Instant, readDay } from '../../kernel/time.ts';
import { placePath } from '../places/index.ts';

/** Risk of the place somebody comes from; `abroad` for those who entered the country. */
export const LEVELS = ['high', 'mid', 'low', 'abroad', 'none'] as const;
/** However it is declared, it becomes the same record. */
export const WAYS = ['web', 'phone', 'paper', 'counter'] as const;
export const RESULTS = ['waiting', 'negative', 'positive', 'invalid'] as const;

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/, 'an id of letters, digits, . - and _');
const day = z.string().refine((text) => readDay(text) !== undefined, {
  error: 'not a calendar day such as 2022-09-20',
  params: { zh: '不是日历日期，请写作 2022-09-20' },
});
const instant = z.iso.datetime({ offset: true });
const text = (max: number) => z.string().trim().min(1).max(max);

export const declareArrival = z.strictObject({
  id,
  name: text(80),
  phone: z
    .string()
    .regex(/^\+?[\d -]{5,20}$/, 'a telephone number')
    .optional(),
  /** Where the person will be: a household, or the community when the door is not known yet. */
  to: placePath,
  arrivesOn: day,
  /** Where the person has been, in words, and how risky that place is declared to be. */
  from: text(200),
  level: z.enum(LEVELS),
  /** The last day there. */
  leftOn: day,
  disease: text(60),
  way: z.enum(WAYS),
});
export type DeclareArrival = z.infer<typeof declareArrival>;

export const withdrawArrival = z.strictObject({ id, reason: text(500) });
export const recordArrival = z.strictObject({ id });
export const recordTest = z.strictObject({ id, at: instant, where: text(200) });
export const recordResult = z.strictObject({ id, result: z.enum(['negative', 'positive', 'invalid']) });
export const followUp = z.strictObject({ id, how: z.enum(['phone', 'door', 'message']), note: text(1000) });

/** What the edition says of somebody who comes from such a place: told, not ordered. */
export interface Measure {
  class: string | null;
  edition: string | null;
  /** A stay, tests and watching only, or nothing; `unstated` where the edition is silent. */
  kind: 'stay' | 'watch' | 'none' | 'unstated';
  phases: { place: string; days: number; clause: string }[];
  /** Days of tests, counted from the day the person left. */
  tests: Day[];
  testCount: number | null;
  monitoringDays: number;
  /** Last day of it; null when there is nothing. */
  until: Day | null;
  why: Words;
}

export interface ArrivalState extends DeclareArrival {
  stage: 'declared' | 'arrived' | 'withdrawn';
  tested: boolean;
  result: (typeof RESULTS)[number] | null;
}

export interface ArrivalEvents {
  'arrivals.ArrivalDeclared': DeclareArrival & { measure: Measure };
  /** From a listed area: the community is asked to get in touch before the day of arrival is over. */
  'arrivals.FollowUpNeeded': { id: string; dueAt: Instant };
  'arrivals.ArrivalWithdrawn': z.infer<typeof withdrawArrival>;
  'arrivals.PersonArrived': { id: string };
  'arrivals.TestTaken': z.infer<typeof recordTest>;
  'arrivals.TestResulted': z.infer<typeof recordResult>;
  'arrivals.FollowedUp': z.infer<typeof followUp>;
}

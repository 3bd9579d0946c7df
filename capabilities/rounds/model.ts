import * as z from 'zod';
import type { Day, Instant } from '../../kernel/time.ts';
import { readDay } from '../../kernel/time.ts';
import { instantText } from '../people/index.ts';
import { placePath } from '../places/index.ts';
import type { Change } from './changes.ts';
import type { LeftOut, Line, Plan } from './plan.ts';
import { HAPPENED, type Happened, id, order, type Sheet, sheet, type Task } from './sheet.ts';

const account = z.string().min(1).max(100);
const dayText = z.string().refine((text) => readDay(text) !== undefined, 'not a day such as 2022-09-20');

export const proposeRounds = z.strictObject({
  id,
  area: placePath,
  day: dayText,
  sheet,
  orders: z.array(order).max(300),
});
export const acceptRounds = z.strictObject({ id });
export const discardRounds = z.strictObject({ id, reason: z.string().trim().min(1).max(500) });
/** `to`: whose round, null to leave it out; `next`: the visit it comes before, null for the end. */
export const moveStop = z.strictObject({ id, visit: id, to: account.nullable(), next: id.nullable() });
export const insertStop = z.strictObject({ id, visit: id, household: placePath });
export const recordStop = z.strictObject({ id, visit: id, what: z.enum(HAPPENED), at: instantText });
export const flagLate = z.strictObject({ id, visit: id });
export const replanRounds = z.strictObject({
  id,
  /** Most stops that may change hands; the city's number when absent. */
  moves: z.int().min(0).max(50).optional(),
});
export const closeRounds = z.strictObject({ id });

export type ProposeRounds = z.infer<typeof proposeRounds>;
export type AcceptRounds = z.infer<typeof acceptRounds>;
export type DiscardRounds = z.infer<typeof discardRounds>;
export type MoveStop = z.infer<typeof moveStop>;
export type InsertStop = z.infer<typeof insertStop>;
export type RecordStop = z.infer<typeof recordStop>;
export type FlagLate = z.infer<typeof flagLate>;
export type ReplanRounds = z.infer<typeof replanRounds>;

/** What every change of a plan says: all rounds as they are now, what it cost before and costs now, what is different. */
export interface Outcome {
  id: string;
  lines: Line[];
  left: LeftOut[];
  before: number;
  after: number;
  changes: Change[];
}

interface StopHappened {
  id: string;
  visit: string;
  at: Instant;
  member: string;
}

/** The events, by type. */
export interface RoundEvents {
  'rounds.RoundsProposed': Outcome & { day: Day; area: string; sheet: Sheet };
  'rounds.RoundsAccepted': Outcome;
  'rounds.RoundsDiscarded': DiscardRounds & { visits: string[] };
  'rounds.StopMoved': Outcome & MoveStop;
  /** `member`: whose round took it; absent: nobody's, and `left` says why. */
  'rounds.StopInserted': Outcome & {
    visit: string;
    household: string;
    member?: string;
    task: Task;
    points: Sheet['points'];
  };
  'rounds.StopStarted': StopHappened;
  'rounds.StopDone': StopHappened;
  'rounds.StopMissed': StopHappened;
  'rounds.StopWithdrawn': StopHappened;
  'rounds.StopLate': { id: string; visit: string; member: string; since: Instant };
  'rounds.RoundsReplanned': Outcome & { moves: number };
  'rounds.RoundsClosed': { id: string; visits: string[] };
}

/** What each kind of happening is called in the log. */
export const STOP_EVENTS: Record<Happened, string> = {
  started: 'rounds.StopStarted',
  done: 'rounds.StopDone',
  missed: 'rounds.StopMissed',
  withdrawn: 'rounds.StopWithdrawn',
};

export type Status = 'proposed' | 'running' | 'discarded' | 'over';

export interface RoundState extends Plan {
  id: string;
  area: string;
  day: Day;
  status: Status;
  late: string[];
}

/** The door of duties: what other capabilities may know. */

export { upward } from './clearance.ts';
export type { Fact } from './clocks.ts';
export { deadlineFor, deadlinesAfter, opens } from './clocks.ts';
export { isLate, isLive } from './fold.ts';
export type { ClearanceLine, DutyEvents, DutyRow, Owner } from './model.ts';
export type { ClearanceRow } from './views.ts';

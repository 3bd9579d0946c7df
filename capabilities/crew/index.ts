/** The door of crew: what other capabilities may know. */
/** Why somebody cannot take a task; empty when they may. */

export type { Fit, Task } from './fitness.ts';
export { unfit } from './fitness.ts';
export type { Limits } from './limits.ts';
/** The city's limits on a day. */
export { limitsOn } from './limits.ts';
export type { CrewEvents } from './model.ts';
export type { CarerRow, MemberRow, StandInRow, UnassignedRow } from './views.ts';

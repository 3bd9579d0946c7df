/** The door of rounds: what other capabilities may know. */

export type { Change } from './changes.ts';
export type { RoundEvents } from './model.ts';
export type { RoundRow, StopRow } from './views.ts';

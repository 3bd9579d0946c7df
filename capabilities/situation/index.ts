/** The door of the situation: what was counted on a day. */
export type { DayRow } from './days.ts';

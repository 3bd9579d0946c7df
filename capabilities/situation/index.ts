/** The door of situation: both tracks by area and day, and the cost of restrictions. */
export { byDay, costOf, personDays, restrictedAt } from './costs.ts';
export type { Cost, CostRow, Span } from './costs.ts';
export { FLOWS, rowId } from './days.ts';
export type { DayRow, Flow } from './days.ts';
export { bottlenecks, weakSpots } from './weak-spots.ts';
export type { Bottleneck, WeakSpot } from './weak-spots.ts';

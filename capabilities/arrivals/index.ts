/** The door of arrivals: what other capabilities may know. */
export type { ArrivalEvents, Measure } from './model.ts';
export type { ArrivalRow } from './views.ts';

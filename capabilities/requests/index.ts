/** The door of requests: what other capabilities and adapters may know. */
export { attributeFaults } from './classes.ts';
export { OPEN_STAGES, takeRequest } from './model.ts';
export type { About, Body, RequestEvents, Stage, TakeRequest } from './model.ts';
export { rates } from './rates.ts';
export type { Rates } from './rates.ts';
export type { QueueRow } from './views.ts';
export type { RequestRow } from './views-personal.ts';
export type { PublicRow, RefusalRow } from './views-public.ts';

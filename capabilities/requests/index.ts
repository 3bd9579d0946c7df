/** The door of requests: what other capabilities and adapters may know. */
export type { RequestClass } from './classes.ts';
export { attributeFaults, classify } from './classes.ts';
export { textLikeness } from './likeness.ts';
export type { About, Body, RequestEvents, Stage, TakeRequest, Urgency } from './model.ts';
/** Schemas of the commands, for forms. */
export {
  addToRequest,
  answerRequest,
  CONTACT_CHANNELS,
  dispatchRequest,
  handUpRequest,
  INTAKES,
  OPEN_STAGES,
  reclassifyRequest,
  recordCareRefusal,
  recordContact,
  reopenRequest,
  returnRequest,
  reviewCareRefusal,
  URGENCIES,
  unmergeRequest,
  withdrawRequest,
} from './model.ts';
export type { Rates } from './rates.ts';
export type { QueueRow } from './views.ts';
export type { DuplicateRow, RequestRow } from './views-personal.ts';
export type { PublicNote, PublicRow, RefusalRow } from './views-public.ts';

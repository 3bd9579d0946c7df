/** The door of requests: what other capabilities and adapters may know. */
export type { RequestClass } from './classes.ts';
export { attributeFaults, classify } from './classes.ts';
export { textLikeness } from './likeness.ts';
export type { About, Body, RequestEvents, Stage, TakeRequest, Urgency } from './model.ts';
/** Schemas of the commands, for forms. */
export {
  addToRequest,
  answerRequest,
  appealExclusion,
  CONTACT_CHANNELS,
  decideExclusion,
  dispatchRequest,
  excludeRequest,
  handUpRequest,
  INTAKES,
  OPEN_STAGES,
  PAUSE_REASONS,
  pauseRequest,
  reclassifyRequest,
  recordCareRefusal,
  recordContact,
  reopenRequest,
  resumeRequest,
  returnRequest,
  reviewCareRefusal,
  URGENCIES,
  unmergeRequest,
  withdrawRequest,
} from './model.ts';
export type { Rates } from './rates.ts';
export type { QueueRow } from './views-changes.ts';
export type { ExclusionRow } from './views-exclusions.ts';
export type { DuplicateRow, RequestRow, TimelineEntry } from './views-personal.ts';
export type { PublicNote, PublicRow, RefusalRow } from './views-public.ts';

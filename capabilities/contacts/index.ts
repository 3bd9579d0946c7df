/** The door of contacts: what other capabilities may know. */

export { followUp } from './follow-up.ts';
export type { ContactEvents, FollowUp, ListContact } from './model.ts';
export { listContact } from './model.ts';
export type { ContactRow } from './views.ts';
export type { ExposureRow, FollowUpRow } from './views-follow-up.ts';

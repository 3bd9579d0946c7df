/** The door of contacts: what other capabilities may know. */
export { listContact } from './model.ts';
export type { ContactEvents, FollowUp, ListContact } from './model.ts';
export { followUp } from './follow-up.ts';
export type { ContactRow, ExposureRow, FollowUpRow } from './views.ts';

/** The door of warnings: what other capabilities may know. */
export type { AlertRow } from './views.ts';

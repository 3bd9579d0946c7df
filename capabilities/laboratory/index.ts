/** The door of laboratory: what other capabilities may know. */
export type { ResultRow } from './views.ts';

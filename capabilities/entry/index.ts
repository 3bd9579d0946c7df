/** The door of entry: what other capabilities may know. */
export type { EntryEvents } from './model.ts';

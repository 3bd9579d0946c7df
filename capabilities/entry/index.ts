/** The door of entry: the words of an appeal against being turned away. It brings no rules. */
export { appealRefusedEntry, DEMANDS, DOORS } from './model.ts';
export type { RefusedEntryRow } from './views.ts';

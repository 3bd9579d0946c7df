/** The door of oversight: traces of reads, notes of refusals, and what the resident is shown of them. */
export { noteCall, traceCall } from './notes.ts';
export { ALARM_KINDS } from './model.ts';
export type { OversightEvents } from './model.ts';
export type { AlarmRow, ReadRow } from './views.ts';
export type { WriteRow } from './writes.ts';

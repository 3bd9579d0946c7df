/** The door of oversight: traces of reads and notes of refusals. */
export { noteCall, traceCall } from './notes.ts';

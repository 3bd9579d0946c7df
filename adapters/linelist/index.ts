/** The door of the line-list adapter. */
export { type Limits, LIMITS, lineListReader } from './port.ts';
export { ENCODINGS, type Encoding } from './port-text.ts';

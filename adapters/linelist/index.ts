/** The door of the line-list adapter. */
import { guessColumns } from './translate-columns.ts';
import { lineListReader } from './port.ts';
import type { Encoding } from './port-text.ts';

export { type Limits, LIMITS, lineListReader } from './port.ts';
export { ENCODINGS, type Encoding } from './port-text.ts';
export { FIELDS, guessColumns, guessKind, guessMapping, REQUIRED, unfitMapping } from './translate-columns.ts';

/** The adapter as the routes of cases take it (capabilities/cases/server/routes.ts, caseRoutes). */
export const lists = { reader: (encoding?: string) => lineListReader({ encoding: encoding as Encoding | undefined }), guess: (headers: string[]) => guessColumns(headers) };

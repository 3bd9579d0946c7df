import type { ListKind } from '../../capabilities/cases/index.ts';
import { lineListReader } from './port.ts';
import type { Encoding } from './port-text.ts';
import { guessColumns, guessMapping } from './translate-columns.ts';
import { FIELDS, REQUIRED } from './translate-fields.ts';

/** The door of the line-list adapter: what the import of cases takes (capabilities/cases/server/routes.ts, ListAdapter). */
export const lists = {
  reader: (encoding?: string) => lineListReader({ encoding: encoding as Encoding | undefined }),
  guess: (headers: string[]) => ({ ...guessColumns(headers), fields: FIELDS, required: REQUIRED }),
  mapping: (headers: string[], name: string, kind?: ListKind) => guessMapping(headers, name, kind),
};

import { createReadStream } from 'node:fs';
import { lineListReader } from '../adapters/linelist/port.ts';
import { guessMapping } from '../adapters/linelist/translate-columns.ts';
import { capability as cases } from '../capabilities/cases/capability.ts';
import type { Mapping, SourceFile } from '../capabilities/cases/index.ts';
import type { ImportPorts } from '../capabilities/cases/server/import.ts';
import { capability as contacts } from '../capabilities/contacts/capability.ts';
import { capability as places } from '../capabilities/places/capability.ts';
import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { actor, city } from './given.ts';

const SAMPLES = new URL('../adapters/linelist/samples/', import.meta.url);
/** Protocols of a city where no edition is in force. */
const NO_EDITION = { editions: [], dictionary: { personClasses: { 'contact.close': {} } } };

/** A list of the adapter's samples. */
export const sample = (name: string): SourceFile => ({ name, open: () => createReadStream(new URL(name, SAMPLES)) });
/** A list written in a test. */
export const text = (content: string, name = 'list.csv'): SourceFile => ({
  name,
  open: async function* () {
    yield new TextEncoder().encode(content);
  },
});

/** A city in memory and the ports an import needs. */
export function importCity() {
  const here = city([places, cases, contacts], {
    protocol: () => ({ library: NO_EDITION, active: [] }),
    now: '2022-09-20T01:00:00.000Z',
  });
  const investigator = actor('investigator', { area: 'cn' });
  const ports: ImportPorts = {
    reader: lineListReader(),
    now: () => here.now,
    today: '2022-09-20',
    signer: 'investigator 1',
    find: async (find) => here.replica.find(find),
    runMany: async (calls) =>
      calls.map((call) => {
        const outcome = here.replica.run(call, investigator, here.now);
        return isRefusal(outcome) ? { refusal: outcome } : { events: outcome };
      }),
  };
  return { here, investigator, ports };
}
/** The guessed mapping of a list, with changes. */
export async function mappingFor(file: SourceFile, more: Partial<Mapping>): Promise<Mapping> {
  const inspected = await lineListReader().inspect(file);
  if (isRefusal(inspected)) throw new Error(inspected.words.en);
  return { ...guessMapping(inspected.headers, file.name), missing: ['NA', '?'], ...more };
}
/** The outcome, or the refusal thrown: what went before must have been possible. */
export const fine = <T>(outcome: T | Refusal): T => {
  if (isRefusal(outcome)) throw new Error(outcome.words.en);
  return outcome;
};

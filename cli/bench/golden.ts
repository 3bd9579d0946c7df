import type { Io } from '../io.ts';
import type { Figure } from './figure.ts';
import { alarmsAsInR } from './golden/alarms.ts';
import { tablesRerun } from './golden/tables.ts';

/** Agreement with R: golden tables, sampled values inside their bands, and every alarm of the two benchmarks. */
export async function golden(io: Io): Promise<Figure[]> {
  io.err('  golden tables ...');
  const tables = await tablesRerun();
  io.err('  alarms of both benchmarks ...');
  return [...tables, ...(await alarmsAsInR())];
}

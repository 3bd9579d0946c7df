import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type * as z from 'zod';
import { PROTOCOLS_FOLDER } from '../../server/protocols.ts';
import { UsageError } from '../io.ts';

/** Where the parameters that ship with Tandem are. */
export const PLANNING_FOLDER = join(PROTOCOLS_FOLDER, 'planning');

/** Reads a problem from a YAML or JSON file (the shipped one when none is named) and checks its shape, naming each fault. */
export async function readProblem<T>(file: string | undefined, shipped: string, schema: z.ZodType<T>): Promise<T> {
  const path = file ?? join(PLANNING_FOLDER, shipped);
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`plan-file: ${path} cannot be read. Name a YAML or JSON file.`);
  });
  const document = parseDocument(text, { uniqueKeys: true });
  const fault = document.errors[0];
  if (fault) throw new UsageError(`plan-file: ${path} is no valid YAML or JSON. ${fault.message}`);
  const outcome = schema.safeParse(document.toJS());
  if (outcome.success) return outcome.data;
  const faults = outcome.error.issues.map((issue) => `  ${issue.path.join(' > ') || '(top)'}: ${issue.message}`);
  const more = faults.length > 8 ? [`  and ${faults.length - 8} more`] : [];
  throw new UsageError([`plan-file: ${path}`, ...faults.slice(0, 8), ...more].join('\n'));
}

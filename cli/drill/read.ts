import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { type CityTables, type Disease, makeCity } from '../../engines/simulation/index.ts';
import { checkDrill, DrillText, SheetLine } from '../../protocols/drill.ts';
import { ScenarioText } from '../../protocols/scenario.ts';
import { PROTOCOLS_FOLDER } from '../../server/protocols.ts';
import { diseaseOf, loadCity } from '../../server/simulation.ts';

const FOLDER = join(PROTOCOLS_FOLDER, 'drills');
const SHEET = 'score-sheet';

/** A drill ready to be played: what is written, the simulated city's tables and the disease. */
export interface Script {
  text: DrillText;
  sheet: SheetLine[];
  tables: CityTables;
  disease: Disease;
}

/** Names of the drills that ship with Tandem. */
export const drillNames = async (): Promise<string[]> =>
  (await readdir(FOLDER))
    .filter((file) => file.endsWith('.yaml') && file !== `${SHEET}.yaml`)
    .map((file) => basename(file, '.yaml'))
    .sort();

/** The shipped drills as a page lists them. */
export async function drillCards() {
  const all = await Promise.all((await drillNames()).map((name) => load(join(FOLDER, `${name}.yaml`), DrillText)));
  return all.map(({ id, names, why, disease, edition, city, start, days, injects, zones, beds }) => ({
    id,
    names,
    why,
    disease,
    edition,
    people: city.people,
    start,
    days,
    injects: injects.map(({ day, kind }) => ({ day, kind })),
    zones: zones !== undefined,
    beds: beds.length > 0,
  }));
}

async function load<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const written = await readFile(path, 'utf8').catch(() => {
    throw new Error(`drill-file: ${path} cannot be read. Give the path of an existing file.`);
  });
  const document = parseDocument(written, { uniqueKeys: true });
  if (document.errors[0]) throw new Error(`drill-yaml: ${path} is no valid YAML. ${document.errors[0].message}`);
  const read = schema.safeParse(document.toJS());
  if (read.success) return read.data;
  const lines = read.error.issues
    .slice(0, 5)
    .map(({ path: at, message }) => `${at.join(' > ') || '(top)'}: ${message}`);
  throw new Error(`drill-file: ${path}: ${lines.join('; ')}. Correct it in the file.`);
}

/** A drill by shipped name, or by path when it ends in .yaml or .yml; a disease without parameters and an inject that names nobody are refused. */
export async function readDrill(
  nameOrPath: string,
  changes: { people?: number; communities?: number; days?: number; seed?: number } = {},
): Promise<Script> {
  const names = await drillNames();
  const isPath = /\.ya?ml$/.test(nameOrPath);
  if (!isPath && !names.includes(nameOrPath))
    throw new Error(`drill-unknown: no drill ${nameOrPath}. One of ${names.join(', ')}, or a path to a .yaml file.`);
  const written = await load(isPath ? nameOrPath : join(FOLDER, `${nameOrPath}.yaml`), DrillText);
  const { people, communities, days, seed } = changes;
  const text: DrillText = {
    ...written,
    city: {
      ...written.city,
      people: people ?? written.city.people,
      communities: communities ?? written.city.communities,
    },
    days: days ?? written.days,
    seed: seed ?? written.seed,
    injects: written.injects.filter(({ day }) => days === undefined || day < days || day >= written.days),
  };
  checkDrill(text);
  const scenario = ScenarioText.parse({
    id: text.id,
    names: text.names,
    disease: text.disease,
    with: text.with,
    city: { tables: text.city.tables, people: text.city.people, areas: text.city.communities },
    days: text.days,
    seeds: { cases: text.seeds },
    hospital: { beds: 0, intensive: 0 },
  });
  const [disease, tables, sheet] = await Promise.all([
    diseaseOf(scenario),
    loadCity(text.city.tables, text.city.communities),
    load(join(FOLDER, `${SHEET}.yaml`), z.array(SheetLine)),
  ]);
  return { text, sheet, tables, disease };
}

export const simulatedCity = ({ tables, text }: Script) => makeCity(tables, text.city.people, text.city.seed);

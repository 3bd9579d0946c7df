import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { type Area, CityText, plainAreas, tablesOf } from '../protocols/city-tables.ts';
import { type DiseaseNumbers, NaturalHistory, numbersOf, sourceFaults } from '../protocols/natural-history.ts';
import { type ScenarioText, ScenarioText as Schema } from '../protocols/scenario.ts';
import { Source } from '../protocols/schema.ts';
import { WhatIfText } from '../protocols/what-if.ts';
import { PROTOCOLS_FOLDER } from './protocols.ts';

/** A file that cannot be used; the message names file, key, value and what to do. */
export class SimulationFileError extends Error {
  readonly id: string;
  constructor(id: string, message: string) {
    super(`${id}: ${message}`);
    this.id = id;
  }
}

const textOf = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch(() => {
    throw new SimulationFileError('simulation-file', `${path} cannot be read. Give the path of an existing file.`);
  });

async function load<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const document = parseDocument(await textOf(path), { uniqueKeys: true });
  const fault = document.errors[0];
  if (fault) throw new SimulationFileError('simulation-yaml', `${path} is no valid YAML. ${fault.message}`);
  const data: unknown = document.toJS();
  const outcome = schema.safeParse(data);
  if (outcome.success) return outcome.data;
  const lines = outcome.error.issues.slice(0, 5).map((issue) => {
    const value = issue.path.reduce<unknown>(
      (at, step) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined),
      data,
    );
    return `${issue.path.join(' > ') || '(top)'} is ${JSON.stringify(value)?.slice(0, 80) ?? 'missing'}: ${issue.message}`;
  });
  throw new SimulationFileError('simulation-file', `${path}: ${lines.join('; ')}. Correct it in the file.`);
}

const names = async (folder: string): Promise<string[]> =>
  (await readdir(folder))
    .filter((file) => file.endsWith('.yaml') && file !== 'sources.yaml')
    .map((file) => basename(file, '.yaml'))
    .sort();

/** Names of the scenarios that ship with Tandem. */
export const scenarioNames = (folder = PROTOCOLS_FOLDER): Promise<string[]> => names(join(folder, 'scenarios'));
export const diseaseNames = (folder = PROTOCOLS_FOLDER): Promise<string[]> => names(join(folder, 'natural-history'));
export const cityNames = (folder = PROTOCOLS_FOLDER): Promise<string[]> => names(join(folder, 'cities'));

/** A scenario by shipped name, or by path when it ends in .yaml or .yml. */
export async function loadScenario(nameOrPath: string, folder = PROTOCOLS_FOLDER): Promise<ScenarioText> {
  if (/\.ya?ml$/.test(nameOrPath)) return load(nameOrPath, Schema);
  const shipped = await scenarioNames(folder);
  if (!shipped.includes(nameOrPath))
    throw new SimulationFileError(
      'simulation-scenario',
      `no scenario ${nameOrPath}. One of ${shipped.join(', ')}, or a path to a .yaml file.`,
    );
  return load(join(folder, 'scenarios', `${nameOrPath}.yaml`), Schema);
}

/** The natural history of a disease as written, its sources checked. */
export async function loadNaturalHistory(id: string, folder = PROTOCOLS_FOLDER): Promise<NaturalHistory> {
  const known = await diseaseNames(folder);
  if (!known.includes(id))
    throw new SimulationFileError(
      'simulation-disease',
      `no parameters for ${id}. There are ${known.join(', ')}; add a file to protocols/natural-history.`,
    );
  const written = await load(join(folder, 'natural-history', `${id}.yaml`), NaturalHistory);
  if (written.id !== id)
    throw new SimulationFileError('simulation-disease', `${id}.yaml says its id is ${written.id}. Make them equal.`);
  const sources = await load(join(folder, 'natural-history', 'sources.yaml'), z.record(z.string(), Source));
  const [fault] = sourceFaults(written, new Set(Object.keys(sources)));
  if (fault)
    throw new SimulationFileError('simulation-source', `${id}.yaml: ${fault}. Add it to sources.yaml, or correct it.`);
  return written;
}

/** The numbers of a scenario's disease with what the scenario changes; an unknown key is refused. */
export async function diseaseOf(scenario: ScenarioText, folder = PROTOCOLS_FOLDER): Promise<DiseaseNumbers> {
  const written = await loadNaturalHistory(scenario.disease, folder);
  const plain = numbersOf(written);
  for (const key of Object.keys(scenario.with))
    if (!(key in plain) || key === 'name')
      throw new SimulationFileError(
        'simulation-with',
        `${scenario.id} changes ${key}, which ${scenario.disease} does not have. One of ${Object.keys(plain).slice(1).join(', ')}.`,
      );
  const mended = Object.fromEntries(
    Object.entries(scenario.with).map(([key, value]) => [
      key,
      { ...(written as unknown as Record<string, object>)[key], value },
    ]),
  );
  const outcome = NaturalHistory.safeParse({ ...written, ...mended });
  if (outcome.success) return numbersOf(outcome.data);
  const issue = outcome.error.issues[0];
  const key = String(issue?.path[0]);
  throw new SimulationFileError(
    'simulation-with',
    `${scenario.id}: ${key} is ${JSON.stringify(scenario.with[key])}: ${issue?.message}. Correct it.`,
  );
}

const rowsOf = async (path: string): Promise<number[][]> =>
  (await textOf(path))
    .trim()
    .split('\n')
    .map((line, i) =>
      line.split(',').map((cell) => {
        const value = Number(cell);
        if (Number.isNaN(value))
          throw new SimulationFileError('simulation-file', `${path}:${i + 1} holds "${cell}", not a number.`);
        return value;
      }),
    );

/** What the what-if of the command page is made of. */
export const whatIf = {
  text: (folder = PROTOCOLS_FOLDER): Promise<WhatIfText> => load(join(folder, 'planning', 'what-if.yaml'), WhatIfText),
  nature: async (disease: string): Promise<DiseaseNumbers> => numbersOf(await loadNaturalHistory(disease)),
  tables: async (id: string, areas: Area[]) => ({ ...(await loadCity(id, 1)), areas }),
};

/** The tables of a city with so many areas, or with the places of a list. */
export async function loadCity(id: string, areas: number | string, folder = PROTOCOLS_FOLDER) {
  const known = await cityNames(folder);
  if (!known.includes(id))
    throw new SimulationFileError('simulation-city', `no tables for ${id}. There are ${known.join(', ')}.`);
  const at = join(folder, 'cities');
  const written = await load(join(at, `${id}.yaml`), CityText);
  const where = typeof areas === 'number' ? plainAreas(areas) : await placesOf(join(at, `${areas}-places.csv`));
  return tablesOf(
    written,
    await rowsOf(join(at, written.ages.file)),
    await rowsOf(join(at, written.mixing.file)),
    where,
  );
}

/** Communities of a list of places (code, name, level, parent), all of the same weight; the street is the district. */
async function placesOf(path: string): Promise<Area[]> {
  const rows = (await textOf(path)).trim().split('\n').slice(1);
  const areas = rows.flatMap((line) => {
    const [code = '', , level, parent] = line.split(',');
    return level === 'community' ? [{ code, people: 1, ...(parent ? { district: parent } : {}) }] : [];
  });
  if (areas.length === 0)
    throw new SimulationFileError('simulation-places', `${path} lists no community. Give code,name,level,parent.`);
  return areas.sort((a, b) => (a.code < b.code ? -1 : 1));
}

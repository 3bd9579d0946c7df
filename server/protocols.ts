import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { isRefusal } from '../kernel/refusal.ts';
import { assemble } from '../protocols/assemble.ts';
import { Example } from '../protocols/examples.ts';
import type { ProtocolLibrary } from '../protocols/schema.ts';
import { KeyDictionary, Source, WrittenEdition, type WrittenLibrary } from '../protocols/schema.ts';
import { BasicNeed, Clock, NineDonts, RequestClass, Setting } from '../protocols/schema-city.ts';
import { AuthorityMatrix, Citations, PublicationDuties } from '../protocols/schema-law.ts';

/** The folder that ships with Tandem. */
export const PROTOCOLS_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'protocols');

export interface ExampleFile {
  file: string;
  examples: Example[];
}

/** Reads one YAML file and checks it; throws naming file, key, value and what to do. */
async function load<T>(folder: string, file: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(join(folder, file), 'utf8').catch((cause: unknown) => {
    throw new Error(`protocols/${file}: cannot be read. Restore the file.`, { cause });
  });
  const document = parseDocument(text, { uniqueKeys: true });
  const fault = document.errors[0];
  if (fault) throw new Error(`protocols/${file}: no valid YAML. ${fault.message}`);
  const outcome = schema.safeParse(document.toJS());
  if (outcome.success) return outcome.data;
  throw new Error(explain(file, document.toJS(), outcome.error));
}

/** `file: key is value: what is wrong`, the first five faults. */
function explain(file: string, data: unknown, error: z.ZodError): string {
  const lines = error.issues.slice(0, 5).map((issue) => {
    const value = issue.path.reduce<unknown>(
      (at, step) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined),
      data,
    );
    return `protocols/${file}: ${issue.path.join(' > ') || '(top)'} is ${JSON.stringify(value)?.slice(0, 120) ?? 'missing'}. ${issue.message}. Correct it in the file.`;
  });
  const more = error.issues.length - lines.length;
  return [...lines, ...(more > 0 ? [`... and ${more} more.`] : [])].join('\n');
}

const yamlFiles = async (folder: string, under: string): Promise<string[]> => {
  const entries = await readdir(join(folder, under), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
};

/** Loads the protocols as written: what a phone downloads. */
export async function loadWritten(folder = PROTOCOLS_FOLDER): Promise<WrittenLibrary> {
  const files = [...(await yamlFiles(folder, 'diseases')), 'law/cn-general.yaml'].filter(
    (file) => !file.endsWith('.examples.yaml'),
  );
  const editions = await Promise.all(
    files.map(async (file) => {
      const edition = await load(folder, file, WrittenEdition);
      if (edition.id !== basename(file, '.yaml'))
        throw new Error(
          `protocols/${file}: id is "${edition.id}". Name the file ${edition.id}.yaml, or correct the id.`,
        );
      return edition;
    }),
  );
  const nine = await load(folder, 'city/nine-donts.yaml', NineDonts);
  const library = {
    editions,
    dictionary: await load(folder, 'keys.yaml', KeyDictionary),
    authority: await load(folder, 'law/authority-matrix.yaml', AuthorityMatrix),
    publication: await load(folder, 'law/publication-duties.yaml', PublicationDuties),
    citations: await load(folder, 'law/citations.yaml', Citations),
    requestClasses: await load(folder, 'city/request-classes.yaml', z.array(RequestClass)),
    clocks: [
      ...(await load(folder, 'city/request-clocks.yaml', z.array(Clock))),
      ...(await load(folder, 'city/control-clocks.yaml', z.array(Clock))),
      ...(await load(folder, 'city/signal-clocks.yaml', z.array(Clock))),
      ...(await load(folder, 'city/drill-clocks.yaml', z.array(Clock))),
      ...(await load(folder, 'city/reserve-clocks.yaml', z.array(Clock))),
      ...(await load(folder, 'city/floor-clocks.yaml', z.array(Clock))),
      ...(await load(folder, 'city/inspection-clocks.yaml', z.array(Clock))),
      ...(await load(folder, 'city/entry-clocks.yaml', z.array(Clock))),
    ],
    basicNeeds: await load(folder, 'city/basic-needs.yaml', z.array(BasicNeed)),
    nineDonts: nine.donts,
    laxness: nine.others,
    settings: await loadSettings(folder),
    sources: await load(folder, 'sources.yaml', z.record(z.string(), Source)),
  } satisfies WrittenLibrary;
  checkReferences(library);
  return library;
}

/** city/settings.yaml and every city/*-limits.yaml, as one. */
async function loadSettings(folder: string): Promise<WrittenLibrary['settings']> {
  const files = (await yamlFiles(folder, 'city')).filter(
    (file) => basename(file) === 'settings.yaml' || file.endsWith('-limits.yaml'),
  );
  const all: WrittenLibrary['settings'] = {};
  for (const file of files) {
    for (const [name, values] of Object.entries(
      await load(folder, file, z.record(z.string(), z.array(Setting).min(1))),
    )) {
      if (all[name]) throw new Error(`protocols/${file}: setting "${name}" stands in another file too. Keep one.`);
      all[name] = values;
    }
  }
  return all;
}

/** Loads, checks and assembles all protocol data of a folder. Throws on the first faulty file. */
export async function loadProtocols(folder = PROTOCOLS_FOLDER): Promise<ProtocolLibrary> {
  const library = assemble(await loadWritten(folder));
  if (isRefusal(library)) throw new Error(library.words.en);
  return library;
}

/** The worked examples beside the protocols. */
export async function loadExamples(folder = PROTOCOLS_FOLDER): Promise<ExampleFile[]> {
  const files = (await Promise.all(['diseases', 'law', 'city'].map((under) => yamlFiles(folder, under)))).flat();
  return Promise.all(
    files
      .filter((file) => file.endsWith('.examples.yaml'))
      .map(async (file) => ({ file, examples: await load(folder, file, z.array(Example).min(1)) })),
  );
}

/** Every source named exists, every id is used once, every request alias has one class. */
function checkReferences(library: WrittenLibrary): void {
  const twice = (what: string, ids: string[]): void => {
    const seen = new Set<string>();
    for (const id of ids) {
      if (seen.has(id)) throw new Error(`protocols: ${what} "${id}" stands twice. Keep one.`);
      seen.add(id);
    }
  };
  twice(
    'edition',
    library.editions.map((each) => each.id),
  );
  twice(
    'clock',
    library.clocks.map((each) => each.id),
  );
  twice(
    'request class',
    library.requestClasses.map((each) => each.code),
  );
  twice(
    'request alias',
    library.requestClasses.flatMap((each) => each.open311.aliases.map((alias) => alias.toLowerCase())),
  );
  const named = JSON.stringify(library, (key, value) => (key === 'dictionary' ? undefined : (value as unknown)));
  for (const [, list] of named.matchAll(/"sources":\[([^\]]*)\]/g)) {
    for (const id of JSON.parse(`[${list}]`) as string[]) {
      if (!library.sources[id])
        throw new Error(`protocols: source "${id}" is not in sources.yaml. Add its address there.`);
    }
  }
}

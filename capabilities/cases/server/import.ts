import type { Account, Role } from '../../../kernel/actor.ts';
import type { Row } from '../../../kernel/capability.ts';
import { isWithin } from '../../../kernel/place.ts';
import { counted } from '../../../kernel/plural.ts';
import type { CityPort } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { dayOf } from '../../../kernel/time.ts';
import type { Fault, ImportCounts, Inspected, ListKind, ListReader, Mapping, SourceFile } from '../model-import.ts';
import { type Examined, examiner, type ImportOptions, type ImportPorts } from './examine.ts';
import { type Preview, SHOWN, Tally } from './tally.ts';

export type { ImportOptions, ImportPorts } from './examine.ts';
export type { Preview } from './tally.ts';

/** Rows looked up, compared and written together: two transactions of the runner. */
const CHUNK = 512;

/** Examines every row of a file without writing anything. */
export async function previewImport(
  file: SourceFile,
  mapping: Mapping,
  ports: ImportPorts,
  options: ImportOptions = {},
): Promise<Preview | Refusal> {
  const inspected = await ports.reader.inspect(file);
  if (isRefusal(inspected)) return inspected;
  const tally = new Tally(file, inspected, mapping);
  for await (const chunk of examined(file, inspected, mapping, ports, options)) {
    if (isRefusal(chunk)) return chunk;
    for (const item of chunk) tally.add(item);
    ports.progress?.(tally.counts.rows, undefined);
    if (ports.cancelled?.())
      return refuse('import-cancelled', tally.counts.rows, {
        en: `Cancelled after reading ${counted(tally.counts.rows, 'row')}. Nothing was written.`,
        zh: `已读取 ${tally.counts.rows} 行后取消，未写入任何内容。`,
      });
  }
  return tally.preview();
}

async function* examined(
  file: SourceFile,
  inspected: Inspected,
  mapping: Mapping,
  ports: ImportPorts,
  options: ImportOptions,
): AsyncGenerator<Examined[] | Refusal> {
  const examine = await examiner(mapping, ports, options);
  let chunk: Parameters<typeof examine>[0] = [];
  for await (const row of ports.reader.read(file, inspected, mapping, {
    today: ports.today,
    areas: await areaNames(ports),
  })) {
    if (isRefusal(row)) return void (yield row);
    chunk.push(row);
    if (chunk.length < CHUNK) continue;
    yield await examine(chunk);
    chunk = [];
  }
  if (chunk.length) yield await examine(chunk);
}

/** Names of areas down to the community, for lists that write them out. */
async function areaNames({ find }: ImportPorts): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>();
  const rows = (await find({ view: 'places.places', where: { kind: 'area' }, limit: 50_000 })) as (Row & {
    names?: { zh: string; en: string };
  })[];
  for (const row of rows)
    for (const name of new Set([row.names?.zh, row.names?.en]))
      if (name) names.set(name.toLowerCase(), [...(names.get(name.toLowerCase()) ?? []), row.id]);
  return names;
}

export interface CommitRequest {
  /** Id of the import, chosen by the sender; a repeat of the same import is harmless. */
  id: string;
  area: string;
  mode: 'all-or-nothing' | 'good-rows';
  /** Rows a preview counted, for the progress bar. */
  rows?: number;
}
export interface Committed {
  id: string;
  outcome: 'committed' | 'cancelled' | 'rolled-back';
  counts: ImportCounts;
  /** Rows the city refused although the file was in order, at most 200. */
  refused: Fault[];
  preview: Preview;
}

/**
 * Writes new and changed rows. All-or-nothing reads the file through first and writes nothing when one row is faulty, and
 * takes back what it wrote when one is refused. Good-rows reads once: rows are compared while the ones before are written.
 */
export async function commitImport(
  file: SourceFile,
  mapping: Mapping,
  request: CommitRequest,
  ports: ImportPorts,
  options: ImportOptions = {},
): Promise<Committed | Refusal> {
  const { id, mode } = request;
  const checked = mode === 'all-or-nothing' ? await previewImport(file, mapping, ports, options) : undefined;
  if (isRefusal(checked)) return checked;
  if (checked && checked.counts.faulty > 0) {
    return refuse('rows-faulty', checked.counts.faulty, {
      en: `Faulty rows: ${checked.counts.faulty} of ${checked.counts.rows}, so nothing was imported. Correct them, or import the good rows.`,
      zh: `${checked.counts.rows} 行中有 ${checked.counts.faulty} 行有误，未导入任何内容。请更正，或只导入正确的行。`,
    });
  }
  const inspected = checked?.file ?? (await ports.reader.inspect(file));
  if (isRefusal(inspected)) return inspected;
  const start = await one(ports, `${id}:start`, 'cases.StartImport', {
    id,
    kind: mapping.kind,
    area: request.area,
    file: file.name,
    sha256: inspected.sha256,
    bytes: inspected.bytes,
    mapping: mapping.id,
    mode,
  });
  if (isRefusal(start)) return start;

  const tally = new Tally(file, inspected, mapping);
  const total: Written = { written: 0, refused: [] };
  let outcome: Committed['outcome'] = 'committed';
  let broken: Refusal | undefined;
  let writing: Promise<Written> | undefined;
  const settle = async () => {
    const part = await writing;
    writing = undefined;
    total.written += part?.written ?? 0;
    total.refused.push(...(part?.refused ?? []));
    ports.progress?.(tally.counts.rows, checked?.counts.rows ?? request.rows);
    if (ports.cancelled?.()) outcome = 'cancelled';
    if (total.refused.length > 0 && mode === 'all-or-nothing') outcome = 'rolled-back';
  };
  for await (const chunk of examined(file, inspected, mapping, ports, options)) {
    await settle();
    if (isRefusal(chunk)) broken = chunk;
    if (isRefusal(chunk) || outcome !== 'committed') break;
    for (const item of chunk) tally.add(item);
    writing = write(id, chunk, ports);
  }
  if (writing) await settle();
  // A file that breaks half-way leaves what stood before the break; the import says so and can be undone.
  if (broken) outcome = 'cancelled';
  if (outcome !== 'committed' && mode === 'all-or-nothing') {
    outcome = 'rolled-back';
    await takeBack(id, mapping.kind, ports);
    total.written = 0;
  }
  const preview = tally.preview();
  const counts: ImportCounts = { ...tally.counts, written: total.written, refused: total.refused.length };
  const faults = [...total.refused, ...preview.faultsBy.map((each) => each.example)].slice(0, SHOWN);
  const finish = await one(ports, `${id}:finish`, 'cases.FinishImport', { id, outcome, counts, faults });
  return finish ?? broken ?? { id, outcome, counts, refused: total.refused.slice(0, SHOWN), preview };
}

async function one(ports: ImportPorts, id: string, command: string, input: unknown): Promise<Refusal | undefined> {
  const [outcome] = await ports.runMany([{ id, command, input }]);
  return outcome && 'refusal' in outcome ? outcome.refusal : undefined;
}

interface Written {
  written: number;
  refused: Fault[];
}

/** Sends the commands of a chunk; ids come from import and row, so a retry repeats nothing. */
async function write(id: string, chunk: Examined[], ports: ImportPorts): Promise<Written> {
  const result: Written = { written: 0, refused: [] };
  const rows = chunk.map(({ verdict, calls }) => ({ verdict, calls: calls(id) }));
  // A second command of a row (report, then discard) waits for the first.
  for (const step of [0, 1]) {
    const due = rows.flatMap(({ verdict, calls }) =>
      calls[step] ? [{ verdict, call: { id: `${id}:${verdict.row}:${step}`, ...calls[step] } }] : [],
    );
    if (due.length === 0) break;
    const outcomes = await ports.runMany(due.map(({ call }) => call));
    outcomes.forEach((outcome, n) => {
      const { row, id: about } = (due[n] as (typeof due)[number]).verdict;
      if (!('refusal' in outcome)) result.written += step === 0 ? 1 : 0;
      else
        result.refused.push({
          row,
          column: '',
          value: about,
          reason: outcome.refusal.refused,
          words: outcome.refusal.words,
        });
    });
  }
  return result;
}

export interface Undone {
  undone: number;
  /** What somebody worked on since, and stays. */
  kept: { id: string; why: string; words: { en: string; zh: string } }[];
  keptCount: number;
}

/** Takes back what an import made or changed and nobody has touched since; names what stays. */
export async function undoImport(id: string, ports: ImportPorts): Promise<Undone | Refusal> {
  const [row] = await ports.find({ view: 'cases.imports', ids: [id] });
  if (!row) return refuse('import-unknown', id, { en: `No import ${id}.`, zh: `没有导入 ${id}。` });
  const result = await takeBack(id, (row as Row & { kind: ListKind }).kind, ports);
  const recorded = await one(ports, `${id}:undo:${ports.now()}`, 'cases.RecordUndo', {
    id,
    ...result,
    kept: result.kept.slice(0, 1000),
  });
  return recorded ?? result;
}

async function takeBack(id: string, kind: ListKind, ports: ImportPorts): Promise<Undone> {
  const undone: Undone = { undone: 0, kept: [], keptCount: 0 };
  const all = async (view: string, column: string): Promise<Row[]> =>
    ports.find({ view, where: { [column]: id }, limit: 50_000 });
  if (kind === 'links') {
    const links = ((await all('cases.links', 'import')) as (Row & { via: string; from: string; to: string })[]).filter(
      (link) => link.via === 'link',
    );
    await send(
      links.map(({ id: link, from, to }) => ({
        id: link,
        command: 'cases.WithdrawLink',
        input: { from, to, import: id, reason: `undo of import ${id}` },
      })),
    );
    return undone;
  }
  if (kind === 'contacts') {
    await send(
      (await all('contacts.contacts', 'import')).map((row) => ({
        id: row.id,
        command: 'contacts.UndoImported',
        input: { id: row.id, import: id },
      })),
    );
    return undone;
  }
  // Rows vanish as they are taken back, so the question is asked again until it brings nothing new.
  const tried = new Set<string>();
  for (;;) {
    const rows = [...(await all('cases.cases', 'import')), ...(await all('cases.cases', 'changedBy'))].filter(
      (row) => !tried.has(row.id),
    );
    if (rows.length === 0) return undone;
    const ids = [...new Set(rows.map((row) => row.id))];
    for (const each of ids) tried.add(each);
    await send(ids.map((each) => ({ id: each, command: 'cases.UndoImported', input: { id: each, import: id } })));
  }

  async function send(calls: { id: string; command: string; input: unknown }[]): Promise<void> {
    for (let from = 0; from < calls.length; from += CHUNK) {
      const part = calls.slice(from, from + CHUNK);
      // The time in the id lets a later undo try again what was kept.
      const outcomes = await ports.runMany(
        part.map(({ id: what, ...call }) => ({ ...call, id: `${id}:undo:${what}:${ports.now()}` })),
      );
      outcomes.forEach((outcome, n) => {
        if (!('refusal' in outcome)) undone.undone++;
        else {
          undone.keptCount++;
          undone.kept.push({
            id: (part[n] as { id: string }).id,
            why: outcome.refusal.refused,
            words: outcome.refusal.words,
          });
        }
      });
      ports.progress?.(undone.undone + undone.keptCount, undefined);
    }
  }
}

export const IMPORTERS: Role[] = ['investigator', 'officer', 'hq', 'trainer'];
/** The ports of an import by an account: it sees and changes what its grants cover. */
export function portsOf(city: CityPort, account: Account, reader: ListReader): ImportPorts {
  const mine = account.grants.filter((grant) => IMPORTERS.includes(grant.role));
  return {
    reader,
    find: async (find) =>
      (await city.look(find)).filter(
        (row) => find.view.startsWith('places.') || mine.some((grant) => isWithin(row.area, grant.area)),
      ),
    runMany: (calls) => city.runMany(calls, account),
    now: () => city.now(),
    today: dayOf(city.now(), city.zone),
    signer: account.name,
  };
}

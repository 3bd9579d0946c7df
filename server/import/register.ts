import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { lists } from '../../adapters/linelist/index.ts';
import type { SourceFile } from '../../capabilities/cases/model-import.ts';
import { type Mapping, mapping as mappingSchema } from '../../capabilities/cases/model-import.ts';
import {
  type Committed,
  commitImport,
  type ImportPorts,
  type Preview,
  previewImport,
  undoImport,
} from '../../capabilities/cases/server/import.ts';
import { type Actor, SYSTEM_ORG } from '../../kernel/actor.ts';
import type { CityPort } from '../../kernel/port.ts';
import { isRefusal, type Refusal, type Words } from '../../kernel/refusal.ts';
import { dayOf } from '../../kernel/time.ts';

export const HELP = `Usage: npx tandem import FILE [options]      npx tandem import --undo IMPORT
Imports a list of cases, links or contacts: CSV in any usual encoding, or .xlsx. Without --commit it only shows what would happen.

  --disease ID          disease of all rows without one, e.g. measles
  --area PATH           place of all rows without one, e.g. cn.44.03
  --set FIELD=VALUE     value for a field that no column gives, or an empty cell (repeat)
  --map COLUMN=FIELD    a column the guess has wrong; COLUMN= leaves it out (repeat)
  --value FIELD:WORD=OURS  a word of the file, e.g. sex:1=male (repeat)
  --mapping NAME        a saved mapping, or a .json file with one
  --kind KIND           cases, links or contacts
  --date-order ORDER    dmy or mdy, for dates such as 03/04/2022
  --prefix TEXT         put before every id
  --encoding NAME       utf-8, utf-16le, utf-16be, gb18030, windows-1252
  --keep-extra          keep columns Tandem has no field for
  --set-aside           set contradictory values aside instead of refusing their rows
  --duplicates WHAT     likely duplicates: leave-out (default) or import
  --commit              write the good rows; --all-or-nothing writes all or none
  --signer NAME         who answers for the list (default: you)
  --json                the whole outcome as JSON
  --dry-run             the same as leaving out --commit`;

/** Where the command writes: results to `out`, everything else to `err`. */
interface Io {
  out(text: string): void;
  err(text: string): void;
}

/** A command that cannot be carried out as typed; the code says so to the command line. */
class UsageError extends Error {
  readonly code = 'ERR_PARSE_ARGS_VALUE';
}

/** `tandem import`. Exit code 1 when something was refused or rows are faulty. */
export async function importList(args: string[], io: Io, open: () => Promise<CityPort>): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      disease: { type: 'string' },
      area: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      map: { type: 'string', multiple: true, default: [] },
      value: { type: 'string', multiple: true, default: [] },
      mapping: { type: 'string' },
      kind: { type: 'string' },
      'date-order': { type: 'string' },
      prefix: { type: 'string' },
      encoding: { type: 'string' },
      'keep-extra': { type: 'boolean' },
      'set-aside': { type: 'boolean' },
      duplicates: { type: 'string', default: 'leave-out' },
      commit: { type: 'boolean' },
      'all-or-nothing': { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      signer: { type: 'string' },
      undo: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    io.out(HELP);
    return 0;
  }
  const [path] = positionals;
  if (!path && !values.undo) throw new UsageError('Name a file, or --undo with the id of an import.');
  if (path && !existsSync(path)) throw new UsageError(`No file ${path}.`);
  if (!['leave-out', 'import'].includes(values.duplicates))
    throw new UsageError('--duplicates is leave-out or import.');
  const reader = lists.reader(values.encoding);
  const signer = values.signer ?? userInfo().username;
  const actor: Actor = { id: `cli:${signer}`, name: signer, role: 'investigator', area: 'cn', org: SYSTEM_ORG };
  const port = await open();
  const ports: ImportPorts = {
    reader,
    signer,
    now: () => port.now(),
    today: dayOf(port.now(), port.zone),
    find: (find) => port.look(find),
    runMany: (calls) => port.runMany(calls, actor),
    progress: (done, total) =>
      values.json || io.err(total === undefined ? `${done} rows read` : `${done} of ${total} rows written`),
  };
  if (values.undo)
    return told(await undoImport(values.undo, ports), io, values.json, (undone) => [
      `${undone.undone} taken back, ${undone.keptCount} kept.`,
      ...undone.kept.map((kept) => `  ${both(kept.words)}`),
    ]);
  const file: SourceFile = { name: basename(path as string), open: () => createReadStream(path as string) };
  const inspected = await reader.inspect(file);
  if (isRefusal(inspected)) return refused(inspected, io);
  const mapping = await mappingOf(values, inspected.headers, file.name, port);
  const options = { duplicates: values.duplicates as 'import' };
  if (!values.commit || values['dry-run'])
    return told(
      await previewImport(file, mapping, ports, options),
      io,
      values.json,
      (preview) => previewLines(preview, mapping),
      (preview) => preview.counts.faulty === 0,
    );
  const request = {
    id: port.newId(),
    area: values.area ?? 'cn',
    mode: values['all-or-nothing'] ? ('all-or-nothing' as const) : ('good-rows' as const),
  };
  const outcome = await commitImport(file, mapping, request, ports, options);
  return told(
    outcome,
    io,
    values.json,
    (done) => [...previewLines(done.preview, mapping), ...commitLines(done)],
    (done) => done.outcome === 'committed' && done.counts.refused === 0 && done.counts.faulty === 0,
  );
}

async function mappingOf(
  values: Record<string, unknown>,
  headers: string[],
  name: string,
  port: CityPort,
): Promise<Mapping> {
  const pairs = (list: unknown) =>
    (list as string[]).map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`${pair}: write NAME=VALUE.`);
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    });
  const base =
    typeof values['mapping'] === 'string'
      ? await savedMapping(values['mapping'], port)
      : lists.mapping(headers, name, values['kind'] as Mapping['kind'] | undefined);
  const fieldValues: Mapping['values'] = structuredClone(base.values);
  for (const [what, ours] of pairs(values['value'])) {
    const [field = '', ...word] = what.split(':');
    fieldValues[field] = { ...fieldValues[field], [word.join(':')]: ours };
  }
  const given = {
    ...base,
    columns: {
      ...base.columns,
      ...Object.fromEntries(pairs(values['map']).map(([column, field]) => [column, field || null])),
    },
    constants: {
      ...base.constants,
      ...(values['disease'] && base.kind !== 'links' ? { disease: values['disease'] } : {}),
      ...(values['area'] && base.kind !== 'links' ? { area: values['area'] } : {}),
      ...Object.fromEntries(pairs(values['set'])),
    },
    values: fieldValues,
    ...(values['date-order'] ? { dateOrder: values['date-order'] } : {}),
    ...(values['prefix'] !== undefined ? { idPrefix: values['prefix'] } : {}),
    ...(values['keep-extra'] ? { keepExtra: true } : {}),
    ...(values['set-aside'] ? { doubtful: 'set-aside' } : {}),
  };
  const read = mappingSchema.safeParse(given);
  if (!read.success)
    throw new UsageError(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  return read.data;
}

async function savedMapping(name: string, port: CityPort): Promise<Mapping> {
  const found: unknown = name.endsWith('.json')
    ? JSON.parse(await readFile(name, 'utf8'))
    : (await port.look({ view: 'cases.mappings', ids: [name] }))[0];
  if (!found) throw new UsageError(`No saved mapping ${name}.`);
  const { area: _area, savedBy: _by, ...mapping } = found as Mapping & { area?: string; savedBy?: string };
  return mappingSchema.parse(mapping);
}

function told<T>(
  outcome: T | Refusal,
  io: Io,
  json: boolean | undefined,
  lines: (outcome: T) => string[],
  good: (outcome: T) => boolean = () => true,
): number {
  if (isRefusal(outcome)) {
    if (!json) return refused(outcome, io);
    io.out(JSON.stringify({ refusal: outcome }));
    return 1;
  }
  io.out(json ? JSON.stringify(outcome) : lines(outcome).join('\n'));
  return good(outcome) ? 0 : 1;
}
function refused(refusal: Refusal, io: Io): number {
  io.err(`${refusal.refused}: ${refusal.words.en}\n${refusal.words.zh}`);
  return 1;
}

const both = (words: Words): string => `${words.en} ${words.zh}`;

const commitLines = (done: Committed): string[] => [
  `Import ${done.id}: ${done.outcome}, ${done.counts.written} written, ${done.counts.refused} refused. Undo: npx tandem import --undo ${done.id}`,
  ...done.refused.map((fault) => `  row ${fault.row} ${fault.value}: ${fault.reason}: ${both(fault.words)}`),
];

function previewLines(
  { file, counts, faultsBy, verdicts, notes, unusedColumns, peopleCompared }: Preview,
  mapping: Mapping,
): string[] {
  return [
    `${file.name}: ${counts.rows} rows, ${file.encoding}${file.delimiter ? `, separated by ${JSON.stringify(file.delimiter)}` : ''}`,
    ...Object.entries(mapping.columns)
      .filter(([, field]) => field)
      .map(([column, field]) => `  ${column} -> ${field}`),
    ...(unusedColumns.length ? [`Left out: ${unusedColumns.join(', ')} (--keep-extra keeps them)`] : []),
    `New ${counts.new}, changed ${counts.changed}, same ${counts.same}, duplicate ${counts.duplicate}, faulty ${counts.faulty}`,
    ...(peopleCompared || mapping.kind !== 'cases' ? [] : ['No column names people, so only ids were compared.']),
    ...faultsBy.map(
      (each) =>
        `  ${each.count} x ${each.reason} in ${each.column || 'the row'}; first: row ${each.example.row}: ${both(each.example.words)}`,
    ),
    ...verdicts.duplicate
      .slice(0, 20)
      .map((each) => `  row ${each.row} ${each.id}: ${each.verdict === 'duplicate' ? both(each.words) : ''}`),
    ...verdicts.changed
      .slice(0, 20)
      .flatMap((each) =>
        each.verdict === 'changed'
          ? each.differences.map(
              (found) =>
                `  row ${each.row} ${each.id}: ${found.field} ${JSON.stringify(found.before)} -> ${JSON.stringify(found.after)}`,
            )
          : [],
      ),
    ...notes.map(
      (note) =>
        `  told: ${note.column} ${note.reason}${note.value ? ` "${note.value}"` : ''}, ${note.count} x, rows ${note.rows.slice(0, 10).join(', ')}`,
    ),
  ];
}

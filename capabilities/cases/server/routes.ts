import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import * as z from 'zod';
import type { Account } from '../../../kernel/actor.ts';
import type { Row } from '../../../kernel/capability.ts';
import { isPlacePath } from '../../../kernel/place.ts';
import type { CityPort, Route, RouteRequest } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { dayOf } from '../../../kernel/time.ts';
import type { ListReader, SourceFile } from '../model-import.ts';
import { type Mapping, mapping } from '../model-import.ts';
import { protocolParts } from '../protocol-parts.ts';
import type { CaseRow } from '../views.ts';
import { commitImport, IMPORTERS, type ImportPorts, portsOf, previewImport, undoImport } from './import.ts';

/** Longest first line of an upload, bytes: mapping and decisions. */
const LONGEST_HEAD = 4 << 20;

/** What stands before the file in an upload, as one line of JSON. */
const head = z.strictObject({
  name: z.string().min(1).max(255),
  encoding: z.string().optional(),
  mapping: mapping.optional(),
  decisions: z.record(z.string().regex(/^\d+$/), z.enum(['import', 'leave-out'])).default({}),
  duplicates: z.enum(['import', 'leave-out']).default('leave-out'),
  commit: z
    .strictObject({
      id: z.string().regex(/^[A-Za-z0-9._-]{1,80}$/),
      area: z.string().refine(isPlacePath),
      mode: z.enum(['all-or-nothing', 'good-rows']),
      rows: z.int().min(0).optional(),
    })
    .optional(),
});
type Head = z.infer<typeof head>;

/** Makes a reader for an encoding the sender declared; and guesses a mapping. adapters/linelist brings both. */
export interface ListAdapter {
  reader(encoding?: string): ListReader;
  guess(headers: string[]): unknown;
  /** A mapping to start from. */
  mapping(headers: string[], name: string, kind?: Mapping['kind']): Mapping;
}

/** Addresses of the line list: import, export, what a protocol lacks. */
export const caseRoutes = (lists: ListAdapter): Route[] => [
  {
    method: 'POST',
    path: '/api/cases/import',
    roles: IMPORTERS,
    upload: true,
    summary: {
      en: 'Read, preview or commit a list (one line of JSON, then the file)',
      zh: '读取、预览或提交名单（首行 JSON，其后为文件）',
    },
    async handle(request, city) {
      const folder = await mkdtemp(join(tmpdir(), 'tandem-import-'));
      // The file holds personal data: it lives on this disk only while this request does.
      const clean = () => rm(folder, { recursive: true, force: true });
      try {
        const received = await receive(request.upload as AsyncIterable<Uint8Array>, join(folder, 'list'));
        if (isRefusal(received)) return await clean().then(() => received);
        const { about, file } = received;
        const reader = lists.reader(about.encoding);
        if (!about.mapping) {
          const inspected = await reader.inspect(file);
          await clean();
          return isRefusal(inspected) ? inspected : { body: { inspected, guess: lists.guess(inspected.headers) } };
        }
        return {
          type: 'application/x-ndjson',
          body: Readable.from(told(about, file, request.account, city, reader, clean)),
        };
      } catch (fault) {
        await clean();
        throw fault;
      }
    },
  },
  {
    method: 'POST',
    path: '/api/cases/import/undo',
    roles: IMPORTERS,
    summary: { en: 'Undo an import', zh: '撤销导入' },
    async handle(request, city) {
      const read = z.strictObject({ id: z.string() }).safeParse(request.body);
      if (!read.success)
        return refuse('input-invalid', request.body, {
          en: 'Send { id } of the import.',
          zh: '请发送导入编号 { id }。',
        });
      const outcome = await undoImport(read.data.id, portsOf(city, request.account, lists.reader()));
      return isRefusal(outcome) ? outcome : { body: outcome };
    },
  },
  {
    method: 'GET',
    path: '/api/cases/protocol',
    roles: [...IMPORTERS, 'reviewer', 'overseer'],
    summary: { en: 'What the protocol of a disease settles and lacks', zh: '某疾病防控方案的已有与缺项' },
    async handle(request, city) {
      const [disease, area] = [one(request, 'disease'), one(request, 'area') ?? request.account.grants[0]?.area];
      if (!disease || !area)
        return refuse('field-invalid', 'disease', {
          en: 'Give disease (and area) in the address.',
          zh: '请在地址中给出 disease（和 area）。',
        });
      return {
        body: protocolParts(
          city.protocol() as Parameters<typeof protocolParts>[0],
          disease,
          area,
          dayOf(city.now(), city.zone),
        ),
      };
    },
  },
  {
    method: 'GET',
    path: '/api/cases/list.csv',
    roles: IMPORTERS,
    summary: { en: 'Line list as CSV; imports again unchanged', zh: '导出病例名单 CSV，可原样再导入' },
    async handle(request, city) {
      const query = {
        within: one(request, 'within'),
        where: { ...(one(request, 'disease') ? { disease: one(request, 'disease') as string } : {}), status: 'open' },
        q: one(request, 'q'),
      };
      // A refusal must come before the first byte.
      const first = await city.list(
        request.account,
        { view: 'cases.cases', order: 'id', limit: PAGE, ...query },
        'control',
      );
      if (isRefusal(first)) return first;
      const csv = stringify({ header: true, columns: EXPORTED, bom: true });
      void pipeline(Readable.from(rowsFrom(city, request.account, query, first)), csv).catch((fault: Error) =>
        csv.destroy(fault),
      );
      return {
        type: 'text/csv; charset=utf-8',
        headers: { 'content-disposition': 'attachment; filename="cases.csv"' },
        body: csv,
      };
    },
  },
];

const one = (request: RouteRequest, name: string): string | undefined => [request.query[name]].flat()[0] || undefined;

/** Writes the upload to disk as it arrives; the first line says what is asked. */
async function receive(
  upload: AsyncIterable<Uint8Array>,
  path: string,
): Promise<{ about: Head; file: SourceFile } | Refusal> {
  const parts = upload[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  let cut = -1;
  while (cut < 0 && start.length <= LONGEST_HEAD) {
    const { value, done } = await parts.next();
    if (done) break;
    start = Buffer.concat([start, value]);
    cut = start.indexOf(10);
  }
  const unread = (why: unknown) =>
    refuse('head-invalid', why, {
      en: 'The upload begins with one line of JSON: name, mapping, commit. It was not understood.',
      zh: '上传内容首行应为 JSON（name、mapping、commit），无法识别。',
    });
  if (cut < 0) return unread('no first line');
  let json: unknown;
  try {
    json = JSON.parse(start.subarray(0, cut).toString('utf8'));
  } catch {
    return unread('no JSON');
  }
  const about = head.safeParse(json);
  if (!about.success) return unread(about.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  await pipeline(
    async function* () {
      yield start.subarray(cut + 1);
      for (let part = await parts.next(); !part.done; part = await parts.next()) yield part.value;
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  return { about: about.data, file: { name: about.data.name, open: () => createReadStream(path) } };
}

/** Preview or commit as lines: `{ done, total }` while it works, then `{ preview }`, `{ committed }` or `{ refusal }`. Hanging up cancels. */
async function* told(
  about: Head,
  file: SourceFile,
  account: Account,
  city: CityPort,
  reader: ListReader,
  clean: () => Promise<void>,
): AsyncGenerator<string> {
  const lines: unknown[] = [];
  let wake = () => {};
  let gone = false;
  const say = (line: unknown) => {
    lines.push(line);
    wake();
  };
  const ports: ImportPorts = {
    ...portsOf(city, account, reader),
    progress: (done, total) => say({ done, total }),
    cancelled: () => gone,
  };
  const options = {
    duplicates: about.duplicates,
    decisions: Object.fromEntries(Object.entries(about.decisions).map(([row, what]) => [Number(row), what])),
  };
  const wanted = about.mapping as NonNullable<Head['mapping']>;
  const work = (
    about.commit
      ? commitImport(file, wanted, about.commit, ports, options)
      : previewImport(file, wanted, ports, options)
  )
    .then((outcome) =>
      say(isRefusal(outcome) ? { refusal: outcome } : about.commit ? { committed: outcome } : { preview: outcome }),
    )
    .catch((fault: Error) =>
      say({
        refusal: refuse('import-broken', fault.message, {
          en: 'The import stopped on a fault of the server. What was written is listed under imports and can be undone.',
          zh: '导入因服务器故障中止；已写入内容见导入记录，可以撤销。',
        }),
      }),
    )
    .finally(() => say(undefined));
  try {
    for (;;) {
      while (lines.length) {
        const line = lines.shift();
        if (line === undefined) return;
        yield `${JSON.stringify(line)}\n`;
      }
      await new Promise<void>((done) => {
        wake = done;
        if (lines.length) done();
      });
    }
  } finally {
    gone = true;
    void work.finally(clean);
  }
}

const PAGE = 1000;
/** Columns of the export: names the import knows, so that a list goes out and in unchanged. */
const EXPORTED =
  'id disease area household name sex age birth phone occupation address onset exposedFrom exposedUntil detectedOn reportedOn isolatedOn treatedOn classification severity origin foundBy infector hospital placeOfInfection outcome outcomeOn'.split(
    ' ',
  );

async function* rowsFrom(
  city: CityPort,
  account: Account,
  query: object,
  first: { rows: Row[]; next?: string },
): AsyncGenerator<Record<string, unknown>> {
  for (let page: { rows: Row[]; next?: string } = first; ; ) {
    for (const row of page.rows as CaseRow[]) yield { ...row, area: row.reportedArea, foundBy: row.source };
    if (!page.next) return;
    const more = await city.list(
      account,
      { view: 'cases.cases', order: 'id', limit: PAGE, cursor: page.next, ...query },
      'control',
    );
    if (isRefusal(more)) throw new Error(more.words.en);
    page = more;
  }
}

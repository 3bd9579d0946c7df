import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import * as z from 'zod';
import type { Account } from '../../../kernel/actor.ts';
import type { Row } from '../../../kernel/capability.ts';
import { isWithin } from '../../../kernel/place.ts';
import type { CityPort, Route, RouteRequest } from '../../../kernel/port.ts';
import { isRefusal, refuse } from '../../../kernel/refusal.ts';
import { dayOf } from '../../../kernel/time.ts';
import { protocolParts } from '../index.ts';
import { pictureOf } from '../indicators.ts';
import type { ListReader, Mapping } from '../model-import.ts';
import type { CaseRow } from '../views.ts';
import type { CurveRow, LinkRow } from '../views-lists.ts';
import { IMPORTERS, portsOf, undoImport } from './import.ts';
import { receive, told } from './upload.ts';

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
    path: '/api/cases/picture',
    roles: [...IMPORTERS, 'reviewer', 'overseer'],
    summary: {
      en: 'Curve, four early and chains of a disease, without names',
      zh: '流行曲线、四早与传播链（不含姓名）',
    },
    async handle(request, city) {
      const disease = one(request, 'disease');
      const within = one(request, 'within') ?? request.account.grants[0]?.area ?? '';
      if (!request.account.grants.some((grant) => isWithin(within, grant.area)))
        return refuse('not-permitted', within, {
          en: `${within} lies outside your area.`,
          zh: `${within} 不在您的辖区内。`,
        });
      const where: Record<string, string> = disease ? { disease } : {};
      const [cases, links, curve] = await Promise.all([
        city.look({ view: 'cases.cases', within, where, limit: MANY }),
        city.look({ view: 'cases.links', within, limit: MANY }),
        city.look({
          view: 'cases.curve',
          within,
          where: { ...where, basis: one(request, 'basis') === 'reported' ? 'reported' : 'onset' },
          limit: MANY,
        }),
      ]);
      const known = new Set(cases.map((row) => row.id));
      return {
        body: pictureOf(
          cases as CaseRow[],
          (links as LinkRow[]).filter((link) => known.has(link.from) && known.has(link.to)),
          curve as CurveRow[],
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

const PAGE = 1000;
/** Rows a picture is made of. */
const MANY = 50_000;
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

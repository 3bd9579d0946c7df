import { text as streamText } from 'node:stream/consumers';
import type { Account, Role } from '../../../kernel/actor.ts';
import type { CityPort, Route, RouteRequest } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { dayOf } from '../../../kernel/time.ts';
import { subjectNames } from '../limits.ts';
import { type Picture, pictureOf } from '../picture.ts';
import type { SeriesRow } from '../series.ts';
import { countsOf, pictureCsv } from './counts-csv.ts';

const WATCHERS: Role[] = ['investigator', 'officer', 'hq', 'overseer', 'reviewer', 'trainer', 'admin'];
/** Pictures at once. */
const WALL = 60;
const SENDERS: Role[] = ['investigator', 'officer', 'admin', 'grid'];

const one = ({ query }: RouteRequest, name: string): string | undefined => [query[name]].flat()[0] || undefined;

/** One series as its reader may see it. */
async function seriesOf(city: CityPort, account: Account, id: string): Promise<SeriesRow | Refusal> {
  const page = await city.list(account, { view: 'signals.series', ids: [id] });
  if (isRefusal(page)) return page;
  return (
    (page.rows[0] as SeriesRow | undefined) ??
    refuse('series-unknown', id, { en: `No series ${id} in your area.`, zh: `辖区内没有序列 ${id}。` })
  );
}

const drawn = (row: SeriesRow, request: RouteRequest, { now, zone, library }: CityPort): Picture => {
  const steps = Number(one(request, 'steps'));
  return pictureOf(row, dayOf(now(), zone), library, Number.isInteger(steps) && steps > 0 ? steps : undefined);
};

/** Addresses of signals: pictures, and counts by file. */
export const signalRoutes: Route[] = [
  {
    method: 'GET',
    path: '/api/signals/subjects',
    roles: [...WATCHERS, 'grid', 'desk'],
    summary: { en: 'Diseases and syndromes that are watched, by name', zh: '监测对象名称' },
    handle: async (_request, city) => ({ body: subjectNames(city.library, dayOf(city.now(), city.zone)) }),
  },
  {
    method: 'GET',
    path: '/api/signals/picture',
    roles: WATCHERS,
    summary: { en: 'One series with its expectation and bounds', zh: '监测序列及预期区间' },
    async handle(request, city) {
      const row = await seriesOf(city, request.account, one(request, 'id') ?? '');
      return isRefusal(row) ? row : { body: drawn(row, request, city) };
    },
  },
  {
    method: 'GET',
    path: '/api/signals/picture.csv',
    roles: WATCHERS,
    summary: { en: 'The same as CSV', zh: '导出监测序列 CSV' },
    async handle(request, city) {
      const row = await seriesOf(city, request.account, one(request, 'id') ?? '');
      return isRefusal(row) ? row : { type: 'text/csv; charset=utf-8', body: pictureCsv(drawn(row, request, city)) };
    },
  },
  {
    method: 'GET',
    path: '/api/signals/pictures',
    roles: WATCHERS,
    summary: { en: 'Several series, for a wall of small pictures', zh: '多条监测序列' },
    async handle(request, city) {
      const ids = [request.query['ids'] ?? []].flat().slice(0, WALL);
      const page = await city.list(request.account, { view: 'signals.series', ids, limit: WALL });
      return isRefusal(page) ? page : { body: (page.rows as SeriesRow[]).map((row) => drawn(row, request, city)) };
    },
  },
  {
    method: 'POST',
    path: '/api/signals/channels/:id/counts.csv',
    roles: SENDERS,
    upload: true,
    summary: { en: 'Counts of a channel as a CSV file', zh: '以 CSV 文件报送计数' },
    async handle(request, city) {
      const text = request.upload ? await streamText(request.upload) : '';
      const read = countsOf(
        text,
        request.params['id'] ?? '',
        one(request, 'sending'),
        one(request, 'correction') === 'true',
      );
      if (isRefusal(read)) return read;
      const outcomes = await city.runMany(
        read.map((input) => ({ id: city.newId(), command: 'signals.RecordCounts', input })),
        request.account,
      );
      return {
        body: {
          days: read.map((input, i) => {
            const outcome = outcomes[i];
            if (outcome && 'refusal' in outcome) return { day: input.day, refusal: outcome.refusal };
            const type = outcome?.events[0]?.type;
            return {
              day: input.day,
              lines: input.lines.length,
              came: type === 'signals.CountsHeld' ? 'held' : type ? 'counted' : 'known',
              ...(type === 'signals.CountsHeld' ? { fault: outcome?.events[0]?.data.fault } : {}),
            };
          }),
        },
      };
    },
  },
];

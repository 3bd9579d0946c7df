import { text as streamText } from 'node:stream/consumers';
import type { Account, Role } from '../../../kernel/actor.ts';
import { isPlacePath, isWithin } from '../../../kernel/place.ts';
import type { CityPort, Route, RouteRequest } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { dayOf } from '../../../kernel/time.ts';
import type { PlaceRow } from '../../places/index.ts';
import { coverage } from '../coverage.ts';
import { type Picture, pictureOf } from '../picture.ts';
import type { SeriesRow } from '../series.ts';
import type { ChannelRow } from '../views-channels.ts';
import { countsOf, pictureCsv } from './counts-csv.ts';

const WATCHERS: Role[] = ['investigator', 'officer', 'hq', 'overseer', 'reviewer', 'trainer', 'admin'];
const MANY = 50_000;
const SENDERS: Role[] = ['investigator', 'officer', 'admin', 'grid'];

const one = ({ query }: RouteRequest, name: string): string | undefined => [query[name]].flat()[0] || undefined;

/** The area asked for, if it lies in what the asker watches; her own when she names none. */
function areaOf(request: RouteRequest): string | Refusal {
  const grants = request.account.grants.filter((grant) => WATCHERS.includes(grant.role));
  const area = one(request, 'area') ?? grants[0]?.area ?? '';
  if (!isPlacePath(area))
    return refuse('place-invalid', area, { en: `${area} is no place path.`, zh: `${area} 不是地点编码。` });
  if (!grants.some((grant) => isWithin(area, grant.area)))
    return refuse('not-permitted', area, { en: `${area} lies outside your area.`, zh: `${area} 不在您的辖区内。` });
  return area;
}

/** One series as its reader may see it. */
async function seriesOf(city: CityPort, account: Account, id: string): Promise<SeriesRow | Refusal> {
  const page = await city.list(account, { view: 'signals.series', ids: [id] });
  if (isRefusal(page)) return page;
  return (
    (page.rows[0] as SeriesRow | undefined) ??
    refuse('series-unknown', id, { en: `No series ${id} in your area.`, zh: `辖区内没有序列 ${id}。` })
  );
}

const drawn = (row: SeriesRow, { now, zone, library }: CityPort): Picture =>
  pictureOf(row, dayOf(now(), zone), library);

/** Addresses of signals: pictures, gaps, and counts by file. */
export const signalRoutes: Route[] = [
  {
    method: 'GET',
    path: '/api/signals/picture',
    roles: WATCHERS,
    summary: { en: 'One series with its expectation and bounds', zh: '监测序列及预期区间' },
    async handle(request, city) {
      const row = await seriesOf(city, request.account, one(request, 'id') ?? '');
      return isRefusal(row) ? row : { body: drawn(row, city) };
    },
  },
  {
    method: 'GET',
    path: '/api/signals/picture.csv',
    roles: WATCHERS,
    summary: { en: 'The same as CSV', zh: '导出监测序列 CSV' },
    async handle(request, city) {
      const row = await seriesOf(city, request.account, one(request, 'id') ?? '');
      return isRefusal(row) ? row : { type: 'text/csv; charset=utf-8', body: pictureCsv(drawn(row, city)) };
    },
  },
  {
    method: 'GET',
    path: '/api/signals/gaps',
    roles: WATCHERS,
    summary: { en: 'Where nobody is watching', zh: '监测空白' },
    async handle(request, city) {
      const area = areaOf(request);
      if (isRefusal(area)) return area;
      // a channel of the city covers a district that asks: looked up whole, then cut to the area
      const [channels, places] = (await Promise.all([
        city.look({ view: 'signals.channels', limit: MANY }),
        city.look({ view: 'places.places', within: area, where: { level: 'community' }, limit: MANY }),
      ])) as [ChannelRow[], PlaceRow[]];
      return { body: coverage(channels, places, area) };
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

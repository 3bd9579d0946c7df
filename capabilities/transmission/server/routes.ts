import type { Role } from '../../../kernel/actor.ts';
import { isPlacePath, isWithin, levelOf } from '../../../kernel/place.ts';
import type { CityPort, Route, RouteRequest } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { type Day, dayOf } from '../../../kernel/time.ts';
import type { CaseRow, LinkRow } from '../../cases/index.ts';
import type { PlaceRow } from '../../places/index.ts';
import type { ChannelRow, HeardRow, SeriesRow } from '../../signals/index.ts';
import { behind } from '../behind.ts';
import { type Between, between } from '../between.ts';
import { type Clusters, clusters } from '../clusters.ts';
import { BANDS, bandOn, transmission } from '../estimate.ts';
import { forecast } from '../forecast.ts';

const WATCHERS: Role[] = ['investigator', 'officer', 'hq', 'overseer', 'reviewer', 'trainer'];
const MANY = 50_000;
const FEED = 'cases';
// not a rule: cases from which the page begins with them
const ENOUGH = 10;
const one = ({ query }: RouteRequest, name: string): string | undefined => [query[name]].flat()[0] || undefined;

/** The area asked for, if it lies in what the asker watches; her own when she names none. */
function areaOf({ account, query }: RouteRequest): string | Refusal {
  const grants = account.grants.filter((grant) => WATCHERS.includes(grant.role));
  const area = [query['area']].flat()[0] || grants[0]?.area || '';
  if (!isPlacePath(area))
    return refuse('place-invalid', area, { en: `${area} is no place path.`, zh: `${area} 不是地点编码。` });
  if (!grants.some((grant) => isWithin(area, grant.area)))
    return refuse('not-permitted', area, { en: `${area} lies outside your area.`, zh: `${area} 不在您的辖区内。` });
  return area;
}

/** Sources and subjects that are counted in an area: reported cases first. */
async function choicesOf(city: CityPort, area: string): Promise<{ kind: string; subject: string }[]> {
  const [feeds, channels, heard] = (await Promise.all([
    city.look({ view: 'signals.series', within: area, where: { kind: FEED, level: levelOf(area) }, limit: MANY }),
    city.look({ view: 'signals.channels', limit: MANY }),
    city.look({ view: 'signals.heard', limit: MANY }),
  ])) as [SeriesRow[], ChannelRow[], HeardRow[]];
  // what is counted in most places says most
  const places = new Map(heard.map((row) => [row.id, row.places.length]));
  const counted = channels
    .toSorted((a, b) => (places.get(b.id) ?? 0) - (places.get(a.id) ?? 0))
    .filter((row) => row.measure === 'count' && (isWithin(row.area, area) || isWithin(area, row.area)))
    .flatMap(({ kind, subjects }) => subjects.map((subject) => ({ kind, subject })));
  // a feed of a few cases has no clusters: it stands last
  const own = feeds.filter((row) => row.area === area);
  const many = (row: SeriesRow): boolean => row.values.reduce<number>((sum, value) => sum + (value ?? 0), 0) >= ENOUGH;
  const feed = (rows: SeriesRow[]) => rows.map(({ subject }) => ({ kind: FEED, subject }));
  const all = [...feed(own.filter(many)), ...counted, ...feed(own)];
  return [...new Map(all.map((each) => [`${each.kind} ${each.subject}`, each])).values()];
}

/** Counts by community of the source and subject asked for, else of the first that there is. */
async function countsAsked(request: RouteRequest, city: CityPort) {
  const area = areaOf(request);
  if (isRefusal(area)) return area;
  const choices = await choicesOf(city, area);
  const wanted = { kind: one(request, 'kind'), subject: one(request, 'subject') };
  const { kind, subject } = choices.find((each) => each.kind === wanted.kind && each.subject === wanted.subject) ??
    choices[0] ?? { kind: FEED, subject: '' };
  const [rows, places] = (await Promise.all([
    city.look({ view: 'signals.series', within: area, where: { kind, subject, level: 'community' }, limit: MANY }),
    city.look({ view: 'places.places', within: area, where: { level: 'community' }, limit: MANY }),
  ])) as [SeriesRow[], PlaceRow[]];
  return { choices, rows, places, today: dayOf(city.now(), city.zone), asked: { kind, subject } };
}

/** An estimate on the line list of the area asked for and the links in it: its disease, and what its bounds are to hold. */
async function estimated(
  request: RouteRequest,
  city: CityPort,
  estimate: (cases: CaseRow[], links: LinkRow[], today: Day, disease: string | undefined, band: number) => object,
  withLinks = false,
) {
  const area = areaOf(request);
  if (isRefusal(area)) return area;
  const today = dayOf(city.now(), city.zone);
  const band = Number(one(request, 'band') ?? bandOn(city.library, today));
  if (!BANDS.includes(band))
    return refuse('band-invalid', band, {
      en: `${band} is no share that bounds are made for. Give one of ${BANDS.join(', ')}.`,
      zh: `置信水平 ${band} 不可用，请取 ${BANDS.join('、')} 之一。`,
    });
  const where = { status: 'open' };
  const [cases, links] = (await Promise.all([
    city.look({ view: 'cases.cases', within: area, where, limit: MANY }),
    withLinks ? city.look({ view: 'cases.links', within: area, limit: MANY }) : [],
  ])) as [CaseRow[], LinkRow[]];
  return { body: estimate(cases, links, today, one(request, 'disease'), band) };
}

/** The addresses of the estimates: numbers of an area, nothing of a person. */
export const transmissionRoutes: Route[] = [
  {
    method: 'GET',
    path: '/api/transmission/clusters',
    roles: WATCHERS,
    summary: { en: 'Clusters in space and time of one source', zh: '时空聚集探测' },
    async handle(request, city) {
      const found = await countsAsked(request, city);
      if (isRefusal(found)) return found;
      const { choices, rows, places, today, asked } = found;
      return { body: { choices, ...clusters(rows, places, today, asked) } satisfies Clusters };
    },
  },
  {
    method: 'GET',
    path: '/api/transmission/between',
    roles: WATCHERS,
    summary: { en: 'How counts of one source pass between communities', zh: '社区之间的传播' },
    async handle(request, city) {
      const found = await countsAsked(request, city);
      if (isRefusal(found)) return found;
      const { rows, places, today, asked } = found;
      return { body: between(rows, places, today, asked, bandOn(city.library, today)) satisfies Between };
    },
  },
  {
    method: 'GET',
    path: '/api/transmission',
    roles: WATCHERS,
    summary: { en: 'Reproduction number, nowcast and delays of a disease', zh: '再生数、实时推算与报告延迟' },
    handle: (request, city) =>
      estimated(request, city, (cases, _links, today, disease, band) =>
        transmission(cases, today, city.library, disease, band),
      ),
  },
  {
    method: 'GET',
    path: '/api/transmission/forecast',
    roles: WATCHERS,
    summary: { en: 'Onsets of the coming week, and how earlier forecasts did', zh: '未来一周发病预测及以往预测评分' },
    handle: (request, city) =>
      estimated(request, city, (cases, _links, today, disease, band) =>
        forecast(cases, today, city.library, disease, band),
      ),
  },
  {
    method: 'GET',
    path: '/api/transmission/behind',
    roles: WATCHERS,
    summary: {
      en: 'Infections behind the cases, spread among cases, and whether it is over',
      zh: '病例背后的感染、传播差异与疫情是否结束',
    },
    handle: (request, city) =>
      estimated(
        request,
        city,
        (cases, links, today, disease, band) => behind(cases, links, today, city.library, disease, band),
        true,
      ),
  },
];

import type { Account, Role } from '../../../kernel/actor.ts';
import { isPlacePath, isWithin, type PlacePath } from '../../../kernel/place.ts';
import type { Route } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { WhatIfSource } from '../what-if.ts';
import { gather, notices } from './gather.ts';
import { today } from './today.ts';

const WATCHERS: Role[] = ['hq', 'officer', 'trainer', 'overseer', 'desk', 'supply', 'investigator', 'reviewer'];
/** Days on the wall when none are asked for, and at most. */
const SHOWN = 28;
const MOST = 180;

/** The area asked for, or the reader's own; refused outside what the reader watches. */
function areaOf(account: Account, asked: string | string[] | undefined): PlacePath | Refusal {
  const grants = account.grants.filter((grant) => WATCHERS.includes(grant.role));
  const area = [asked].flat()[0] || grants[0]?.area || '';
  if (!isPlacePath(area))
    return refuse('place-invalid', area, { en: `${area} is no place path.`, zh: `${area} 不是地点编码。` });
  if (!grants.some((grant) => isWithin(area, grant.area)))
    return refuse('not-permitted', area, { en: `${area} lies outside your area.`, zh: `${area} 不在您的辖区内。` });
  return area;
}

/** Addresses of the situation. */
export const situationRoutes = (source: WhatIfSource): Route[] => [
  {
    method: 'GET',
    path: '/api/situation/board',
    roles: WATCHERS,
    summary: { en: 'Both tracks of an area at one moment', zh: '一地双统筹态势' },
    async handle({ account, query }, city) {
      const area = areaOf(account, query['area']);
      if (isRefusal(area)) return area;
      const days = Number([query['days']].flat()[0] ?? SHOWN);
      if (!Number.isInteger(days) || days < 1 || days > MOST)
        return refuse('field-invalid', query['days'], { en: `Give 1 to ${MOST} days.`, zh: `天数请填 1 至 ${MOST}。` });
      return { body: await gather(city, area, days) };
    },
  },
  {
    method: 'GET',
    path: '/api/situation/what-if',
    roles: WATCHERS,
    summary: { en: 'Today as a simulated city may begin with it, and the plans to compare', zh: '推演起点与可比方案' },
    async handle({ account, query }, city) {
      const area = areaOf(account, query['area']);
      if (isRefusal(area)) return area;
      const disease = [query['disease']].flat()[0] ?? '';
      const body = await today(city, source, area, disease);
      return isRefusal(body) ? body : { body };
    },
  },
  {
    method: 'GET',
    path: '/api/situation/notices',
    roles: 'public',
    summary: { en: 'Zones in force, by community', zh: '现行风险区公告' },
    async handle(_request, city) {
      return { body: { at: city.now(), rows: await notices(city) } };
    },
  },
];

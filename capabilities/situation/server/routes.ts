import type { Role } from '../../../kernel/actor.ts';
import { isPlacePath, isWithin } from '../../../kernel/place.ts';
import type { Route } from '../../../kernel/port.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { gather, notices } from './gather.ts';

const WATCHERS: Role[] = ['hq', 'officer', 'trainer', 'overseer', 'desk', 'supply', 'investigator', 'reviewer'];
/** Days on the wall when none are asked for, and at most. */
const SHOWN = 28;
const MOST = 180;

/** Addresses of the situation. */
export const routes: Route[] = [
  {
    method: 'GET',
    path: '/api/situation/board',
    roles: WATCHERS,
    summary: { en: 'Both tracks of an area at one moment', zh: '一地双统筹态势' },
    async handle({ account, query }, city) {
      const grants = account.grants.filter((grant) => WATCHERS.includes(grant.role));
      const area = [query['area']].flat()[0] || grants[0]?.area || '';
      if (!isPlacePath(area))
        return refuse('place-invalid', area, { en: `${area} is no place path.`, zh: `${area} 不是地点编码。` });
      if (!grants.some((grant) => isWithin(area, grant.area)))
        return refuse('not-permitted', area, { en: `${area} lies outside your area.`, zh: `${area} 不在您的辖区内。` });
      const days = Number([query['days']].flat()[0] ?? SHOWN);
      if (!Number.isInteger(days) || days < 1 || days > MOST)
        return refuse('field-invalid', query['days'], { en: `Give 1 to ${MOST} days.`, zh: `天数请填 1 至 ${MOST}。` });
      return { body: await gather(city, area, days) };
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

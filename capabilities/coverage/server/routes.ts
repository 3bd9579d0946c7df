import type { Role } from '../../../kernel/actor.ts';
import { isPlacePath, isWithin } from '../../../kernel/place.ts';
import type { Route } from '../../../kernel/port.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { PlaceRow } from '../../places/index.ts';
import type { ChannelRow, HeardRow } from '../../signals/index.ts';
import { coverage } from '../coverage.ts';

const WATCHERS: Role[] = ['investigator', 'officer', 'hq', 'overseer', 'reviewer', 'trainer', 'admin'];
const MANY = 50_000;

/** The address of the gap list, for the area of who asks or one inside it. */
export const coverageRoutes: Route[] = [
  {
    method: 'GET',
    path: '/api/coverage',
    roles: WATCHERS,
    summary: { en: 'Where nobody is watching', zh: '监测空白' },
    async handle({ account, query }, city) {
      const grants = account.grants.filter((grant) => WATCHERS.includes(grant.role));
      const area = [query['area']].flat()[0] || grants[0]?.area || '';
      if (!isPlacePath(area))
        return refuse('place-invalid', area, { en: `${area} is no place path.`, zh: `${area} 不是地点编码。` });
      if (!grants.some((grant) => isWithin(area, grant.area)))
        return refuse('not-permitted', area, { en: `${area} lies outside your area.`, zh: `${area} 不在您的辖区内。` });
      // a channel of the city covers a district that asks: looked up whole, then cut to the area
      const [channels, heard, places] = (await Promise.all([
        city.look({ view: 'signals.channels', limit: MANY }),
        city.look({ view: 'signals.heard', limit: MANY }),
        city.look({ view: 'places.places', within: area, where: { level: 'community' }, limit: MANY }),
      ])) as [ChannelRow[], HeardRow[], PlaceRow[]];
      return { body: coverage(channels, heard, places, area) };
    },
  },
];

import type { Role } from '../../../kernel/actor.ts';
import { isPlacePath, isWithin } from '../../../kernel/place.ts';
import type { Route } from '../../../kernel/port.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { dayOf } from '../../../kernel/time.ts';
import type { CaseRow } from '../../cases/index.ts';
import { transmission } from '../estimate.ts';

const WATCHERS: Role[] = ['investigator', 'officer', 'hq', 'overseer', 'reviewer', 'trainer'];
const MANY = 50_000;

/** The address of the estimates: numbers of an area, nothing of a person. */
export const transmissionRoutes: Route[] = [
  {
    method: 'GET',
    path: '/api/transmission',
    roles: WATCHERS,
    summary: { en: 'Reproduction number, nowcast and delays of a disease', zh: '再生数、实时推算与报告延迟' },
    async handle({ account, query }, city) {
      const grants = account.grants.filter((grant) => WATCHERS.includes(grant.role));
      const area = [query['area']].flat()[0] || grants[0]?.area || '';
      if (!isPlacePath(area))
        return refuse('place-invalid', area, { en: `${area} is no place path.`, zh: `${area} 不是地点编码。` });
      if (!grants.some((grant) => isWithin(area, grant.area)))
        return refuse('not-permitted', area, { en: `${area} lies outside your area.`, zh: `${area} 不在您的辖区内。` });
      const cases = (await city.look({
        view: 'cases.cases',
        within: area,
        where: { status: 'open' },
        limit: MANY,
      })) as CaseRow[];
      const disease = [query['disease']].flat()[0] || undefined;
      return { body: transmission(cases, dayOf(city.now(), city.zone), city.library, disease) };
    },
  },
];

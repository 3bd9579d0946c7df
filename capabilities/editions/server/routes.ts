import { ROLES, type Role } from '../../../kernel/actor.ts';
import type { Route, RouteRequest } from '../../../kernel/port.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { dayOf } from '../../../kernel/time.ts';
import { changeLines, choicesOf, editionLines, ruleNamesOf, unsourcedLines } from '../library.ts';
import type { SignOffRow } from '../views.ts';

const READERS: readonly Role[] = ['officer', 'hq', 'investigator', 'reviewer', 'overseer', 'trainer', 'desk', 'admin'];
const one = (request: RouteRequest, name: string): string => [request.query[name]].flat()[0] ?? '';

/** What the protocol library says, for screens: the library itself stays on the server. */
export const routes: Route[] = [
  {
    method: 'GET',
    path: '/api/editions/library',
    roles: READERS,
    summary: { en: 'Editions in the library', zh: '方案库' },
    handle: async (_request, city) => ({ body: editionLines(city.library) }),
  },
  {
    method: 'GET',
    path: '/api/editions/choices',
    roles: READERS,
    summary: { en: 'Names of diseases, classes of people and levels of areas', zh: '疾病、人员类别和区域级别名称' },
    handle: async (_request, city) => ({ body: choicesOf(city.library) }),
  },
  {
    method: 'GET',
    path: '/api/editions/names',
    roles: ROLES,
    summary: { en: 'Names of editions, classes, levels, articles and clauses', zh: '方案、类别、级别、条文名称' },
    handle: async (_request, city) => ({ body: ruleNamesOf(city.library) }),
  },
  {
    method: 'GET',
    path: '/api/editions/diff',
    roles: READERS,
    summary: { en: 'Differences between two editions', zh: '两版方案的差异' },
    async handle(request, city) {
      const changes = changeLines(city.library, one(request, 'before'), one(request, 'after'));
      return isRefusal(changes) ? changes : { body: { changes } };
    },
  },
  {
    method: 'GET',
    path: '/api/editions/unsourced',
    roles: READERS,
    summary: { en: 'Values that somebody must answer for', zh: '须签字负责的数值' },
    async handle(request, city) {
      const signed = (await city.look({ view: 'editions.signOffs', limit: 50_000 })) as SignOffRow[];
      const lines = unsourcedLines(
        city.library,
        one(request, 'edition'),
        one(request, 'area'),
        one(request, 'from') || dayOf(city.now(), city.zone),
        signed,
      );
      return isRefusal(lines) ? lines : { body: lines };
    },
  },
];

import { grantFor, type Role } from '../../../kernel/actor.ts';
import type { Found } from '../../../kernel/capability.ts';
import type { Route } from '../../../kernel/port.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { Facts } from '../condition.ts';
import { checklistOf, findFacts } from '../conditions.ts';
import type { ZoneRow } from '../views.ts';

const OFFICERS: readonly Role[] = ['officer', 'hq', 'investigator', 'reviewer', 'overseer'];

export const routes: Route[] = [
  {
    method: 'GET',
    path: '/api/zones/:id/checklist',
    roles: OFFICERS,
    summary: { en: 'What a proposed zone still lacks', zh: '风险区建议的条件清单' },
    async handle({ params, account }, city) {
      const id = params['id'] ?? '';
      const [row] = (await city.look({ view: 'zones.zones', ids: [id] })) as ZoneRow[];
      if (!row) return refuse('zone-unknown', id, { en: `No zone ${id}.`, zh: `没有风险区 ${id}。` });
      if (!grantFor(account, OFFICERS, row.area))
        return refuse('not-permitted', id, {
          en: `${row.area} lies outside your area.`,
          zh: `${row.area} 不在您的辖区内。`,
        });
      const facts: Found = {};
      for (const [name, find] of Object.entries(findFacts(row.proposal)))
        facts[name] = find.ids?.length === 0 ? [] : await city.look(find);
      return {
        body: checklistOf(row, facts as unknown as Facts, account, {
          now: city.now(),
          zone: city.zone,
          protocol: city.protocol(),
        }),
      };
    },
  },
];

import { grantFor, type Role } from '../../../kernel/actor.ts';
import type { Found as Rows } from '../../../kernel/capability.ts';
import type { Route } from '../../../kernel/port.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { dayOf, type Instant } from '../../../kernel/time.ts';
import type { InForce } from '../../../protocols/in-force.ts';
import { check, type Condition, type Facts, findFacts } from '../conditions.ts';
import type { ZoneRow } from '../views.ts';

const OFFICERS: readonly Role[] = ['officer', 'hq', 'investigator', 'reviewer', 'overseer'];

/** The live checklist of a proposal as it would be judged if the asking person published it now. */
export interface Checklist {
  conditions: Condition[];
  households: number;
  persons: number;
  endsAt: Instant | null;
  edition: { id: string; title: { en: string; zh: string } } | null;
  article: string | null;
}

export const routes: Route[] = [
  {
    method: 'GET', path: '/api/zones/:id/checklist', roles: OFFICERS, summary: { en: 'What a proposed zone still lacks', zh: '风险区建议的条件清单' },
    async handle(request, city) {
      const id = request.params['id'] ?? '';
      const [row] = (await city.look({ view: 'zones.zones', ids: [id] })) as ZoneRow[];
      if (!row) return refuse('zone-unknown', id, { en: `No zone ${id}.`, zh: `没有风险区 ${id}。` });
      if (!grantFor(request.account, OFFICERS, row.area)) return refuse('not-permitted', id, { en: `${row.area} lies outside your area.`, zh: `${row.area} 不在您的辖区内。` });
      const facts: Rows = {};
      for (const [name, find] of Object.entries(findFacts(row.proposal))) facts[name] = find.ids?.length === 0 ? [] : await city.look(find);
      const now = city.now();
      const { id: account, org } = request.account;
      const checked = check({
        proposal: row.proposal, facts: facts as unknown as Facts, protocol: city.protocol() as InForce, now, today: dayOf(now, city.zone), zone: city.zone,
        publisher: { id: account, org }, authors: row.authors,
      });
      const body: Checklist = {
        conditions: checked.conditions, households: checked.households.length, persons: checked.households.reduce((sum, each) => sum + each.size, 0), endsAt: checked.endsAt ?? null,
        edition: checked.edition ? { id: checked.edition.id, title: checked.edition.title } : null, article: checked.power?.article ?? null,
      };
      return { body };
    },
  },
];

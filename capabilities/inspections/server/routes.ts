import type { Route } from '../../../kernel/port.ts';
import { dayOf } from '../../../kernel/time.ts';
import { checklistsOn } from '../checklist.ts';

/** Addresses of inspections: what is asked today at each link. */
export const inspectionRoutes: Route[] = [
  {
    method: 'GET',
    path: '/api/inspections/checklists',
    roles: ['overseer', 'officer', 'hq'],
    summary: { en: 'Checklists of inspections by link', zh: '各环节检查表' },
    handle: async (_request, city) => ({ body: checklistsOn(city.library, dayOf(city.now(), city.zone)) }),
  },
];

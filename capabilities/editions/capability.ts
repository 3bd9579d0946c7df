import type { Capability, Row } from '../../kernel/capability.ts';
import { streams } from './rules.ts';
import * as views from './views.ts';

export const capability: Capability = {
  name: 'editions',
  label: { en: 'Editions', zh: '防控方案' },
  streams,
  views: {
    inForce: views.inForce,
    localRules: views.localRules,
    signOffs: views.signOffs,
    agreements: views.agreements,
  },
  reacts: {
    // What was an addition under one edition may be the rule, or another addition, under the next.
    'editions.EditionStarted': {
      find: (event) => ({
        rules: {
          view: 'editions.localRules',
          within: event.data.area,
          where: { disease: event.data.disease, status: 'open' },
          limit: 50_000,
        },
      }),
      then: (_event, found: { rules: Row[] }) =>
        found.rules.map(({ id }) => ({ command: 'editions.CompareLocalRule', input: { id } })),
    },
  },
  clockwork: [
    {
      view: 'editions.inForce',
      at: 'beginsAt',
      command: (row: views.InForceRow) => ({
        command: 'editions.StartEdition',
        input: { disease: row.disease, area: row.area, from: row.beginsOn },
      }),
    },
  ],
};

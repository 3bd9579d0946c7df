import type { Capability } from '../../kernel/capability.ts';
import { reacts } from './reacts.ts';
import { visit } from './rules.ts';
import { silence, watchOf } from './silence.ts';
import { proofs, visits } from './views.ts';
import { cards, households, type WatchedRow } from './views-households.ts';

export const capability: Capability = {
  name: 'visits',
  label: { en: 'Visits', zh: '上门' },
  streams: { visit, watch: watchOf, silence },
  views: { visits, proofs, households, cards },
  reacts,
  clockwork: [
    {
      view: 'visits.households',
      at: 'silentAt',
      command: (row: WatchedRow) => ({ command: 'visits.FlagSilence', input: { household: row.id } }),
    },
  ],
};

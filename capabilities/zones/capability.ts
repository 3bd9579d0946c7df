import type { Capability } from '../../kernel/capability.ts';
import { reacts } from './reacts.ts';
import { zone } from './rules.ts';
import { endings, households, type ZoneRow, zones } from './views.ts';

export const capability: Capability = {
  name: 'zones',
  label: { en: 'Zones', zh: '风险区' },
  streams: { zone },
  views: { zones, households, endings },
  reacts,
  clockwork: [
    {
      view: 'zones.zones',
      at: 'dueAt',
      where: { status: 'open' },
      command: (row: ZoneRow) => ({ command: 'zones.ExpireZone', input: { id: row.id } }),
    },
  ],
};

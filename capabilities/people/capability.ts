import type { Capability } from '../../kernel/capability.ts';
import { household } from './rules.ts';
import { households } from './views.ts';
import { careSlots, type ProxyRow, persons, proxies } from './views-personal.ts';
import { samePersons } from './views-same.ts';

export const capability: Capability = {
  name: 'people',
  label: { en: 'People', zh: '居民' },
  streams: { household },
  views: { households, persons, samePersons, careSlots, proxies },
  clockwork: [
    {
      view: 'people.proxies',
      at: 'until',
      where: { standing: true },
      command: (row: ProxyRow) => ({ command: 'people.EndProxy', input: { path: row.area, id: row.proxy } }),
    },
  ],
};

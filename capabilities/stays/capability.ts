import type { Capability } from '../../kernel/capability.ts';
import { reacts } from './reacts.ts';
import { stay } from './rules.ts';
import { appeals, type OrderRow, orders } from './views.ts';

export const capability: Capability = {
  name: 'stays',
  label: { en: 'Stays', zh: '隔离' },
  streams: { stay },
  views: { orders, appeals },
  reacts,
  clockwork: [
    {
      view: 'stays.orders',
      at: 'dueAt',
      where: { status: 'open' },
      command: (row: OrderRow) => ({ command: 'stays.EndStay', input: { id: row.id } }),
    },
  ],
};

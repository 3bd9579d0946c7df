import type { Capability } from '../../kernel/capability.ts';
import { reacts } from './reacts.ts';
import { round } from './rules.ts';
import { type RoundRow, rounds, type StopRow, stops } from './views.ts';

export const capability: Capability = {
  name: 'rounds',
  label: { en: 'Rounds', zh: '排班' },
  streams: { round },
  views: { rounds, stops },
  reacts,
  clockwork: [
    {
      view: 'rounds.stops',
      at: 'lateAt',
      where: { status: 'waiting' },
      command: (row: StopRow) => ({ command: 'rounds.FlagLate', input: { id: row.plan, visit: row.id } }),
    },
    {
      view: 'rounds.rounds',
      at: 'overAt',
      where: { status: 'running' },
      command: (row: RoundRow) => ({ command: 'rounds.CloseRounds', input: { id: row.id } }),
    },
  ],
};

import type { Capability } from '../../kernel/capability.ts';
import { member } from './rules.ts';
import { carers, type MemberRow, members, type StandInRow, standIns, unassigned } from './views.ts';

export const capability: Capability = {
  name: 'crew',
  label: { en: 'Crew', zh: '队伍' },
  streams: { member },
  views: { members, carers, standIns, unassigned },
  clockwork: [
    {
      view: 'crew.members',
      at: 'shiftEndsAt',
      where: { overHours: false },
      command: (row: MemberRow) => ({ command: 'crew.FlagOverHours', input: { member: row.id } }),
    },
    {
      view: 'crew.members',
      at: 'absentUntil',
      command: (row: MemberRow) => ({ command: 'crew.EndAbsence', input: { member: row.id } }),
    },
    {
      view: 'crew.standIns',
      at: 'until',
      command: (row: StandInRow) => ({ command: 'crew.EndStandIn', input: { id: row.standIn, member: row.member } }),
    },
  ],
};

import type { Capability } from '../../kernel/capability.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import type { DutyRow } from './model.ts';
import { streams } from './rules.ts';
import { clearances, dutiesView, type NextClearance, nextClearanceView } from './views.ts';

/** Duties under the clocks of a protocol library; `zone` decides what a day is. */
export const dutiesCapability = (library: ProtocolLibrary, zone = 'Asia/Shanghai'): Capability => ({
  name: 'duties',
  label: { en: 'Duties and clocks', zh: '责任与时限' },
  streams: { ...streams(library) },
  views: { duties: dutiesView(library, zone), clearances, nextClearance: nextClearanceView(library, zone) },
  clockwork: [
    {
      view: 'duties.duties',
      at: 'escalateAt',
      command: (row: DutyRow) => ({ command: 'duties.EscalateDuty', input: { duty: row.id, area: row.area } }),
    },
    {
      view: 'duties.duties',
      at: 'acknowledgeAt',
      command: (row: DutyRow) => ({ command: 'duties.AskAbove', input: { duty: row.id, area: row.area } }),
    },
    {
      view: 'duties.nextClearance',
      at: 'clearAt',
      command: (row: NextClearance) => ({ command: 'duties.ClearDay', input: { area: row.area, day: row.day } }),
    },
    // After the clearance: a turn missed by 24:00 is on yesterday's sheet before today's turn takes its place.
    {
      view: 'duties.duties',
      at: 'opensAt',
      command: (row: DutyRow) => ({ command: 'duties.OpenDutyAgain', input: { duty: row.id, area: row.area } }),
    },
  ],
});

import type { Reaction } from '../../kernel/capability.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { settingOn } from '../../protocols/read.ts';
import { inspectedArea, type OversightEvents, type Person, type RaiseAlarm } from './model.ts';
import { type OrderingRow, orderingKey } from './views.ts';

const raise = (input: RaiseAlarm) => [{ command: 'oversight.RaiseAlarm', input }];
const TANDEM: Person = { id: 'system:log', name: 'Tandem', role: 'system', org: { id: 'tandem', name: 'Tandem' } };

export const reacts: Record<string, Reaction> = {
  'oversight.RefusalNoted': {
    then(event) {
      const { by, command, refused, value, count, hour, alarm } =
        event.data as OversightEvents['oversight.RefusalNoted'];
      if (!alarm) return [];
      return raise({
        id: `${alarm}|${by.id}|${hour}`,
        kind: alarm,
        about: by,
        area: inspectedArea(event.area),
        facts: { command, refused, count, hour, ...(value ? { value } : {}) },
      });
    },
  },
  /** Orders that passed every rule, but in mass and on typed documents alone, are still looked at by somebody else (SG8). */
  'stays.StayOrdered': {
    find: (event) => ({ ordering: { view: 'oversight.orderings', ids: [orderingKey(event)] } }),
    then(_event, found, told) {
      const row = (found.ordering as OrderingRow[])[0];
      const most = settingOn(told.protocol.library, 'watch.documentOrders.perHour', told.today);
      if (!row || isRefusal(most) || row.byDocument <= Number(most.value)) return [];
      return raise({
        id: `mass-orders|${row.by.id}|${row.hour}`,
        kind: 'mass-orders',
        about: row.by,
        area: row.area,
        facts: { command: 'stays.OrderStay', count: row.byDocument, hour: row.hour },
      });
    },
  },
  'oversight.ReadChecked': {
    then(event) {
      const { finding, read, reader, view } = event.data as OversightEvents['oversight.ReadChecked'];
      if (finding !== 'unjustified') return [];
      return raise({
        id: `read-unjustified|${read}`,
        kind: 'read-unjustified',
        about: reader,
        area: inspectedArea(event.area),
        facts: { command: `read ${view}`, ref: read },
      });
    },
  },
  'oversight.LogVerified': {
    then(event) {
      const { day, faults, first } = event.data as OversightEvents['oversight.LogVerified'];
      return faults === 0
        ? []
        : raise({
            id: `log-fault|${day}`,
            kind: 'log-fault',
            about: TANDEM,
            area: 'cn',
            facts: { count: faults, ...(first ? { value: first.slice(0, 200) } : {}) },
          });
    },
  },
};

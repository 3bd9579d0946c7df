import type { Row } from '../../../kernel/capability.ts';
import { isWithin, type PlacePath } from '../../../kernel/place.ts';
import type { CityPort } from '../../../kernel/port.ts';
import { addDays, addHours, dayOf } from '../../../kernel/time.ts';
import type { OrderRow } from '../../stays/index.ts';
import type { ZoneRow } from '../../zones/index.ts';
import type { BoardFacts } from '../board.ts';
import type { OpeningRow } from '../openings.ts';
import type { IntegrityRow, RefusalRow } from '../views.ts';

const MANY = 50_000;
/** Share of the intake looked at for the ways requests come in. */
const LATEST = 2_000;
/** The clocks of an appeal against being turned away at a door. */
const ENTRY_CLOCKS = ['entry.appeal', 'entry.appeal.now', 'entry.contested'];
const NO_POWER = /^(measure|authority)-|^not-permitted$/;

/** Counts what the board of safeguards asks, inside an area. It answers with numbers only; no name leaves it. */
export async function gather(city: CityPort, within: PlacePath): Promise<BoardFacts> {
  const now = city.now();
  const look = (
    view: string,
    where: Record<string, string | number | boolean | null | (string | number)[]> = {},
    more: { limit?: number; order?: string } = {},
  ) => city.look({ view, within, where, limit: MANY, ...more });
  const [
    orders,
    zones,
    appeals,
    refusals,
    alarms,
    reads,
    samples,
    integrity,
    openings,
    watched,
    slots,
    refusedCare,
    queue,
    rules,
    blocked,
    doors,
    doorsLate,
  ] = (await Promise.all([
    look('stays.orders', { status: 'open' }),
    look('zones.zones', { status: 'open' }),
    look('stays.appeals', { status: 'open' }),
    look('oversight.refusals', { at_from: addHours(now, -24) }), // not a rule: one day shown
    look('oversight.alarms'),
    look('oversight.reads', { at_from: addHours(now, -24) }),
    look('oversight.samples', { readyOn_to: addDays(dayOf(now, city.zone), 1) }),
    city.look({ view: 'oversight.integrity', order: '-day', limit: 1 }),
    look('oversight.openings', {}, { limit: LATEST }),
    look('visits.households'),
    look('people.careSlots', { confirmed: false, at_to: addHours(now, 48) }), // not a rule: two days shown
    look('requests.refusals'),
    look('requests.queue', {}, { order: '-takenAt', limit: LATEST }),
    look('oversight.deviations', { status: 'open' }),
    look('places.places', { blockedExits_from: 1 }),
    look('entry.refusals', { stage: 'open' }),
    look('duties.duties', { clock: ENTRY_CLOCKS, state: ['open', 'handed-on', 'late'], dueAt_to: now }),
  ])) as any[][] as [
    OrderRow[],
    ZoneRow[],
    any[],
    RefusalRow[],
    any[],
    Row[],
    any[],
    IntegrityRow[],
    OpeningRow[],
    any[],
    any[],
    any[],
    any[],
    any[],
    Row[],
    Row[],
    Row[],
  ];

  const restricted = new Set(watched.map((row) => row.id as string));
  const scopes = zones.flatMap((row) => row.proposal.scope);
  const refused = refusals.flatMap((row) => Object.entries(row.refused));
  const sum = (entries: [string, number][]) => entries.reduce((total, [, n]) => total + n, 0);
  const channels: Record<string, number> = {};
  for (const { channel } of queue) channels[channel] = (channels[channel] ?? 0) + 1;
  const late = (rows: { dueAt: string | null; status: string }[]) =>
    rows.filter((row) => row.status === 'open' && row.dueAt !== null && row.dueAt <= now).length;
  const verified = integrity[0];
  return {
    now,
    ordersPastEnd: orders.filter((row) => row.endsAt <= now).length,
    zonesPastEnd: zones.filter((row) => row.endsAt !== null && row.endsAt <= now).length,
    openOrders: orders,
    zonesOpen: zones.length,
    appealsOpen: appeals.length + doors.length,
    appealsLate: late(appeals) + doorsLate.length,
    refusedPower: sum(refused.filter(([id]) => NO_POWER.test(id))),
    refusedEvidence: sum(refused.filter(([id]) => !NO_POWER.test(id))),
    statusCommands: [...city.commands.keys()].filter((name) =>
      /^(people|stays|zones)\.(Set|Assign|Change)\w*(Status|Colou?r|Code|Level)$/.test(name),
    ),
    alarmsOpen: alarms.filter((row) => row.status === 'open').length,
    alarmsLate: late(alarms),
    purposeAlarms: alarms.filter((row) => row.kind === 'purpose').length,
    readsTraced: reads.length,
    samplesUnchecked: samples.reduce((total, row) => total + row.unchecked, 0),
    verified: verified && {
      day: verified.day,
      faults: verified.faults,
      ...(verified.anchor ? { anchor: verified.anchor } : {}),
    },
    lifeMinutes: openings.map((row) => row.sentMin),
    gateMinutes: openings.flatMap((row) => row.openedMin ?? []),
    blockedExits: blocked.filter((row) => scopes.some((scope) => isWithin(row.id, scope) || isWithin(scope, row.id)))
      .length,
    unconfirmedCare: slots.filter((slot) => restricted.has(slot.area) && slot.at > now).length,
    silentHouseholds: watched.filter((row) => row.silent).length,
    careRefusals: refusedCare.length,
    careRefusalsOpen: refusedCare.filter((row) => !row.reviewed).length,
    channels,
    deviations: rules.filter((row) => row.stricter + row.laxer > 0).length,
  };
}

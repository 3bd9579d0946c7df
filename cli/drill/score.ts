import { hoursBetween } from '../../kernel/time.ts';
import type { Measured, ScoreLine, SheetLine } from '../../protocols/drill.ts';
import { cases } from './control.ts';
import type { Play } from './play.ts';

const PRECISION = 1000;
const rounded = (value: number): number => Math.round(value * PRECISION) / PRECISION;

interface Duty {
  id: string;
  area: string;
  clock: string;
  state: string;
  late: boolean;
  rounds: number;
  lateRounds: number;
}
interface Stay {
  id: string;
  area: string;
  startsAt: string;
  endsAt: string;
  endedAt: string | null;
  status: string;
  grounds: string[];
}
interface Zone {
  id: string;
  area: string;
  startsAt: string | null;
  endsAt: string | null;
  endedAt: string | null;
  persons: number;
}
type Value = { value: number | null; of: number };
/** Not in this drill. */
const NONE: Value = { value: null, of: 0 };
const share = (part: number, of: number): Value => ({ value: of === 0 ? null : part / of, of });
const plain = (value: number, of = value): Value => ({ value, of: Math.round(of) });

/** The score sheet, from the views of the drill's own city, and from the simulation what no office can know. */
export async function scoreOf(play: Play, lines: readonly SheetLine[]): Promise<ScoreLine[]> {
  const { scene } = play;
  const duties = await scene.look<Duty>({ view: 'duties.duties', limit: 100_000, order: 'id' });
  const ofMeasure = await measures(play);
  return lines.map((line): ScoreLine => {
    const { value, of } = line.clocks
      ? inTime(duties.filter(({ clock }) => line.clocks?.some((prefix) => clock.startsWith(prefix))))
      : (ofMeasure[line.measure as Measured] as Value);
    const { atLeast, atMost } = line.target ?? {};
    const passed =
      value === null || line.target === undefined
        ? null
        : (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
    const { id, track, names, unit, target } = line;
    return {
      id,
      track,
      names,
      unit,
      value: value === null ? null : rounded(value),
      of,
      passed,
      ...(target && { target }),
    };
  });
}

/** Turns of duties that were done or fell due: the share in time. One still open before its deadline is not judged. */
function inTime(duties: Duty[]): Value {
  let judged = 0;
  let late = 0;
  for (const duty of duties) {
    const open = duty.state !== 'done';
    judged += duty.rounds - (open && !duty.late ? 1 : 0);
    // earlier turns and one done late are counted already; one late and still open is not
    late += duty.lateRounds + (open && duty.late ? 1 : 0);
  }
  return share(judged - late, judged);
}

async function measures(play: Play): Promise<Record<Measured, Value>> {
  const { scene, tally } = play;
  const known = await cases(play);
  const contacts = await scene.look<{ id: string; area: string; notifiedAt: string | null; history: { at: string }[] }>(
    {
      view: 'contacts.contacts',
      limit: 100_000,
      order: 'id',
    },
  );
  const stays = await scene.look<Stay>({ view: 'stays.orders', limit: 100_000, order: 'id' });
  const rules = await scene.look<{ id: string; area: string; stricter: number; status: string }>({
    view: 'editions.localRules',
    limit: 10_000,
  });
  const zones = await scene.look<Zone>({ view: 'zones.zones', limit: 10_000, order: 'id' });
  const now = scene.now();
  const hours = known.flatMap(({ reportedAt, notifiedAt }) =>
    notifiedAt ? [hoursBetween(reportedAt, notifiedAt)] : [],
  );
  const judged = contacts.filter(({ history }) => hoursBetween(history[0]?.at ?? now, now) >= 24);
  const told = judged.filter(
    ({ notifiedAt, history }) => notifiedAt && hoursBetween(history[0]?.at ?? notifiedAt, notifiedAt) <= 24,
  );
  const held = stays.reduce((sum, { startsAt, endsAt, endedAt }) => {
    const end = [endedAt ?? now, endsAt, now].sort()[0] as string;
    return sum + Math.max(0, hoursBetween(startsAt, end)) / 24;
  }, 0);
  const { bedHours } = tally;
  const counted = play.text.beds.length > 0;
  const closed = zones.filter(({ startsAt }) => startsAt !== null);
  const zoned = closed.reduce((sum, { startsAt, endsAt, endedAt, persons }) => {
    const end = [endedAt ?? now, endsAt ?? now, now].sort()[0] as string;
    return sum + (Math.max(0, hoursBetween(startsAt as string, end)) / 24) * persons;
  }, 0);
  const { series } = play.run.result();
  const infections = series.infections.reduce((sum, n) => sum + n, 0);
  const wrong = stays.filter(({ id }) => play.wrong.has(id));
  return {
    hoursToNotify: { value: hours.length === 0 ? null : mean(hours), of: hours.length },
    contactsIn24h: share(told.length, judged.length),
    infectionsFound: share(Math.min(known.length, infections), infections),
    infections: plain(infections),
    callsLost: plain(tally.callsLost),
    lifeUnheard: plain(play.unheard.length),
    bareOrders: plain(
      stays.filter(({ grounds, status }) => status === 'open' && grounds.length === 0).length,
      tally.bareTried,
    ),
    rulesBeyond: plain(
      rules.filter(({ stricter, status }) => stricter > 0 && status !== 'withdrawn').length,
      rules.length,
    ),
    wrongLifted: share(wrong.filter(({ status }) => status !== 'open').length, wrong.length),
    // somebody both in a stay and in a closed area counts in both, as on the wall
    personDaysRestricted: plain(held + zoned, stays.length + closed.length),
    personDaysPerCase: { value: known.length === 0 ? null : (held + zoned) / known.length, of: known.length },
    personDaysZoned: { value: closed.length === 0 ? null : zoned, of: closed.length },
    zonesUnready: {
      value: tally.bareZones === 0 ? null : closed.filter(({ id }) => id.startsWith('BZ-')).length,
      of: tally.bareZones,
    },
    hoursToBed: counted ? { value: bedHours.length === 0 ? null : mean(bedHours), of: bedHours.length } : NONE,
    bedsWaiting: counted ? plain(play.unhoused.length, play.cases.size) : NONE,
    tests: plain(tally.tests),
    visits: plain(tally.visits),
  };
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

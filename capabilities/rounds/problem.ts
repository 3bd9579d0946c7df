import type { Break, Job, Problem, Stop, Travel, Vehicle } from '../../engines/dispatch/index.ts';
import { travelStraight } from '../../engines/dispatch/streets/travel.ts';
import { isWithin } from '../../kernel/place.ts';
import type { Instant } from '../../kernel/time.ts';
import { instant } from '../../kernel/time.ts';
import type { Goer, Sheet, Task } from './sheet.ts';
import { GROUPS, MODES } from './sheet.ts';

/** What is left of a plan at a moment: the problem of all that is not begun. `visits[job]` names each job; undefined for a trace. */
export interface Rest {
  sheet: Sheet;
  problem: Problem;
  visits: (string | undefined)[];
  jobOf: Map<string, number>;
}

/** Where somebody stands after what is done: from when, where, and the least clean who was aboard. */
export interface Standing {
  point: number;
  free: Instant;
  group: number;
}

const HOUR = 3600; // not a rule: seconds
const MINUTE = 60; // not a rule: seconds

export const secondOf = (sheet: Sheet, at: Instant): number =>
  Math.round((Date.parse(at) - Date.parse(sheet.origin)) / 1000);
export const instantOf = (sheet: Sheet, second: number): Instant => instant(Date.parse(sheet.origin) + second * 1000);

/**
 * The dispatch problem of tasks not begun. Costs are hours of work: an hour away costs 1. `told` narrows a stop to the time its
 * household was told (seconds). Trips end at their appointment, hard; supplies may come late at a price; positives, contacts and
 * others never ride together, and a vehicle is cleaned before it goes from dirty to clean.
 */
export function restOf(
  sheet: Sheet,
  tasks: Task[],
  standing: (goer: Goer) => Standing,
  told: Map<string, { from: number; to: number }> = new Map(),
): Rest {
  const { terms, goers } = sheet;
  const stands = goers.map(standing);
  const vehicles = goers.map((goer, n) => vehicleOf(sheet, goer, stands[n] as Standing));
  const jobs: Job[] = tasks.map((task) => jobOf(sheet, task, told.get(task.visit)));
  const visits: Rest['visits'] = tasks.map(({ visit }) => visit);
  // What was aboard before leaves its trace: a stop of no length, first in the round.
  stands.forEach((stand, n) => {
    if (stand.group <= 0) return;
    const from = vehicles[n]?.shift.from ?? 0;
    visits.push(undefined);
    jobs.push({
      kind: 'visit',
      id: `trace ${goers[n]?.id}`,
      skills: [],
      only: [n],
      rank: 100,
      hygiene: stand.group,
      stop: { point: stand.point, windows: [{ from, to: from }], service: 0, setup: 0 },
      bring: [0, 0],
      collect: [0, 0],
    });
  });
  return {
    sheet,
    visits,
    jobOf: new Map(tasks.map(({ visit }, n) => [visit, n])),
    problem: {
      points: sheet.points.length,
      travel: MODES.map((mode) => travelOf(sheet, mode)),
      dimensions: 2,
      vehicles,
      jobs,
      fair: { vehicles: vehicles.map((_, n) => n), of: 'hours', price: terms.fairPrice },
      hygiene: {
        classes: [...GROUPS],
        together: GROUPS.map((a) => GROUPS.map((b) => a === b)),
        follows: GROUPS.map((_, a) => GROUPS.map((_each, b) => a <= b)),
        cleaning: { duration: terms.cleaning * MINUTE, points: null },
      },
    },
  };
}

function vehicleOf({ terms, ...sheet }: Sheet, goer: Goer, stand: Standing): Vehicle {
  const whole = { ...sheet, terms };
  const free = secondOf(whole, stand.free);
  const rest: Break = { kind: 'after', id: 'rest', work: terms.breakAfter * HOUR, duration: terms.breakFor * MINUTE };
  return {
    id: goer.id,
    travel: MODES.indexOf(goer.mode),
    speed: 1,
    capacity: [terms.goods[goer.mode], goer.mode === 'car' ? terms.seats : 0],
    start: stand.point,
    end: null,
    shift: { from: free, to: Math.max(free, secondOf(whole, goer.to)) },
    skills: goer.mode === 'car' ? [...goer.skills, 'car'] : goer.skills,
    costs: { fixed: 0, perHour: 1, perHourDriving: 0, perKm: 0 },
    limits: { driving: terms.driving * HOUR, stops: goer.cap + (stand.group > 0 ? 1 : 0) },
    breaks: [rest],
  };
}

/** Life before a trip, a trip before what is urgent, what is urgent before the rest: the right to be served. */
const rankOf = ({ life, kind, urgent }: Task): number =>
  life ? GROUPS.length : kind === 'medical-trip' || kind === 'transfer' ? 2 : urgent ? 1 : 0;

function jobOf(sheet: Sheet, task: Task, told: { from: number; to: number } | undefined): Job {
  const { terms, goers } = sheet;
  const carried = task.kind === 'medical-trip' || task.kind === 'transfer';
  const bound = { from: secondOf(sheet, task.from), to: secondOf(sheet, task.until) };
  const service = terms.minutes[task.kind] * MINUTE;
  const soft =
    carried || task.urgent || told
      ? undefined
      : { early: 0, earlyPerHour: 0, late: terms.soft * MINUTE, latePerHour: terms.softPrice };
  const stop = (point: number, windows: Stop['windows'], more: object = {}): Stop => ({
    point,
    windows,
    service,
    setup: 0,
    ...more,
  });
  const carer = goers.findIndex(({ id }) => id === task.carer);
  const shared = {
    id: task.visit,
    skills: carried ? [...task.skills, 'car'] : task.skills,
    only: goers.flatMap((goer, n) => (isWithin(task.household, goer.area) ? [n] : [])),
    ...(carer >= 0 ? { usual: { vehicles: [carer], otherwise: terms.carerPrice } } : {}),
    rank: rankOf(task),
    ...(task.urgent ? { urgency: { perHour: terms.urgentPrice, since: bound.from } } : {}),
    hygiene: GROUPS.indexOf(task.group),
  };
  const own = told ?? bound;
  if (!carried || task.to === undefined)
    return {
      ...shared,
      kind: 'visit',
      stop: stop(task.point, [own], soft ? { soft } : {}),
      bring: [task.kind === 'delivery' ? 1 : 0, 0],
      collect: [0, 0],
    };
  // Told when the car comes; there by the appointment.
  return {
    ...shared,
    kind: 'transfer',
    pickup: stop(task.point, [told ?? { from: bound.from, to: bound.to }]),
    delivery: stop(task.to, [{ from: Math.min(0, bound.from), to: bound.to }]),
    load: [0, 1],
  };
}

/** Along the streets where the sheet has them; straight lines otherwise, and to points that came later. */
function travelOf(sheet: Sheet, mode: (typeof MODES)[number]): Travel {
  const places = sheet.points.map(([lat, lon]) => ({ lat, lon }));
  const { duration } = travelStraight(places, sheet.terms.speed[mode]).travel;
  const { streets } = sheet;
  if (!streets) return { duration };
  for (let a = 0; a < streets.size; a++)
    for (let b = 0; b < streets.size; b++)
      duration[a * places.length + b] = streets[mode][a * streets.size + b] as number;
  return { duration };
}

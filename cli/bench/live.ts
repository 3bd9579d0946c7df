import { assignCarers } from '../../engines/dispatch/assign/carers.ts';
import type { CarerProblem } from '../../engines/dispatch/assign/households.ts';
import { check } from '../../engines/dispatch/check/check.ts';
import { nothing } from '../../engines/dispatch/cost.ts';
import { type Job, type Problem, type Route, solve } from '../../engines/dispatch/index.ts';
import { insert } from '../../engines/dispatch/live/insert.ts';
import { repair } from '../../engines/dispatch/live/repair.ts';
import { travelStraight } from '../../engines/dispatch/streets/travel.ts';
import { chanceFrom } from '../../kernel/chance.ts';
import type { Io } from '../io.ts';
import { type Figure, percentile, rounded } from './figure.ts';

const STOPS = 1000;
const CREWS = 50;
const ASKED = 200;
const CHANGES = 10;
/** Seconds of processor for the plan the requests come into. */
const PLANNING = 15;
const REPAIR = 2;
const DAY = { from: 8 * 3600, to: 18 * 3600 };

/** A running district: one more request, a bounded repair, and volunteers to households. */
export async function live(io: Io): Promise<Figure[]> {
  const whole = district(STOPS + ASKED);
  const running = { ...whole, jobs: whole.jobs.slice(0, STOPS) };
  const plan = solve(running, { seed: 'live', spent: clock(PLANNING) });
  io.err(`${STOPS - plan.unserved.length} of ${STOPS} stops on ${plan.routes.length} of ${CREWS} crews`);
  const requests = Array.from({ length: ASKED }, (_, n) => n);
  const easy = requests.map((n) => asked(running, plan.routes, whole.jobs[STOPS + n]!));
  const hard = requests.map((n) => asked(running, plan.routes, tight(whole.jobs[STOPS + n]!)));
  const rides = requests.map((n) => asked(running, plan.routes, ride(whole, n)));
  return [
    told('an urgent visit into', easy),
    told('a visit no vehicle can keep, a reason for each, into', hard),
    told('a ride (pickup and delivery) into', rides),
    repaired(running, plan.routes),
    ...carers(),
  ];
}

interface Asked {
  ms: number;
  inserted: boolean;
  sound: boolean;
}

/** End to end: from the request to an answer that was checked. */
function asked(running: Problem, routes: Route[], job: Job): Asked {
  const begun = process.cpuUsage();
  const problem = { ...running, jobs: [...running.jobs, job] };
  const answer = insert(problem, routes, STOPS);
  const { user, system } = process.cpuUsage(begun);
  const ms = (user + system) / 1000;
  if (answer.kind === 'blocked')
    return {
      ms,
      inserted: false,
      sound: answer.reasons.length === CREWS && answer.reasons.every(({ blockers }) => blockers.length > 0),
    };
  const others = routes.filter(({ vehicle }) => vehicle !== answer.round.vehicle);
  const known = new Set(
    [...others, answer.route].flatMap(({ steps }) => steps.flatMap((step) => ('job' in step ? [step.job] : []))),
  );
  const cost = nothing();
  const found = check(problem, {
    routes: [...others, answer.route],
    unserved: problem.jobs.flatMap((_, n) => (known.has(n) ? [] : [n])),
    cost,
    iterations: 0,
  });
  return { ms, inserted: true, sound: found.every(({ rule }) => rule === 'cost-wrong') };
}

function told(what: string, all: Asked[]): Figure {
  const worst = percentile(
    all.map(({ ms }) => ms),
    1,
  );
  const sound = all.every((each) => each.sound);
  return {
    name: `${what} a plan of ${STOPS} stops and ${CREWS} crews, slowest of ${all.length}`,
    value: rounded(worst, 1),
    unit: 'ms CPU',
    limit: '50 ms',
    holds: worst <= 50 && sound,
    note: `median ${rounded(
      percentile(
        all.map(({ ms }) => ms),
        0.5,
      ),
      1,
    )} ms; ${all.filter(({ inserted }) => inserted).length} inserted; ${sound ? 'all checked' : 'NOT SOUND'}; VROOM warm x0 on 200 stops: 58 ms and 7.8 % of the others moved`,
  };
}

/** A crew falls ill: its stops are lost, and the rest takes on what it can with so many changes. */
function repaired(running: Problem, routes: Route[]): Figure {
  const ill = routes[0]!;
  const lost = ill.steps.filter((step) => 'job' in step).length;
  const problem = {
    ...running,
    vehicles: running.vehicles.map((one, n) =>
      n === ill.vehicle ? { ...one, shift: { from: DAY.from, to: DAY.from } } : one,
    ),
  };
  const left = routes.filter(({ vehicle }) => vehicle !== ill.vehicle);
  const begun = process.cpuUsage();
  const { solution, changes } = repair(problem, left, CHANGES, { seed: 'repair', spent: clock(0.95 * REPAIR) });
  const { user, system } = process.cpuUsage(begun);
  const seconds = (user + system) / 1e6;
  const moved = changes.filter(({ kind }) => kind === 'moved' || kind === 'left-out').length;
  const again = changes.filter(({ kind }) => kind === 'added').length;
  const found = check(problem, solution);
  return {
    name: `repair after a crew of ${lost} stops fell ill, at most ${CHANGES} others moved`,
    value: rounded(seconds, 2),
    unit: 's CPU',
    limit: `${REPAIR} s, ${CHANGES} moved, some served again, sound`,
    holds: seconds <= REPAIR && moved <= CHANGES && again > 0 && found.length === 0,
    note: `${again} of ${lost} served again, ${moved} moved, ${found.length} violations`,
  };
}

function carers(): Figure[] {
  const chance = chanceFrom('carers');
  const households = Array.from({ length: 900 }, (_, n) => ({
    id: `h${n}`,
    staircase: `s${Math.floor(n / 12)}`,
    skills: chance.below(20) === 0 ? ['insulin'] : [],
    languages: chance.below(15) === 0 ? ['粤语'] : [],
    rank: 0,
    ...(chance.below(3) > 0 ? { usual: chance.below(120) } : {}),
  }));
  const volunteers = Array.from({ length: 120 }, (_, n) => ({
    id: `v${n}`,
    skills: chance.below(4) === 0 ? ['insulin'] : [],
    languages: ['zh', ...(chance.below(4) === 0 ? ['粤语'] : [])],
    cap: 10,
    carried: chance.below(6),
  }));
  const way = Float64Array.from({ length: 900 * 120 }, (_, n) =>
    Math.abs(Math.floor(n / 120 / 12) - ((n % 120) * 75) / 120),
  );
  const problem: CarerProblem = { households, volunteers, prices: { change: 4, split: 0, uneven: 0.2 }, way };
  return ([0, 6] as const).map((split): Figure => {
    const begun = process.cpuUsage();
    const { cost, bound, left } = assignCarers({ ...problem, prices: { ...problem.prices, split } });
    const { user, system } = process.cpuUsage(begun);
    return {
      name: `900 households to 120 volunteers, ${split === 0 ? 'exact' : 'staircases kept together'}`,
      value: rounded((user + system) / 1e6, 2),
      unit: 's CPU',
      note: `cost ${rounded(cost, 1)}, bound ${rounded(bound, 1)} (splits free), ${left.length} left out`,
    };
  });
}

/** A district of 6 by 6 km: half-hour to whole-day windows, a few skills, crews on bicycles from four yards. */
function district(stops: number): Problem {
  const chance = chanceFrom('district');
  const places = Array.from({ length: stops + 4 }, () => ({
    lat: 30.55 + chance.next() * 0.054,
    lon: 114.3 + chance.next() * 0.0627,
  }));
  const { travel } = travelStraight(places, 14);
  return {
    points: places.length,
    travel: [travel],
    dimensions: 1,
    vehicles: Array.from({ length: CREWS }, (_, n) => ({
      id: `crew ${n}`,
      travel: 0,
      speed: 1,
      capacity: [30],
      start: n % 4,
      end: n % 4,
      shift: DAY,
      skills: n % 5 === 0 ? ['nurse'] : [],
      costs: { fixed: 10, perHour: 20, perHourDriving: 5, perKm: 0.5 },
      limits: {},
      breaks: [],
    })),
    jobs: Array.from({ length: stops }, (_, n): Job => {
      const from = DAY.from + chance.below(8 * 3600);
      const wide = chance.below(4);
      return {
        id: `stop ${n}`,
        kind: 'visit',
        skills: chance.below(20) === 0 ? ['nurse'] : [],
        rank: 0,
        stop: {
          point: n + 4,
          windows: wide === 0 ? [] : [{ from, to: from + [0, 3600, 7200, 14400][wide]! }],
          service: 300 + chance.below(600),
          setup: 60,
        },
        bring: [1],
        collect: [0],
      };
    }),
  };
}

/** Asks for the impossible second: at dawn, when nobody can be there. */
function tight(job: Job): Job {
  if (job.kind !== 'visit') return job;
  return {
    ...job,
    id: `${job.id}, at once`,
    stop: { ...job.stop, windows: [{ from: DAY.from - 60, to: DAY.from - 30 }] },
  };
}

function ride({ points }: Problem, n: number): Job {
  const stop = { windows: [{ from: DAY.from + 7200, to: DAY.from + 21600 }], service: 120, setup: 0 };
  return {
    id: `ride ${n}`,
    kind: 'transfer',
    skills: [],
    rank: 0,
    pickup: { ...stop, point: 4 + ((n * 37) % (points - 4)) },
    delivery: { ...stop, point: 4 + ((n * 91) % (points - 4)) },
    load: [1],
    aboard: 3600,
  };
}

/** How much of so many seconds of processor is spent. */
function clock(seconds: number): () => number {
  const begun = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1e6 / seconds;
  };
}

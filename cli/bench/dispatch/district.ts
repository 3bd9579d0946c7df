import { check } from '../../../engines/dispatch/check/check.ts';
import { type Problem, solve } from '../../../engines/dispatch/index.ts';
import { chanceFrom } from '../../../kernel/chance.ts';
import type { Io } from '../../io.ts';
import { type Figure, rounded } from '../figure.ts';

const morning = 8 * 3600;

/** Stops of 4 minutes within 6 km by 6 km, half of them with a window of two hours, for volunteers on bicycles from two doors, four or eight hours each. */
export function district(stops: number, volunteers: number, seed: string): Problem {
  const chance = chanceFrom(seed);
  const places = Array.from({ length: stops + 2 }, () => [chance.below(6000), chance.below(6000)] as const);
  const points = places.length;
  const distance = new Int32Array(points * points);
  places.forEach(([x, y], a) => {
    places.forEach(([u, v], b) => {
      distance[a * points + b] = Math.round(1.3 * Math.hypot(x - u, y - v));
    });
  });
  return {
    points,
    travel: [{ distance, duration: distance.map((metres) => Math.round(metres / 4)) }],
    dimensions: 1,
    vehicles: Array.from({ length: volunteers }, (_, v) => ({
      id: `volunteer-${v}`,
      travel: 0,
      speed: 1,
      capacity: [60],
      start: v % 2,
      end: v % 2,
      shift: { from: morning, to: morning + (v % 2 ? 8 : 4) * 3600 },
      skills: v % 3 === 0 ? ['nurse'] : [],
      costs: { fixed: 0, perHour: 0, perHourDriving: 0, perKm: 1 },
      limits: {},
      breaks: [],
    })),
    jobs: Array.from({ length: stops }, (_, j) => {
      const from = morning + chance.below(6 * 3600);
      return {
        kind: 'visit' as const,
        id: `household-${j}`,
        skills: chance.below(10) === 0 ? ['nurse'] : [],
        rank: 0,
        stop: { point: j + 2, windows: chance.below(2) ? [{ from, to: from + 7200 }] : [], service: 240, setup: 60 },
        bring: [1 + chance.below(3)],
        collect: [0],
      };
    }),
  };
}

/** 2,000 stops and 100 volunteers: how soon there is a plan, and how good it is in 10 s beside 60 s. */
export function districtPlan(io: Io): Figure[] {
  const problem = district(2000, 100, 'district');
  const begun = process.cpuUsage();
  const seconds = (): number => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1e6;
  };
  const first = solve(problem, { seed: 'district', iterations: 0 });
  const firstSeconds = seconds();
  const plan = (budget: number) => {
    const from = seconds();
    const found = solve(problem, { seed: 'district', spent: () => (seconds() - from) / budget });
    io.err(
      `${budget} s: ${rounded(found.cost.total, 1)} km, ${found.unserved.length} left out, ${found.iterations} iterations`,
    );
    return found;
  };
  const [short, long] = [plan(10), plan(60)];
  const faults = [first, short, long].flatMap((one) => check(problem, one));
  if (faults.length > 0) throw new Error(`bench-infeasible: ${faults[0]!.words} A fault of the search.`);
  const more = (short.cost.total / long.cost.total - 1) * 100;
  const as = short.unserved.length <= long.unserved.length;
  return [
    {
      name: '2,000 stops, 100 volunteers: first feasible plan',
      value: rounded(firstSeconds, 2),
      unit: 's of processor',
      limit: '1 s',
      holds: firstSeconds <= 1,
      note: `${first.unserved.length} of 2,000 left out, ${long.unserved.length} after 60 s`,
    },
    {
      name: '2,000 stops, 100 volunteers: 10 s beside 60 s',
      value: rounded(more, 2),
      unit: '% dearer',
      limit: '3 %, no more left out',
      holds: more <= 3 && as,
      note: `left out: ${short.unserved.length} and ${long.unserved.length}`,
    },
  ];
}

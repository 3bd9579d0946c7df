import { parentPort } from 'node:worker_threads';
import { check } from '../../../engines/dispatch/check/check.ts';
import { type Problem, solve } from '../../../engines/dispatch/index.ts';

/** Plans one community: deliveries on foot and by bicycle from its middle. */
parentPort!.on('message', ({ x, y, budget }: { x: number[]; y: number[]; budget: number }) => {
  const middle = (side: number[]) => side.reduce((sum, value) => sum + value, 0) / side.length;
  const [xs, ys] = [
    [middle(x), ...x],
    [middle(y), ...y],
  ];
  const points = xs.length;
  const distance = new Int32Array(points * points);
  for (let a = 0; a < points; a++)
    for (let b = 0; b < points; b++)
      distance[a * points + b] = Math.round(1.3 * Math.hypot(xs[a]! - xs[b]!, ys[a]! - ys[b]!));
  const problem: Problem = {
    points,
    travel: [{ distance, duration: distance.map((metres) => Math.round(metres / 4)) }],
    dimensions: 1,
    vehicles: Array.from({ length: Math.ceil(points / 20) }, (_, v) => ({
      id: `volunteer-${v}`,
      travel: 0,
      speed: 1,
      capacity: [40],
      start: 0,
      end: 0,
      shift: { from: 0, to: 4 * 3600 },
      skills: [],
      costs: { fixed: 0, perHour: 0, perHourDriving: 0, perKm: 1 },
      limits: {},
      breaks: [],
    })),
    jobs: x.map((_, j) => ({
      kind: 'visit' as const,
      id: `household-${j}`,
      skills: [],
      rank: 0,
      stop: {
        point: j + 1,
        windows: j % 2 ? [{ from: (j % 7) * 1800, to: (j % 7) * 1800 + 5400 }] : [],
        service: 240,
        setup: 0,
      },
      bring: [1],
      collect: [0],
    })),
  };
  const begun = process.threadCpuUsage();
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage(begun);
    return (user + system) / 1e6 / budget;
  };
  const plan = solve(problem, { seed: 'city', spent });
  const faults = check(problem, plan);
  if (faults.length > 0) throw new Error(`bench-infeasible: ${faults[0]!.words} A fault of the search.`);
  parentPort!.postMessage({ served: x.length - plan.unserved.length, cost: plan.cost.total });
});

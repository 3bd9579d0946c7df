import type { Problem } from '../../../engines/dispatch/index.ts';
import { chanceFrom } from '../../../kernel/chance.ts';

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

/** One community of a city: deliveries on foot and by bicycle from its middle, half of them with a window of an hour and a half. */
export function city(x: number[], y: number[]): Problem {
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
  return {
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
}

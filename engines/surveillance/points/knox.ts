import { chanceFrom } from '../../../kernel/chance.ts';
import { shuffle } from '../numbers/draw.ts';
import { poissonUpper } from '../numbers/poisson.ts';

/** Events as points: times in one unit (days), places in another (km). */
export interface Events {
  time: ArrayLike<number>;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

export interface Knox {
  /** Pairs close in time and in space. */
  statistic: number;
  /** Its expectation if time and space are independent: pairs close in time x pairs close in space / pairs. */
  expected: number;
  /** Pairs by closeness: [[both, only time], [only space, neither]]. */
  table: [[number, number], [number, number]];
  /** P(Poisson(expected) >= statistic). */
  pPoisson: number;
  /** Rank p-value over permuted times; null without replicates. */
  pPermutation: number | null;
}

const far = ({ x, y }: Events, a: number, b: number): number => Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!);

export function checkEvents({ time, x, y }: Events): void {
  if (time.length < 2 || x.length !== time.length || y.length !== time.length)
    throw new Error(
      `points-events: ${time.length} times, ${x.length} x, ${y.length} y. Give one of each for two or more events.`,
    );
  for (let i = 0; i < time.length; i++)
    if (!Number.isFinite(time[i]) || !Number.isFinite(x[i]) || !Number.isFinite(y[i]))
      throw new Error(`points-events: event ${i} has time ${time[i]} at (${x[i]}, ${y[i]}). Give finite numbers.`);
}

/**
 * Knox's test (1964) for interaction of space and time: are more pairs of events close in both (within `closeTime` and
 * `closeSpace`) than independence explains? Monte Carlo by permuting the times `replicates` times.
 */
export function knox(events: Events, closeTime: number, closeSpace: number, replicates: number, seed: string): Knox {
  checkEvents(events);
  const n = events.time.length;
  const first: number[] = [];
  const second: number[] = [];
  let inTime = 0;
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      if (Math.abs(events.time[a]! - events.time[b]!) <= closeTime) inTime += 1;
      if (far(events, a, b) > closeSpace) continue;
      first.push(a);
      second.push(b);
    }
  }
  const time = Float64Array.from(events.time);
  const both = (): number => {
    let count = 0;
    for (let i = 0; i < first.length; i++) if (Math.abs(time[first[i]!]! - time[second[i]!]!) <= closeTime) count += 1;
    return count;
  };
  const pairs = (n * (n - 1)) / 2;
  const statistic = both();
  const expected = (inTime * first.length) / pairs;
  const chance = chanceFrom(seed);
  let reached = 0;
  for (let r = 0; r < replicates; r++) {
    shuffle(chance, time);
    if (both() >= statistic) reached += 1;
  }
  return {
    statistic,
    expected,
    table: [
      [statistic, inTime - statistic],
      [first.length - statistic, pairs - inTime - first.length + statistic],
    ],
    pPoisson: poissonUpper(statistic - 1, expected),
    pPermutation: replicates === 0 ? null : (reached + 1) / (replicates + 1),
  };
}

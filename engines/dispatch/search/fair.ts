import type { Problem } from '../problem.ts';
import type { Rounds } from './rounds.ts';

/** Cost units of uneven work as the rounds stand (hours: from the earliest leaving to the earliest end); null when it has no price. */
export function unfairness(problem: Problem, rounds: Rounds): (() => number) | null {
  const { fair } = problem;
  if (!fair || fair.vehicles.length === 0) return null;
  const { left, size, model } = rounds;
  const work = (v: number): number => {
    if (fair.of === 'stops') return size[v]!;
    const start = model.nodes + 2 * v;
    return size[v] === 0 ? 0 : (left[start + 1]! - left[start]!) / 3600;
  };
  return () => {
    let [least, most] = [Infinity, 0];
    for (const v of fair.vehicles) {
      const own = work(v);
      if (own < least) least = own;
      if (own > most) most = own;
    }
    return (most - least) * fair.price * model.unit;
  };
}

import { PlanningFault, share } from '../fault.ts';
import type { PoolTest } from './assay.ts';
import { twoStage } from './two-stage.ts';

export interface PoolSwitch {
  /** From this prevalence on (and up to the next entry's) this pool size takes the fewest tests; 1 is single testing. */
  from: number;
  size: number;
}

/** For pools of fixed sizes: the size with the fewest tests per person over all prevalences, found on a fine grid and by bisection. */
export function poolSwitches(sizes: readonly number[], test: PoolTest): PoolSwitch[] {
  if (sizes.length === 0) throw new PlanningFault('pool-sizes', 'no pool sizes. Name those the laboratory can do.');
  const all = [...new Set([1, ...sizes])].sort((a, b) => b - a);
  const best = (p: number): number =>
    all.reduce((least, n) =>
      twoStage(p, n, test).testsPerPerson < twoStage(p, least, test).testsPerPerson ? n : least,
    );
  const found: PoolSwitch[] = [{ from: 0, size: best(0) }];
  let low = 0;
  for (let step = 1; step <= 2000; step++) {
    const high = 10 ** (-6 + (6 * step) / 2000);
    const now = found.at(-1)!.size;
    if (best(high) !== now) {
      let [a, b] = [low, high];
      for (let i = 0; i < 50; i++) {
        const middle = (a + b) / 2;
        if (best(middle) === now) a = middle;
        else b = middle;
      }
      found.push({ from: b, size: best(high) });
    }
    low = high;
  }
  return found;
}

export interface PoolAdvice {
  size: number;
  testsPerPerson: number;
  /** Most tests per person this size can cost more than the best size would, over the prevalences thought possible. */
  regret: number;
  /** Prevalence at which a smaller pool takes over, and that pool; null when none does. */
  switchAt: PoolSwitch | null;
}

/** The fixed pool size to use when the prevalence is thought to lie between two values: least largest regret (Savage 1951). */
export function poolAdvice(low: number, high: number, sizes: readonly number[], test: PoolTest): PoolAdvice {
  share('pool-prevalence', 'lowest prevalence', low);
  share('pool-prevalence', 'highest prevalence', high);
  if (low > high)
    throw new PlanningFault('pool-prevalence', `the lowest prevalence ${low} is above the highest, ${high}.`);
  const switches = poolSwitches(sizes, test);
  const all = [...new Set([1, ...sizes])].sort((a, b) => b - a);
  const grid = Array.from({ length: 41 }, (_, i) => low + ((high - low) * i) / 40);
  const tests = all.map((n) => grid.map((p) => twoStage(p, n, test).testsPerPerson));
  const least = grid.map((_, i) => Math.min(...tests.map((row) => row[i]!)));
  const regrets = tests.map((row) => Math.max(...row.map((each, i) => each - least[i]!)));
  const chosen = regrets.indexOf(Math.min(...regrets));
  const size = all[chosen]!;
  const middle = twoStage((low + high) / 2, size, test);
  return {
    size,
    testsPerPerson: middle.testsPerPerson,
    regret: regrets[chosen]!,
    switchAt: switches.find((each) => each.size < size) ?? null,
  };
}

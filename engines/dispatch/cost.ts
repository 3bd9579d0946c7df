import type { CostSplit } from './solution.ts';

/** A plan that costs nothing: what sums begin with. */
export const nothing = (): CostSplit => ({
  total: 0,
  fixed: 0,
  hours: 0,
  distance: 0,
  outside: 0,
  urgency: 0,
  unusual: 0,
  unfair: 0,
  skipped: 0,
});

import type { Changer } from './changer.ts';
import type { Dice } from './dice.ts';
import type { Picture } from './links.ts';

/** How hot it begins and ends, in cost units. */
export interface Heat {
  from: number;
  to: number;
}

export interface Turns {
  /** Iterations done since the beginning of the whole search. */
  done: number;
  /** Iterations between two looks at the budget. */
  every: number;
  /** Told of each better picture. */
  better: (cost: number) => void;
}

/**
 * Ruin and recreate with simulated annealing (Schrimpf et al. 2000; acceptance and exponential cooling as in Christiaens &
 * Vanden Berghe 2020). `spent`: part of this stretch's budget that is spent, 1 when it is over. `surcharge`: cost of the whole plan beyond its rounds. Returns the best picture and its cost.
 */
export function anneal(
  changer: Changer,
  dice: Dice,
  heat: Heat,
  turns: Turns,
  spent: () => number,
  ruin: () => void,
  recreate: (before: number) => void,
  surcharge: () => number,
): { picture: Picture; cost: number } {
  const { rounds } = changer;
  let current = rounds.cost + surcharge();
  let best = { picture: changer.picture(), cost: current };
  let better = false;
  let warmth = heat.from;
  for (let turn = 0; ; turn++) {
    if (turn % turns.every === 0) {
      const part = spent();
      if (better) turns.better(best.cost);
      better = false;
      if (part >= 1) return best;
      warmth = heat.from * (heat.to / heat.from) ** part;
    }
    turns.done++;
    changer.begin();
    const before = rounds.absents;
    ruin();
    if (!rounds.broken) recreate(before);
    const cost = rounds.cost + surcharge();
    if (rounds.broken || rounds.away > rounds.mostAway || cost >= current - warmth * Math.log(dice.open())) {
      changer.undo();
      continue;
    }
    current = cost;
    if (cost < best.cost - 1e-6) {
      best = { picture: changer.picture(), cost };
      better = true;
    }
  }
}

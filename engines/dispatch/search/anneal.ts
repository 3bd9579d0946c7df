import type { Changer } from './changer.ts';
import type { Dice } from './dice.ts';
import type { Picture } from './links.ts';
import { compare, stand, standingOf } from './standing.ts';
import type { Tails } from './tails.ts';

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
 * Vanden Berghe 2020). `spent`: part of this stretch's budget that is spent, 1 when it is over. `surcharge`: cost of the whole plan beyond its rounds. A plan that leaves out more by rank, or
 * with `vehicles` uses more of them, is never accepted. Returns the best picture and its cost.
 */
export function anneal(
  changer: Changer,
  dice: Dice,
  heat: Heat,
  turns: Turns,
  spent: () => number,
  ruin: () => void,
  recreate: (before: number, most: number) => void,
  surcharge: () => number,
  vehicles: boolean,
  tails: Tails | null,
  share: number,
): { picture: Picture; cost: number } {
  const { rounds } = changer;
  let current = rounds.cost + surcharge();
  const [now, before, least] = [standingOf(rounds), standingOf(rounds), standingOf(rounds)];
  stand(rounds, before, vehicles);
  least.set(before);
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
    const absents = rounds.absents;
    /** How much dearer it may get. */
    const slack = -warmth * Math.log(dice.open());
    if (tails && dice.open() < share) {
      if (!tails(slack)) continue;
    } else {
      ruin();
      if (!rounds.broken) recreate(absents, current + slack);
    }
    const cost = rounds.cost + surcharge();
    stand(rounds, now, vehicles);
    const order = compare(now, before);
    const worse = order > 0 || (order === 0 && cost >= current + slack);
    if (worse || rounds.broken || rounds.away > rounds.mostAway) {
      changer.undo();
      continue;
    }
    current = cost;
    if (order < 0) before.set(now);
    if (cost < best.cost - 1e-6 || compare(before, least) < 0) {
      best = { picture: changer.picture(), cost };
      least.set(before);
      better = true;
    }
  }
}

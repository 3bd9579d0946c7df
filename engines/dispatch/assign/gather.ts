import { type CarerProblem, may, ownCost } from './households.ts';

/**
 * Improves an assignment by moving one household to another volunteer, or swapping two, as long as that pays: doors of split staircases
 * find together. Serves the same households. Steepest per household, first household first, so the same input gives the same answer.
 */
export function gather(problem: CarerProblem, from: Int32Array): Int32Array {
  const { households, volunteers, prices } = problem;
  const carer = from.slice();
  const count = volunteers.map(() => 0);
  const stairs = new Map(households.map(({ staircase }) => [staircase, volunteers.map(() => 0)]));
  carer.forEach((volunteer, household) => {
    if (volunteer === -1) return;
    count[volunteer]!++;
    stairs.get(households[household]!.staircase)![volunteer]!++;
  });
  const shift = (household: number, to: number): void => {
    const here = stairs.get(households[household]!.staircase)!;
    const own = carer[household]!;
    count[own]!--;
    here[own]!--;
    count[to]!++;
    here[to]!++;
    carer[household] = to;
  };
  /** Cost of a household's going from its volunteer to another, evenness apart. */
  const going = (household: number, to: number): number => {
    const here = stairs.get(households[household]!.staircase)!;
    const own = carer[household]!;
    const splits = (here[to] === 0 ? 1 : 0) - (here[own] === 1 ? 1 : 0);
    return ownCost(problem, household, to) - ownCost(problem, household, own) + prices.split * splits;
  };
  const share = (volunteer: number): number => volunteers[volunteer]!.carried + count[volunteer]!;
  for (let better = true; better; ) {
    better = false;
    for (let household = 0; household < households.length; household++) {
      const own = carer[household]!;
      const here = stairs.get(households[household]!.staircase)!;
      if (own === -1 || here.filter((doors) => doors > 0).length < 2) continue;
      let gain = -1e-9;
      let move: (() => void) | undefined;
      for (let to = 0; to < volunteers.length; to++) {
        if (to === own || here[to] === 0 || !may(households[household]!, volunteers[to]!)) continue;
        const leaves = going(household, to);
        if (count[to]! < volunteers[to]!.cap) {
          const whole = leaves + prices.uneven * 2 * (share(to) - share(own) + 1);
          if (whole < gain) {
            gain = whole;
            move = () => shift(household, to);
          }
        }
        for (let other = 0; other < households.length; other++) {
          if (
            carer[other] !== to ||
            households[other]!.staircase === households[household]!.staircase ||
            !may(households[other]!, volunteers[own]!)
          )
            continue;
          const whole = leaves + going(other, own);
          if (whole < gain) {
            gain = whole;
            move = () => {
              shift(household, to);
              shift(other, own);
            };
          }
        }
      }
      if (!move) continue;
      move();
      better = true;
    }
  }
  return carer;
}

import type { Model } from '../model/model.ts';
import type { Dice } from './dice.ts';

/** Sorts absent jobs for recreation by one of several measures drawn by weight (Christiaens & Vanden Berghe 2020); `byRank`: higher ranks first. */
export function orderer(model: Model, dice: Dice) {
  const { jobs, nodeOf, dimensions, bring, collect, change, opens, closes, places, nodes, paired, level, levels } =
    model;
  const demand = new Float64Array(jobs);
  const away = new Float64Array(jobs);
  const wide = new Float64Array(jobs);
  const begin = new Float64Array(jobs);
  const end = new Float64Array(jobs);
  const chance = new Float64Array(jobs);
  for (let j = 0; j < jobs; j++) {
    const node = nodeOf[j]!;
    for (let d = 0; d < dimensions; d++)
      demand[j]! -=
        paired[j] === 1 ? change[node * dimensions + d]! : bring[j * dimensions + d]! + collect[j * dimensions + d]!;
    away[j] = nodes < places ? model.cost[0]![node * places + nodes]! : 0;
    begin[j] = opens[node]!;
    end[j] = -closes[node + paired[j]!]!;
    wide[j] = closes[node + paired[j]!]! - opens[node]!;
  }
  const close = away.map((value) => value);
  const far = away.map((value) => -value);
  const measures = model.timed
    ? [
        chance,
        chance,
        chance,
        chance,
        demand,
        demand,
        demand,
        demand,
        far,
        far,
        close,
        wide,
        wide,
        begin,
        begin,
        end,
        end,
      ]
    : [chance, chance, chance, chance, demand, demand, demand, demand, far, far, close];
  const ranked = levels > 1 || (levels === 1 && level.includes(-1));
  const placeOf = (job: number) => (level[job]! < 0 ? levels : level[job]!);

  return function order(list: number[], byRank: boolean) {
    const key = measures[dice.below(measures.length)]!;
    if (key === chance) for (const j of list) chance[j] = dice.open();
    for (let i = 1; i < list.length; i++) {
      const job = list[i]!;
      let k = i - 1;
      while (k >= 0 && key[list[k]!]! > key[job]!) {
        list[k + 1] = list[k]!;
        k--;
      }
      list[k + 1] = job;
    }
    if (ranked && byRank) list.sort((a, b) => placeOf(a) - placeOf(b));
  };
}

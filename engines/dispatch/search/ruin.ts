import type { Changer } from './changer.ts';
import type { Dice } from './dice.ts';

export interface RuinTerms {
  /** Average number of nodes removed. */
  average: number;
  /** Longest string. */
  longest: number;
}

/**
 * Adjacent string removal (Christiaens & Vanden Berghe 2020, "Slack induction by string removals for vehicle routing problems"):
 * strings of nodes near a random node, one from each round, some with a part kept in the middle.
 */
export function ruiner(changer: Changer, near: Int32Array, nearSize: number, dice: Dice, terms: RuinTerms) {
  const { rounds } = changer;
  const { next, round, size, frozen } = rounds;
  const { nodes, jobOf, nodeOf, vehicles } = rounds.model;
  const ruined = new Int32Array(vehicles).fill(-1);
  const string = new Int32Array(nodes);
  let turn = 0;

  return function ruin() {
    turn++;
    const { inUse } = rounds;
    if (inUse === 0) return;
    const served = nodes - rounds.absents;
    const longest = Math.min(terms.longest, served / inUse);
    const most = (4 * terms.average) / (1 + longest) - 1;
    let strings = Math.floor(dice.open() * most + 1);
    const seed = dice.below(nodes);
    for (let k = -1; k < nearSize && strings > 0; k++) {
      const node = k < 0 ? seed : near[seed * nearSize + k]!;
      const v = round[node]!;
      if (v < 0 || ruined[v] === turn) continue;
      ruined[v] = turn;
      strings--;
      cut(node, v, Math.floor(dice.open() * Math.min(size[v]!, longest) + 1));
    }
    changer.settle();
  };

  /** Removes `length` nodes of the round around the node, or a longer string with a part of it kept. */
  function cut(node: number, v: number, length: number) {
    const count = size[v]!;
    let kept = 0;
    if (length > 1 && length < count && dice.below(2) === 0) {
      kept = 1;
      while (length + kept < count && dice.open() > 0.01) kept++;
    }
    const span = length + kept;
    let at = 0;
    for (let i = next[nodes + 2 * v]!; i !== node; i = next[i]!) if (i < nodes) at++;
    const first = Math.max(0, at - span + 1);
    const last = Math.min(at, count - span);
    let skip = first + dice.below(last - first + 1);
    let i = next[nodes + 2 * v]!;
    for (; skip > 0; i = next[i]!) if (i < nodes) skip--;
    for (let k = 0; k < span; i = next[i]!) if (i < nodes) string[k++] = i;
    const hole = kept > 0 ? 1 + dice.below(length - 1) : span;
    for (let k = 0; k < span; k++) {
      if (k >= hole && k < hole + kept) continue;
      const job = jobOf[string[k]!]!;
      if (round[nodeOf[job]!] === v && !stands(job)) changer.remove(job);
    }
  }

  function stands(job: number): boolean {
    const node = nodeOf[job]!;
    return frozen.length > 0 && (frozen[node] === 1 || frozen[node + rounds.model.paired[job]!] === 1);
  }
}

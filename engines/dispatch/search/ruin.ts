import type { Changer } from './changer.ts';
import type { Dice } from './dice.ts';
import type { Terms } from './terms.ts';

/**
 * Adjacent string removal (Christiaens & Vanden Berghe 2020, "Slack induction by string removals for vehicle routing problems"):
 * strings of nodes near a random node, one from each round, some with a part kept in the middle.
 */
export function ruiner(changer: Changer, near: Int32Array, nearSize: number, dice: Dice, terms: Terms) {
  const { rounds } = changer;
  const { next, prev, round, size, head, used, tripCount, frozen } = rounds;
  const { nodes, all, jobOf, nodeOf, tripped } = rounds.model;
  /** By the start or reload that begins the trip: the last turn it was ruined in. */
  const ruined = new Int32Array(all).fill(-1);
  const string = new Int32Array(nodes);
  let turn = 0;

  return function ruin() {
    turn++;
    if (rounds.inUse === 0) return;
    const longest = Math.min(terms.longest, (nodes - rounds.absents) / trips());
    const most = (4 * terms.average) / (1 + longest) - 1;
    let strings = Math.floor(dice.open() * most + 1);
    const seed = seedNode();
    if (dice.open() < terms.radial) return around(seed);
    for (let k = -1; k < nearSize && strings > 0; k++) {
      const node = k < 0 ? seed : near[seed * nearSize + k]!;
      const v = round[node]!;
      if (v < 0) continue;
      const begin = tripped ? head[node]! : nodes + 2 * v;
      if (ruined[begin] === turn) continue;
      ruined[begin] = turn;
      strings--;
      const count = tripped ? lengthOf(begin) : size[v]!;
      cut(node, v, begin, count, Math.floor(dice.open() * Math.min(count, longest) + 1));
    }
    changer.settle();
  };

  /** Any node; often enough one of a job left out, so that room is made where it is wanted. */
  function seedNode(): number {
    const { absents, absent } = rounds;
    return absents > 0 && dice.open() < terms.wanted ? nodeOf[absent[dice.below(absents)]!]! : dice.below(nodes);
  }

  /** Removes a node and the nearest around it. */
  function around(seed: number) {
    let left = 1 + dice.below(2 * terms.average - 1);
    for (let k = -1; k < nearSize && left > 0; k++) {
      const node = k < 0 ? seed : near[seed * nearSize + k]!;
      if (round[node]! < 0 || stands(jobOf[node]!)) continue;
      changer.remove(jobOf[node]!);
      left--;
    }
    changer.settle();
  }

  function trips(): number {
    if (!tripped) return rounds.inUse;
    let sum = 0;
    for (let u = 0; u < rounds.inUse; u++) sum += tripCount[used[u]!]!;
    return sum;
  }

  /** Nodes of the trip that begins there; a trip cut already counts what is left of it. */
  function lengthOf(begin: number): number {
    let count = 0;
    for (let i = next[begin]!; i < nodes; i = next[i]!) count++;
    return count;
  }

  /** Removes `length` nodes of a trip around the node, or a longer string with a part of it kept. */
  function cut(node: number, v: number, begin: number, count: number, length: number) {
    let kept = 0;
    if (length > 1 && length < count && dice.below(2) === 0) {
      kept = 1;
      while (length + kept < count && dice.open() < terms.deeper) kept++;
    }
    const span = length + kept;
    let at = 0;
    for (let i = prev[node]!; i !== begin; i = prev[i]!) at++;
    const first = Math.max(0, at - span + 1);
    const last = Math.min(at, count - span);
    let i = next[begin]!;
    for (let skip = first + dice.below(last - first + 1); skip > 0; skip--) i = next[i]!;
    for (let k = 0; k < span; k++, i = next[i]!) string[k] = i;
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

import type { Changer } from './changer.ts';
import type { Dice } from './dice.ts';
import type { Beside } from './near.ts';
import { free } from './rounds.ts';

/** Two rounds exchange what comes after a node of each; false when no exchange around the node drawn seems to cost less than `most` more. */
export type Tails = (most: number) => boolean;

/**
 * Exchange of tails between rounds of vehicles that are alike ("2-opt*": Potvin & Rousseau 1995), each judged in constant time by slack.
 * Strings removed and put back seldom find it where rounds are long. What only the timetable can price is left to the round's refresh. Null where loads, trips,
 * pairs or what is fixed would ask for more than that.
 */
export function tailsOf(
  { rounds, touch, refresh }: Changer,
  { size: besides, ahead }: Beside,
  dice: Dice,
): Tails | null {
  const { model, next, prev, round, left, latest, arc, place, size, at, frozen, home } = rounds;
  const { nodes, places, dimensions, group, kind, timed, capacity, bring, collect, jobOf, nodeOf, fixed } = model;
  const transfers = model.jobs > 0 && model.paired.every((one) => one === 1);
  const simple = (model.sums || transfers) && !model.tripped && model.partner.length === 0;
  const steady = frozen.length > 0 || home.length > 0 || model.limitStops.some((most) => most < model.nodes);
  if (!simple || steady || besides === 0) return null;

  /** Load of dimension d from the start up to the node, that included. */
  function loadTo(node: number, d: number): number {
    let sum = 0;
    for (let i = node; i < nodes; i = prev[i]!) {
      const own = jobOf[i]! * dimensions + d;
      sum += bring[own]! + collect[own]!;
    }
    return sum;
  }

  /** Whether nobody is aboard after the node. */
  function empty(node: number): boolean {
    let aboard = 0;
    for (let i = node; i < nodes; i = prev[i]!) aboard += nodeOf[jobOf[i]!] === i ? 1 : -1;
    return aboard === 0;
  }

  /** Whether both rounds hold their loads when the tail after `i` and the one from `j` on change places. */
  function carried(i: number, j: number, v: number, w: number): boolean {
    if (transfers) return empty(i) && empty(prev[j]!);
    for (let d = 0; d < dimensions; d++) {
      const [own, other] = [loadTo(i, d), loadTo(prev[j]!, d)];
      const all = rounds.load[(nodes + 2 * v) * dimensions + d]!;
      const rest = rounds.load[(nodes + 2 * w) * dimensions + d]! - other;
      if (own + rest > capacity[v * dimensions + d]! || other + all - own > capacity[w * dimensions + d]!) return false;
    }
    return true;
  }

  function exchange(i: number, j: number, v: number, w: number) {
    touch(v);
    touch(w);
    const [a, b] = [nodes + 2 * v, nodes + 2 * w];
    const [onward, before] = [next[i]!, prev[j]!];
    const [lastOfV, lastOfW] = [prev[a + 1]!, prev[b + 1]!];
    const costs = model.cost[kind[v]!]!;
    rounds.cost +=
      costs[place[i]! * places + place[j]!]! +
      costs[place[before]! * places + place[onward]!]! -
      arc[i]! -
      arc[before]!;
    let moved = 0;
    for (let n = j; n !== b + 1; n = next[n]!, moved++) round[n] = v;
    let taken = 0;
    for (let n = onward; n !== a + 1; n = next[n]!, taken++) round[n] = w;
    join(i, j);
    join(lastOfW, a + 1);
    if (taken > 0) {
      join(before, onward);
      join(lastOfV, b + 1);
    } else join(before, b + 1);
    size[v]! += moved - taken;
    size[w]! += taken - moved;
    if (size[w] === 0 && at[w]! >= 0) free(rounds, w);
    if (!refresh(v) || !refresh(w)) rounds.broken = true;
  }

  function join(i: number, j: number) {
    next[i] = j;
    prev[j] = i;
  }

  return (most) => {
    const i = dice.below(nodes);
    const v = round[i]!;
    if (v < 0) return false;
    const onward = next[i]!;
    const costs = model.cost[kind[v]!]!;
    const times = model.time[kind[v]!]!;
    let [best, least] = [-1, most];
    for (let s = i * besides; s < (i + 1) * besides && ahead[s]! >= 0; s++) {
      const j = ahead[s]!;
      const w = round[j]!;
      if (w < 0 || w === v || group[w] !== group[v]) continue;
      const before = prev[j]!;
      const ends = before >= nodes && onward >= nodes;
      const delta =
        costs[place[i]! * places + place[j]!]! +
        costs[place[before]! * places + place[onward]!]! -
        arc[i]! -
        arc[before]! -
        (ends ? fixed[w]! : 0);
      if (delta >= least) continue;
      if (timed && left[i]! + times[place[i]! * places + place[j]!]! > latest[j]!) continue;
      if (timed && left[before]! + times[place[before]! * places + place[onward]!]! > latest[onward]!) continue;
      if (!carried(i, j, v, w)) continue;
      least = delta;
      best = j;
    }
    if (best < 0) return false;
    exchange(i, best, v, round[best]!);
    return true;
  };
}

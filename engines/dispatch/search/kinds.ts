import { free, type Rounds, use } from './rounds.ts';

export type Kinds = ReturnType<typeof kindsOf>;

/**
 * Whole rounds go from one vehicle to another that is alike but for capacity and costs ("fleet size and mix": Golden et al. 1984): to a
 * larger idle one when a job finds no room, to a cheaper one when jobs have left, and two rounds change vehicles with each other.
 */
export function kindsOf(rounds: Rounds, touch: (v: number) => void, refresh: (v: number) => boolean) {
  const { model, next, prev, round, place, size, at, load, idle, used, frozen, home } = rounds;
  const { nodes, vehicles, places, dimensions, kind, cost, fixed, capacity, family, group } = model;
  /** Groups of each family. */
  const groups: number[][] = [];
  for (let v = 0; v < vehicles; v++) {
    groups[family[v]!] ??= [];
    const own = groups[family[v]!]!;
    if (!own.includes(group[v]!)) own.push(group[v]!);
  }

  /** Calls with each idle vehicle that could take over the round as it is, and what that costs more. */
  function each(v: number, act: (w: number, more: number) => void) {
    const others = groups[family[v]!]!;
    if (others.length === 1 || stays(v)) return;
    const now = fixed[v]! + driven(v, v);
    for (const g of others) {
      const w = idle[g]!;
      if (w < 0 || g === group[v] || !carries(v, w)) continue;
      act(w, fixed[w]! + driven(v, w) - now);
    }
  }

  const stays = (v: number) => home.length > 0 || (frozen.length > 0 && frozen[next[nodes + 2 * v]!] === 1);

  /** Cost units of the arcs of the round of `v` driven by `w`, beyond going from its start to its end at once. */
  function driven(v: number, w: number): number {
    const costs = cost[kind[w]!]!;
    const [start, end] = [nodes + 2 * v, nodes + 2 * v + 1];
    let sum = -costs[place[start]! * places + place[end]!]!;
    for (let i = start; i !== end; i = next[i]!) sum += costs[place[i]! * places + place[next[i]!]!]!;
    return sum;
  }

  function carries(v: number, w: number): boolean {
    for (let d = 0; d < dimensions; d++)
      if (load[(nodes + 2 * v) * dimensions + d]! > capacity[w * dimensions + d]!) return false;
    return true;
  }

  /** The cheapest vehicle for what the round has become, idle or in exchange with another round. */
  function fit(v: number) {
    if (size[v] === 0) return;
    let best = -1;
    let least = -1e-6;
    each(v, (w, more) => {
      if (more >= least) return;
      least = more;
      best = w;
    });
    if (!stays(v)) {
      const now = driven(v, v);
      for (let u = 0; u < rounds.inUse; u++) {
        const w = used[u]!;
        if (group[w] === group[v] || family[w] !== family[v] || idle[group[w]!]! >= 0) continue;
        if (!carries(v, w) || !carries(w, v) || stays(w)) continue;
        const more = driven(v, w) + driven(w, v) - now - driven(w, w);
        if (more >= least) continue;
        least = more;
        best = w;
      }
    }
    if (best >= 0) swap(v, best);
  }

  /** Two vehicles change rounds; one may be idle. */
  function swap(v: number, w: number) {
    touch(v);
    touch(w);
    const [a, b] = [nodes + 2 * v, nodes + 2 * w];
    rounds.cost += driven(v, w) + driven(w, v) - driven(v, v) - driven(w, w);
    const [firstOfV, lastOfV, firstOfW, lastOfW] = [next[a]!, prev[a + 1]!, next[b]!, prev[b + 1]!];
    for (let i = firstOfV; i !== a + 1; i = next[i]!) round[i] = w;
    for (let i = firstOfW; i !== b + 1; i = next[i]!) round[i] = v;
    thread(a, firstOfW, lastOfW, size[w]!);
    thread(b, firstOfV, lastOfV, size[v]!);
    [size[v], size[w]] = [size[w]!, size[v]!];
    for (const one of [v, w]) {
      if (size[one] === 0 && at[one]! >= 0) free(rounds, one);
      if (size[one]! > 0 && at[one]! < 0) use(rounds, one);
    }
    if (!refresh(w) || !refresh(v)) rounds.broken = true;
  }

  function thread(start: number, first: number, last: number, count: number) {
    const [from, to] = count === 0 ? [start + 1, start] : [first, last];
    next[start] = from;
    prev[from] = start;
    next[to] = start + 1;
    prev[start + 1] = to;
  }

  return { each, fit, swap };
}

import type { Rounds } from './rounds.ts';

/** Rounds in one row: for each used vehicle -1 - v, then its nodes (reloads as -1 - all - place); and the times pairs are bound to. */
export interface Picture {
  row: number[];
  opens?: Int32Array | undefined;
  closes?: Int32Array | undefined;
}

/** Takes a node out of a round and puts it in after another; the cost of the arcs follows, times and loads do not. */
export function linksOf(rounds: Rounds) {
  const { model, next, prev, round, arc, place } = rounds;
  const { kind, places, cost } = model;

  function unlink(node: number, v: number) {
    const costs = cost[kind[v]!]!;
    const [i, j] = [prev[node]!, next[node]!];
    next[i] = j;
    prev[j] = i;
    const direct = costs[place[i]! * places + place[j]!]!;
    rounds.cost += direct - arc[i]! - arc[node]!;
    arc[i] = direct;
    round[node] = -1;
  }

  function link(node: number, i: number, v: number) {
    const j = next[i]!;
    const costs = cost[kind[v]!]!;
    next[i] = node;
    prev[node] = i;
    next[node] = j;
    prev[j] = node;
    round[node] = v;
    const [a, b] = [costs[place[i]! * places + place[node]!]!, costs[place[node]! * places + place[j]!]!];
    rounds.cost += a + b - arc[i]!;
    arc[i] = a;
    arc[node] = b;
  }

  return { link, unlink };
}

/** All rounds as they are. */
export function pictured(rounds: Rounds): Picture {
  const { model, next, place, used } = rounds;
  const { nodes, vehicles, partner } = model;
  const reloads = nodes + 2 * vehicles;
  const row: number[] = [];
  for (let u = 0; u < rounds.inUse; u++) {
    const v = used[u]!;
    row.push(-1 - v);
    const end = nodes + 2 * v + 1;
    for (let i = next[end - 1]!; i !== end; i = next[i]!) row.push(i >= reloads ? -1 - model.all - place[i]! : i);
  }
  const bound = partner.length > 0;
  return { row, opens: bound ? rounds.opens.slice() : undefined, closes: bound ? rounds.closes.slice() : undefined };
}

import type { Judge } from '../model/judge.ts';
import type { Model } from '../model/model.ts';

/**
 * Rounds under change. Nodes are linked from each vehicle's start to its end; each keeps the earliest it can be left and the
 * latest it can begin with all after it still on time (Savelsbergh 1992), so a place for a visit is judged in constant time.
 */
export interface Rounds {
  readonly model: Model;
  readonly next: Int32Array;
  readonly prev: Int32Array;
  /** Vehicle each node is with; -1: with none. */
  readonly round: Int32Array;
  readonly left: Int32Array;
  readonly latest: Int32Array;
  /** Cost units of the arc that leaves the node. */
  readonly arc: Int32Array;
  /** The model's, with the places of reloads in use and the times pairs are bound to. */
  readonly place: Int32Array;
  readonly opens: Int32Array;
  readonly closes: Int32Array;
  readonly service: Int32Array;
  /** Start or reload that begins the node's trip. */
  readonly head: Int32Array;
  /** By heads, where there are reloads: reload or end that closes the trip. */
  readonly tail: Int32Array;
  /** By heads, [head * dimensions + d]: brought on the trip; where sums suffice, collected too. */
  readonly load: Int32Array;
  /** By heads: earliest the trip may leave. */
  readonly ready: Int32Array;
  /** Load after each node, [node * dimensions + d]; empty where sums suffice. */
  readonly aboard: Int32Array;
  /** From the trip's leaving to the node's being left: seconds when not held up, and the earliest and latest leaving that is not. */
  readonly spanTime: Int32Array;
  readonly spanOpens: Int32Array;
  readonly spanCloses: Int32Array;
  /** By vehicles: job nodes, trips, metres, seconds driving, judged price, and the most that waiting less could save. */
  readonly size: Int32Array;
  readonly tripCount: Int32Array;
  readonly metres: Float64Array;
  readonly driving: Float64Array;
  readonly price: Float64Array;
  readonly saving: Float64Array;
  /** Vehicles in use, compact, and where each stands in it (-1: idle). */
  readonly used: Int32Array;
  readonly at: Int32Array;
  /** First idle vehicle of each group; -1: none. */
  readonly idle: Int32Array;
  /** Reload nodes not in use, compact, and where each stands, by node. */
  readonly spare: Int32Array;
  readonly spareAt: Int32Array;
  /** Jobs not served, compact, and where each stands. */
  readonly absent: Int32Array;
  readonly absentAt: Int32Array;
  /** 1 where a node may not be moved, nor anything be put before it; empty when none is. */
  readonly frozen: Uint8Array;
  /** Vehicle each job was announced with (-1: none), empty without; how many may differ, how many do (left out or astray), and how many are with another one. */
  readonly home: Int32Array;
  mostAway: number;
  away: number;
  astray: number;
  spares: number;
  absents: number;
  inUse: number;
  /** Most vehicles that may be in use. */
  most: number;
  cost: number;
  /** Part of `cost` that is for optional jobs left out. */
  skipped: number;
  /** How many of the others are left out, by level of rank. */
  readonly missing: Int32Array;
  /** True when a removal left a round that is not feasible (matrices without the triangle inequality). */
  broken: boolean;
  judge: Judge | null;
}

/** All jobs absent, all vehicles idle. */
export function emptyRounds(model: Model, frozen: Uint8Array, home: Int32Array, mostAway: number): Rounds {
  const { jobs, nodes, vehicles, all, dimensions, sums, tripped, skip, group } = model;
  const reloads = all - nodes - 2 * vehicles;
  const rounds: Rounds = {
    model,
    next: new Int32Array(all),
    prev: new Int32Array(all),
    round: new Int32Array(all).fill(-1),
    left: new Int32Array(all),
    latest: new Int32Array(all),
    arc: new Int32Array(all),
    place: model.place.slice(),
    opens: model.opens.slice(),
    closes: model.closes.slice(),
    service: model.service.slice(),
    head: new Int32Array(all),
    tail: new Int32Array(tripped ? all : 0),
    load: new Int32Array(all * dimensions),
    ready: new Int32Array(all),
    aboard: new Int32Array(sums ? 0 : all * dimensions),
    spanTime: new Int32Array(tripped ? all : 0),
    spanOpens: new Int32Array(tripped ? all : 0),
    spanCloses: new Int32Array(tripped ? all : 0),
    size: new Int32Array(vehicles),
    tripCount: new Int32Array(vehicles).fill(1),
    metres: new Float64Array(vehicles),
    driving: new Float64Array(vehicles),
    price: new Float64Array(vehicles),
    saving: new Float64Array(vehicles),
    used: new Int32Array(vehicles),
    at: new Int32Array(vehicles).fill(-1),
    idle: new Int32Array(Math.max(-1, ...group) + 1).fill(-1),
    spare: Int32Array.from({ length: reloads }, (_, i) => nodes + 2 * vehicles + i),
    spareAt: Int32Array.from({ length: all }, (_, node) => node - nodes - 2 * vehicles),
    absent: Int32Array.from({ length: jobs }, (_, job) => job),
    absentAt: Int32Array.from({ length: jobs }, (_, job) => job),
    frozen,
    home,
    mostAway,
    away: home.reduce((sum, v) => sum + (v >= 0 ? 1 : 0), 0),
    astray: 0,
    spares: reloads,
    absents: jobs,
    inUse: 0,
    most: vehicles,
    cost: 0,
    skipped: 0,
    missing: new Int32Array(model.levels),
    broken: false,
    judge: null,
  };
  for (const price of skip) rounds.skipped += price;
  for (const level of model.level) if (level >= 0) rounds.missing[level]!++;
  rounds.cost = rounds.skipped;
  for (let v = 0; v < vehicles; v++) {
    const [start, end] = [nodes + 2 * v, nodes + 2 * v + 1];
    rounds.next[start] = end;
    rounds.prev[end] = start;
    rounds.prev[start] = rounds.next[end] = -1;
    rounds.round[start] = rounds.round[end] = v;
    rounds.head[start] = rounds.head[end] = start;
  }
  for (let v = vehicles - 1; v >= 0; v--) rounds.idle[group[v]!] = v;
  return rounds;
}

/** Takes an idle vehicle into use. */
export function use(rounds: Rounds, v: number) {
  const { model, at, used, idle } = rounds;
  at[v] = rounds.inUse;
  used[rounds.inUse++] = v;
  rounds.cost += model.fixed[v]!;
  const g = model.group[v]!;
  if (idle[g] !== v) return;
  let first = v + 1;
  while (first < model.vehicles && (model.group[first] !== g || at[first]! >= 0)) first++;
  idle[g] = first < model.vehicles ? first : -1;
}

/** Puts a vehicle out of use. */
export function free(rounds: Rounds, v: number) {
  const { model, at, used, idle } = rounds;
  const last = used[--rounds.inUse]!;
  used[at[v]!] = last;
  at[last] = at[v]!;
  at[v] = -1;
  rounds.cost -= model.fixed[v]!;
  const g = model.group[v]!;
  if (idle[g]! < 0 || idle[g]! > v) idle[g] = v;
}

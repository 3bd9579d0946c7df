import type { fitter } from './fits.ts';
import { blinks, type Eyes, type Found, type Shortlist, shortlist } from './found.ts';
import type { Beside } from './near.ts';
import type { Rounds } from './rounds.ts';

/** How a visit opens a trip: the reload comes after it, or before it. */
export const reloadAfter = 1;
export const reloadBefore = 2;

/**
 * Looks for the best place of a visit on rounds with reloads and releases: on a trip (which then may leave later), or with a
 * reload before or after it.
 */
export function tripPlaces(
  rounds: Rounds,
  fit: ReturnType<typeof fitter>,
  found: Found,
  eyes: Eyes,
  list: Shortlist | null,
  { behind, ahead, size: besides }: Beside,
) {
  const { model, next, prev, tail, left, latest, arc, place, opens, closes, service, at, head, ready, saving, frozen } =
    rounds;
  const { spanTime, spanOpens, spanCloses, tripCount, round, used } = rounds;
  const { nodes, vehicles, places, nodeOf, kind, extra, fixed, limited, sums, release } = model;

  /** All places of a round. */
  function look(job: number, v: number) {
    const base = baseOf(job, v);
    const end = nodes + 2 * v + 1;
    let room = false;
    for (let i = end - 1; i !== end; i = i >= nodes && !room && next[i]! < nodes ? prev[tail[i]!]! : next[i]!) {
      const j = next[i]!;
      // Nothing is left earlier further on.
      if (left[i]! > closes[nodeOf[job]!]! && i < nodes) break;
      if (i >= nodes) room = fit.loads(job, v, i);
      if (room) between(job, v, i, j, base);
      if ((i >= nodes || j >= nodes) && at[v]! >= 0) open(job, v, i, j, base);
    }
  }

  /** Places beside the node's neighbours, and new trips anywhere. */
  function lookNear(job: number) {
    const node = nodeOf[job]!;
    const until = (node + 1) * besides;
    for (let s = node * besides; s < until && behind[s]! >= 0; s++) {
      const m = behind[s]!;
      if (hasRoom(job, m)) between(job, round[m]!, m, next[m]!, baseOf(job, round[m]!));
    }
    for (let s = node * besides; s < until && ahead[s]! >= 0; s++) {
      const m = ahead[s]!;
      if (hasRoom(job, m)) between(job, round[m]!, prev[m]!, m, baseOf(job, round[m]!));
    }
    for (let u = 0; u < rounds.inUse; u++) {
      const v = used[u]!;
      if (!fit.fits(job, v)) continue;
      const base = baseOf(job, v);
      const end = nodes + 2 * v + 1;
      for (let i = end - 1; i !== end; i = tail[i]!) {
        const last = prev[tail[i]!]!;
        open(job, v, i, next[i]!, base);
        if (last !== i) open(job, v, last, tail[i]!, base);
      }
    }
  }

  const hasRoom = (job: number, m: number) =>
    round[m]! >= 0 && fit.loads(job, round[m]!, head[m]!) && fit.fits(job, round[m]!);

  const baseOf = (job: number, v: number) =>
    (at[v]! < 0 ? fixed[v]! : 0) + (extra.length > 0 ? extra[job * vehicles + v]! : 0) - saving[v]!;

  /** On a trip with room for it; the trip leaves when the visit's load is there. */
  function between(job: number, v: number, i: number, j: number, base: number) {
    const node = nodeOf[job]!;
    const k = kind[v]!;
    const row = node * places;
    const delta = base + model.costInto[k]![row + place[i]!]! + model.cost[k]![row + place[j]!]! - arc[i]!;
    if (delta > found.delta || opens[node]! + service[node]! > latest[j]!) return;
    if (frozen.length > 0 && frozen[j] === 1) return;
    let leaves = left[i]!;
    const begin = i >= nodes ? i : head[i]!;
    const released = release[job]!;
    if (released > ready[begin]! && released > left[begin]!) {
      if (i >= nodes) leaves = released;
      else if (released > spanCloses[i]!) return;
      else leaves = Math.max(released, spanOpens[i]!) + spanTime[i]!;
    }
    const arrives = leaves + model.timeInto[k]![row + place[i]!]!;
    const begins = arrives > opens[node]! ? arrives : opens[node]!;
    const spare = latest[j]! - begins - service[node]! - model.time[k]![row + place[j]!]!;
    if (begins > closes[node]! || spare < 0 || !better(delta, spare)) return;
    if ((sums || fit.carries(job, i, v)) && (!limited || fit.within(node, i, j, v)) && !blinks(eyes))
      take(delta, spare, i, 0, -1, v);
  }

  /** A trip of its own, with a reload after it (before the trip there was) or before it (after the trip there was). */
  function open(job: number, v: number, i: number, j: number, base: number) {
    if (tripCount[v]! >= model.trips[v]! || (frozen.length > 0 && frozen[j] === 1)) return;
    const stops = model.reloads[v]!;
    for (let s = 0; s < stops.length; s++) {
      if (i >= nodes) openBefore(job, v, i, j, stops[s]!, base);
      if (j >= nodes) openAfter(job, v, i, j, stops[s]!, base);
    }
  }

  /** Head, then the visit alone, then a reload, then the trip there was. */
  function openBefore(job: number, v: number, i: number, j: number, stop: number, base: number) {
    const node = nodeOf[job]!;
    const k = kind[v]!;
    const [costs, times] = [model.cost[k]!, model.time[k]!];
    const [a, b, c] = [place[i]! * places + node, node * places + stop, stop * places + place[j]!];
    const delta = base + costs[a]! + costs[b]! + costs[c]! - arc[i]!;
    if (delta > found.delta || j === i + 1 || !alone(job, v)) return;
    // Without the old trip's release the head may be left earlier: when it was reached and served.
    const leaves = Math.max(reached(i), release[job]!);
    const begins = Math.max(leaves + times[a]!, opens[node]!);
    if (begins > closes[node]!) return;
    const again = Math.max(begins + service[node]! + times[b]! + model.reloading[v]!, ready[i]!);
    const spare = latest[j]! - again - times[c]!;
    if (spare < 0 || !better(delta, spare) || (limited && !fit.within(node, i, j, v)) || blinks(eyes)) return;
    take(delta, spare, i, reloadAfter, stop, v);
  }

  /** The last node of a trip, then a reload, then the visit alone. */
  function openAfter(job: number, v: number, i: number, j: number, stop: number, base: number) {
    const node = nodeOf[job]!;
    const k = kind[v]!;
    const [costs, times] = [model.cost[k]!, model.time[k]!];
    const [a, b, c] = [place[i]! * places + stop, stop * places + node, node * places + place[j]!];
    const delta = base + costs[a]! + costs[b]! + costs[c]! - arc[i]!;
    if (delta > found.delta || i >= nodes || !alone(job, v)) return;
    const leaves = Math.max(left[i]! + times[a]! + model.reloading[v]!, release[job]!);
    const begins = Math.max(leaves + times[b]!, opens[node]!);
    const spare = latest[j]! - begins - service[node]! - times[c]!;
    if (begins > closes[node]! || spare < 0 || !better(delta, spare)) return;
    if ((limited && !fit.within(node, i, j, v)) || blinks(eyes)) return;
    take(delta, spare, i, reloadBefore, stop, v);
  }

  function reached(i: number): number {
    if (i < nodes + 2 * vehicles) return opens[i]!;
    const before = rounds.prev[i]!;
    return (
      Math.max(opens[i]!, left[before]! + model.time[kind[rounds.round[i]!]!]![place[before]! * places + place[i]!]!) +
      service[i]!
    );
  }

  function alone(job: number, v: number): boolean {
    const { dimensions, bring, collect, capacity } = model;
    for (let d = 0; d < dimensions; d++)
      if (Math.max(bring[job * dimensions + d]!, collect[job * dimensions + d]!) > capacity[v * dimensions + d]!)
        return false;
    return rounds.spares > 0;
  }

  const better = (delta: number, spare: number) => delta < found.delta || (found.after >= 0 && spare > found.spare);

  function take(delta: number, spare: number, i: number, second: number, reload: number, v: number) {
    if (list !== null) return shortlist(list, delta, i, second, v, reload);
    found.delta = delta;
    found.spare = spare;
    found.after = i;
    found.second = second;
    found.vehicle = v;
    found.reload = reload;
  }

  return { look, lookNear };
}

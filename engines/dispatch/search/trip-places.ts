import type { fitter } from './fits.ts';
import { blinks, type Eyes, type Found, type Shortlist, shortlist } from './found.ts';
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
) {
  const { model, next, prev, tail, left, latest, arc, place, opens, closes, service, at, head, ready, saving, frozen } =
    rounds;
  const { spanTime, spanOpens, spanCloses, tripCount } = rounds;
  const { nodes, vehicles, places, nodeOf, kind, extra, fixed, limited, sums, release } = model;

  return function look(job: number, v: number) {
    const node = nodeOf[job]!;
    const k = kind[v]!;
    const row = node * places;
    const [costs, into, times, timesInto] = [model.cost[k]!, model.costInto[k]!, model.time[k]!, model.timeInto[k]!];
    const base = (at[v]! < 0 ? fixed[v]! : 0) + (extra.length > 0 ? extra[job * vehicles + v]! : 0) - saving[v]!;
    const end = nodes + 2 * v + 1;
    const released = release[job]!;
    const another = at[v]! >= 0 && tripCount[v]! < model.trips[v]!;
    let room = false;
    let leaves = 0;
    let held = false;
    const stops = model.reloads[v]!;
    const [open, close, serve] = [opens[node]!, closes[node]!, service[node]!];
    for (let i = end - 1; i !== end; i = i >= nodes && !room && next[i]! < nodes ? prev[tail[i]!]! : next[i]!) {
      const j = next[i]!;
      // Nothing is left earlier further on, and nothing before a node that must begin sooner has room.
      if (left[i]! > close && i < nodes) break;
      if (i >= nodes) {
        room = fit.loads(job, v, i);
        held = released > ready[i]!;
        leaves = held && released > left[i]! ? released : left[i]!;
      } else if (!room && j < nodes) continue;
      if (open + serve > latest[j]! || (frozen.length > 0 && frozen[j] === 1)) continue;
      const there = base + into[row + place[i]!]! - arc[i]!;
      const delta = there + costs[row + place[j]!]!;
      if (room && delta < found.delta) {
        let departs = left[i]!;
        if (held && leaves > left[head[i]!]!)
          departs =
            i >= nodes ? leaves : leaves > spanCloses[i]! ? 0x3fffffff : Math.max(leaves, spanOpens[i]!) + spanTime[i]!;
        const begins = Math.max(departs + timesInto[row + place[i]!]!, open);
        const onTime = begins <= close && begins + serve + times[row + place[j]!]! <= latest[j]!;
        if (onTime && (sums || fit.carries(job, i, v)) && (!limited || fit.within(node, i, j, v)) && !blinks(eyes))
          take(delta, i, 0, -1, v);
      }
      if (!another) continue;
      for (let s = 0; s < stops.length && (i >= nodes || j >= nodes); s++) {
        if (i >= nodes) openBefore(job, v, i, j, stops[s]!, base);
        if (j >= nodes) openAfter(job, v, i, j, stops[s]!, base);
      }
    }
  };

  /** Head, then the visit alone, then a reload, then the trip there was. */
  function openBefore(job: number, v: number, i: number, j: number, stop: number, base: number) {
    const node = nodeOf[job]!;
    const k = kind[v]!;
    const [costs, times] = [model.cost[k]!, model.time[k]!];
    const [a, b, c] = [place[i]! * places + node, node * places + stop, stop * places + place[j]!];
    const delta = base + costs[a]! + costs[b]! + costs[c]! - arc[i]!;
    if (delta >= found.delta || j === i + 1 || !alone(job, v)) return;
    // Without the old trip's release the head may be left earlier: when it was reached and served.
    const leaves = Math.max(reached(i), release[job]!);
    const begins = Math.max(leaves + times[a]!, opens[node]!);
    if (begins > closes[node]!) return;
    const again = Math.max(begins + service[node]! + times[b]! + model.reloading[v]!, ready[i]!);
    if (again + times[c]! > latest[j]! || (limited && !fit.within(node, i, j, v)) || blinks(eyes)) return;
    take(delta, i, reloadAfter, stop, v);
  }

  /** The last node of a trip, then a reload, then the visit alone. */
  function openAfter(job: number, v: number, i: number, j: number, stop: number, base: number) {
    const node = nodeOf[job]!;
    const k = kind[v]!;
    const [costs, times] = [model.cost[k]!, model.time[k]!];
    const [a, b, c] = [place[i]! * places + stop, stop * places + node, node * places + place[j]!];
    const delta = base + costs[a]! + costs[b]! + costs[c]! - arc[i]!;
    if (delta >= found.delta || i >= nodes || !alone(job, v)) return;
    const leaves = Math.max(left[i]! + times[a]! + model.reloading[v]!, release[job]!);
    const begins = Math.max(leaves + times[b]!, opens[node]!);
    if (begins > closes[node]! || begins + service[node]! + times[c]! > latest[j]!) return;
    if ((limited && !fit.within(node, i, j, v)) || blinks(eyes)) return;
    take(delta, i, reloadBefore, stop, v);
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

  function take(delta: number, i: number, second: number, reload: number, v: number) {
    if (list !== null) return shortlist(list, delta, i, second, v, reload);
    found.delta = delta;
    found.after = i;
    found.second = second;
    found.vehicle = v;
    found.reload = reload;
  }
}

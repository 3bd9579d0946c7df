import type { fitter } from './fits.ts';
import { blinks, type Eyes, type Found, type Shortlist, shortlist } from './found.ts';
import type { Rounds } from './rounds.ts';

/** Looks for the best two places of a transfer: for each place of its pickup the times are carried forward to each place of its delivery. */
export function transferPlaces(
  rounds: Rounds,
  fit: ReturnType<typeof fitter>,
  found: Found,
  eyes: Eyes,
  list: Shortlist | null,
) {
  const { model, next, left, latest, arc, place, opens, closes, service, at, saving, frozen } = rounds;
  const { nodes, vehicles, places, nodeOf, kind, extra, fixed, timed, limited } = model;

  return function look(job: number, v: number) {
    const pick = nodeOf[job]!;
    const drop = pick + 1;
    const k = kind[v]!;
    const [costs, into, times, timesInto] = [model.cost[k]!, model.costInto[k]!, model.time[k]!, model.timeInto[k]!];
    const [row, dropRow] = [pick * places, drop * places];
    const base = (at[v]! < 0 ? fixed[v]! : 0) + (extra.length > 0 ? extra[job * vehicles + v]! : 0) - saving[v]!;
    const end = nodes + 2 * v + 1;
    const carry = times[row + drop]!;
    for (let i = end - 1; i !== end; i = next[i]!) {
      let begins = left[i]! + timesInto[row + place[i]!]!;
      if (timed && begins > closes[pick]!) break;
      if (begins < opens[pick]!) begins = opens[pick]!;
      const leaves = begins + service[pick]!;
      const j = next[i]!;
      if ((frozen.length > 0 && frozen[j] === 1) || !fit.lifts(job, i, v)) continue;
      const there = base + into[row + place[i]!]! - arc[i]!;
      const straight = there + costs[row + drop]! + costs[dropRow + place[j]!]!;
      if (straight < found.delta && inTime(drop, leaves + carry, times[dropRow + place[j]!]!, j))
        take(straight, i, pick, job, v);
      const detour = there + costs[row + place[j]!]!;
      let arrives = leaves + times[row + place[j]!]!;
      for (let m = j; m < nodes; ) {
        if ((timed && arrives > latest[m]!) || !fit.lifts(job, m, v)) break;
        const departs = (arrives > opens[m]! ? arrives : opens[m]!) + service[m]!;
        const after = next[m]!;
        const delta = detour + into[dropRow + place[m]!]! + costs[dropRow + place[after]!]! - arc[m]!;
        if (
          delta < found.delta &&
          inTime(drop, departs + timesInto[dropRow + place[m]!]!, times[dropRow + place[after]!]!, after)
        )
          take(delta, i, m, job, v);
        arrives = departs + times[place[m]! * places + place[after]!]!;
        m = after;
      }
    }
  };

  function inTime(drop: number, arrives: number, onward: number, after: number): boolean {
    if (!timed) return true;
    const begins = arrives > opens[drop]! ? arrives : opens[drop]!;
    return begins <= closes[drop]! && begins + service[drop]! + onward <= latest[after]!;
  }

  function take(delta: number, first: number, second: number, job: number, v: number) {
    if (blinks(eyes)) return;
    if (limited && !short(job, first, second, v)) return;
    if (list !== null) return shortlist(list, delta, first, second, v, -1);
    found.delta = delta;
    found.after = first;
    found.second = second;
    found.vehicle = v;
  }

  /** Whether metres and driving stay within limits. */
  function short(job: number, first: number, second: number, v: number): boolean {
    const k = kind[v]!;
    const pick = nodeOf[job]!;
    const more = (square: Int32Array) => {
      const arcOf = (a: number, b: number) => square[place[a]! * places + place[b]!]!;
      const j = next[first]!;
      if (second === pick) return arcOf(first, pick) + arcOf(pick, pick + 1) + arcOf(pick + 1, j) - arcOf(first, j);
      const after = next[second]!;
      const added = arcOf(first, pick) + arcOf(pick, j) + arcOf(second, pick + 1) + arcOf(pick + 1, after);
      return added - arcOf(first, j) - arcOf(second, after);
    };
    return (
      rounds.metres[v]! + more(model.metres[k]!) <= model.limitDistance[v]! &&
      rounds.driving[v]! + more(model.driving[k]!) <= model.limitDriving[v]!
    );
  }
}

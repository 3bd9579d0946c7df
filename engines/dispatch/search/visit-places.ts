import type { fitter } from './fits.ts';
import { blinks, type Eyes, type Found, type Shortlist, shortlist } from './found.ts';
import type { Rounds } from './rounds.ts';

/** Looks for the best place of a visit on rounds of one trip: each place by constant-time slack. What only the timetable can price goes to `list`. */
export function visitPlaces(
  rounds: Rounds,
  fit: ReturnType<typeof fitter>,
  found: Found,
  eyes: Eyes,
  list: Shortlist | null,
  near: Int32Array,
  nearSize: number,
) {
  const { model, next, prev, round, left, latest, arc, place, opens, closes, service, at, saving, frozen } = rounds;
  const { nodes, vehicles, places, nodeOf, kind, extra, fixed, timed, limited, sums } = model;
  const plain = sums && !limited && list === null;
  const { loads, fits } = fit;

  /** All places of a round. */
  function look(job: number, v: number) {
    const node = nodeOf[job]!;
    const k = kind[v]!;
    const row = node * places;
    const [costs, into, times, timesInto] = [model.cost[k]!, model.costInto[k]!, model.time[k]!, model.timeInto[k]!];
    const [open, close, serve] = [opens[node]!, closes[node]!, service[node]!];
    const base = (at[v]! < 0 ? fixed[v]! : 0) + (extra.length > 0 ? extra[job * vehicles + v]! : 0) - saving[v]!;
    const end = nodes + 2 * v + 1;
    let best = found.delta;
    for (let i = end - 1; i !== end; ) {
      const j = next[i]!;
      const delta = base + into[row + place[i]!]! + costs[row + place[j]!]! - arc[i]!;
      if (delta < best) {
        let good = frozen.length === 0 || frozen[j] === 0;
        if (timed && good) {
          let begins = left[i]! + timesInto[row + place[i]!]!;
          if (begins > close) break;
          if (begins < open) begins = open;
          good = begins + serve + times[row + place[j]!]! <= latest[j]!;
        }
        if (good) {
          if (plain) {
            if (!blinks(eyes)) take(delta, i, v);
          } else if (!blinks(eyes)) weigh(job, delta, i, j, v);
          best = found.delta;
        }
      }
      i = j;
    }
  }

  function take(delta: number, i: number, v: number) {
    found.delta = delta;
    found.after = i;
    found.second = 0;
    found.vehicle = v;
    found.instead = -1;
  }

  function weigh(job: number, delta: number, i: number, j: number, v: number) {
    if (!sums && !fit.carries(job, i, v)) return;
    if (limited && !fit.within(nodeOf[job]!, i, j, v)) return;
    if (list === null) take(delta, i, v);
    else shortlist(list, delta, i, 0, v, -1);
  }

  /** All places of a round that the idle vehicle `w`, alike but for capacity and costs, takes over for `more`. */
  function lookFor(job: number, v: number, w: number, more: number) {
    const node = nodeOf[job]!;
    const k = kind[w]!;
    const row = node * places;
    const [costs, into, times, timesInto] = [model.cost[k]!, model.costInto[k]!, model.time[k]!, model.timeInto[k]!];
    if (more >= found.delta || !loads(job, w, nodes + 2 * v) || !fits(job, w)) return;
    const end = nodes + 2 * v + 1;
    for (let i = end - 1; i !== end; ) {
      const j = next[i]!;
      const delta = more + into[row + place[i]!]! + costs[row + place[j]!]! - costs[place[i]! * places + place[j]!]!;
      const begins = Math.max(opens[node]!, left[i]! + timesInto[row + place[i]!]!);
      const good =
        !timed || (begins <= closes[node]! && begins + service[node]! + times[row + place[j]!]! <= latest[j]!);
      if (delta < found.delta && good && (!limited || fit.within(node, i, j, v)) && !blinks(eyes)) {
        take(delta, i, v);
        found.instead = w;
      }
      i = j;
    }
  }

  /** Places beside the node's neighbours only. */
  function lookNear(job: number) {
    const node = nodeOf[job]!;
    const row = node * places;
    const [open, close, serve] = [opens[node]!, closes[node]!, service[node]!];
    const until = (node + 1) * nearSize;
    for (let s = node * nearSize; s < until; s++) {
      const m = near[s]!;
      const v = round[m]!;
      if (v < 0) continue;
      const k = kind[v]!;
      const [costs, into] = [model.cost[k]!, model.costInto[k]!];
      const [cin, cout] = [into[row + place[m]!]!, costs[row + place[m]!]!];
      const base = (extra.length > 0 ? extra[job * vehicles + v]! : 0) - saving[v]!;
      const [n, p] = [next[m]!, prev[m]!];
      const behind = base + cin + costs[row + place[n]!]! - arc[m]!;
      const before = base + into[row + place[p]!]! + cout - arc[p]!;
      if (behind >= found.delta && before >= found.delta) continue;
      if (!fits(job, v)) continue;
      if (!loads(job, v, nodes + 2 * v)) continue;
      for (let side = 0; side < 2; side++) {
        const [i, j, delta] = side === 0 ? [m, n, behind] : [p, m, before];
        if (delta >= found.delta || (frozen.length > 0 && frozen[j] === 1)) continue;
        if (timed) {
          let begins = left[i]! + model.timeInto[k]![row + place[i]!]!;
          if (begins < open) begins = open;
          if (begins > close || begins + serve + model.time[k]![row + place[j]!]! > latest[j]!) continue;
        }
        if (blinks(eyes)) continue;
        if (plain) take(delta, i, v);
        else weigh(job, delta, i, j, v);
      }
    }
  }

  return { look, lookFor, lookNear };
}

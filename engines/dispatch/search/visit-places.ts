import type { fitter } from './fits.ts';
import { blinks, type Eyes, type Found, type Shortlist, shortlist } from './found.ts';
import type { Beside } from './near.ts';
import type { Rounds } from './rounds.ts';

/** Looks for the best place of a visit on rounds of one trip: each place by constant-time slack. What only the timetable can price goes to `list`. */
export function visitPlaces(
  rounds: Rounds,
  fit: ReturnType<typeof fitter>,
  found: Found,
  eyes: Eyes,
  list: Shortlist | null,
  { behind, ahead, behindCost, behindTime, aheadCost, aheadTime, size: besides }: Beside,
) {
  const { model, next, prev, round, left, latest, arc, place, opens, closes, service, at, saving, frozen } = rounds;
  const { nodes, vehicles, places, nodeOf, kind, extra, fixed, timed, limited, sums } = model;
  const plain = sums && !limited && list === null;
  const shaded = extra.length > 0 || model.judged;
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

  /** Places right behind the nodes it may best follow, and right ahead of those that may best follow it. */
  function lookNear(job: number) {
    const node = nodeOf[job]!;
    const row = node * places;
    const until = (node + 1) * besides;
    const [close, free] = [closes[node]!, service[node]!];
    for (let s = node * besides; s < until && behind[s]! >= 0; s++) {
      const i = behind[s]!;
      const v = round[i]!;
      if (v < 0) continue;
      const k = kind[v]!;
      const [units, seconds] =
        k === 0 ? [behindCost[s]!, behindTime[s]!] : [model.costInto[k]![row + i]!, model.timeInto[k]![row + i]!];
      // What follows costs something too: often this much is enough to know.
      if (units - arc[i]! >= found.delta && !shaded) continue;
      if (timed && left[i]! + seconds > close) continue;
      const j = next[i]!;
      const delta = units + model.cost[k]![row + place[j]!]! - arc[i]!;
      if (tooDear(job, v, delta)) continue;
      if (timed && begun(node, left[i]! + seconds) + free + model.time[k]![row + place[j]!]! > latest[j]!) continue;
      settleOn(job, delta, i, j, v);
    }
    for (let s = node * besides; s < until && ahead[s]! >= 0; s++) {
      const j = ahead[s]!;
      const v = round[j]!;
      if (v < 0) continue;
      const k = kind[v]!;
      const [units, seconds] =
        k === 0 ? [aheadCost[s]!, aheadTime[s]!] : [model.cost[k]![row + j]!, model.time[k]![row + j]!];
      const i = prev[j]!;
      if (units - arc[i]! >= found.delta && !shaded) continue;
      if (timed && opens[node]! + free + seconds > latest[j]!) continue;
      const delta = model.costInto[k]![row + place[i]!]! + units - arc[i]!;
      if (tooDear(job, v, delta)) continue;
      if (timed) {
        const arrives = left[i]! + model.timeInto[k]![row + place[i]!]!;
        if (arrives > close || begun(node, arrives) + free + seconds > latest[j]!) continue;
      }
      settleOn(job, delta, i, j, v);
    }
  }

  const begun = (node: number, arrives: number): number => (arrives < opens[node]! ? opens[node]! : arrives);

  /** Whether a place by neighbours costs too much, with what this vehicle costs on top. */
  function tooDear(job: number, v: number, delta: number): boolean {
    return delta + above(job, v) >= found.delta;
  }

  const above = (job: number, v: number): number =>
    shaded ? (extra.length > 0 ? extra[job * vehicles + v]! : 0) - saving[v]! : 0;

  function settleOn(job: number, arcs: number, i: number, j: number, v: number) {
    if ((frozen.length > 0 && frozen[j] === 1) || !loads(job, v, nodes + 2 * v) || !fits(job, v)) return;
    if (blinks(eyes)) return;
    const delta = arcs + above(job, v);
    if (plain) take(delta, i, v);
    else weigh(job, delta, i, j, v);
  }

  return { look, lookFor, lookNear };
}

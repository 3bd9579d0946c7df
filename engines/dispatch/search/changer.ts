import { seeker } from './best-place.ts';
import { fitter } from './fits.ts';
import { type Eyes, nothingFound } from './found.ts';
import { giveBack, journalOf } from './journal.ts';
import { kindsOf } from './kinds.ts';
import { linksOf, type Picture, pictured } from './links.ts';
import type { Beside } from './near.ts';
import { free, type Rounds, use } from './rounds.ts';
import { timekeeper } from './times.ts';
import { reloadBefore } from './trip-places.ts';

export type Changer = ReturnType<typeof changerOf>;

/**
 * Takes jobs out of rounds and puts them where they cost least. `beside` limits the places looked at first; where it is
 * empty every place is.
 */
export function changerOf(rounds: Rounds, eyes: Eyes, beside: Beside) {
  const { model, next, prev, round, place, size, at, absent, absentAt, load, home } = rounds;
  const {
    nodes,
    vehicles,
    dimensions,
    jobs,
    paired,
    nodeOf,
    extra,
    skip,
    level,
    sums,
    timed,
    limited,
    tripped,
    partner,
  } = model;
  const times = timekeeper(rounds);
  const { link, unlink } = linksOf(rounds);
  const journal = journalOf(rounds, times);
  const fit = fitter(rounds);
  const found = nothingFound();
  const kinds = model.mixed ? kindsOf(rounds, journal.touch, times.refresh) : null;
  const { find, findWith } = seeker(rounds, fit, found, eyes, kinds, beside);
  const reloads = nodes + 2 * vehicles;

  for (let v = 0; v < vehicles; v++) times.refresh(v);

  /** Takes the job (and the other of its pair) out. Times stand as they were until `settle`. */
  function remove(job: number) {
    take(job);
    if (partner.length === 0 || partner[job]! < 0) return;
    const other = partner[job]!;
    if (round[nodeOf[other]!]! >= 0) take(other);
    unbind(job);
    unbind(other);
  }

  function unbind(job: number) {
    const node = nodeOf[job]!;
    rounds.opens[node] = model.opens[node]!;
    rounds.closes[node] = model.closes[node]!;
  }

  function take(job: number) {
    const first = nodeOf[job]!;
    const v = round[first]!;
    journal.touch(v);
    for (let node = first; node <= first + paired[job]!; node++) {
      unlink(node, v);
      size[v]!--;
    }
    if (extra.length > 0) rounds.cost -= extra[job * vehicles + v]!;
    leftOut(job, 1);
    if (home.length > 0) moved(job, v, -1);
    absentAt[job] = rounds.absents;
    absent[rounds.absents++] = job;
  }

  /** Counts a job as left out (1) or not (-1). */
  function leftOut(job: number, by: 1 | -1) {
    rounds.cost += by * skip[job]!;
    rounds.skipped += by * skip[job]!;
    if (level[job]! >= 0) rounds.missing[level[job]!]! += by;
  }

  /** Counts an announced job as put (1) with a vehicle or taken (-1) from it. */
  function moved(job: number, v: number, by: 1 | -1) {
    if (home[job] === v) rounds.away -= by;
    else if (home[job]! >= 0) rounds.astray += by;
  }

  /** After removals: times and loads of the touched rounds, no empty trips, idle vehicles out of use. */
  function settle() {
    journal.each((v) => {
      if (tripped) dropEmptyTrips(v);
      if (size[v] === 0 && at[v]! >= 0) free(rounds, v);
      if (!times.refresh(v)) rounds.broken = true;
    });
    if (kinds) journal.each((v) => kinds.fit(v));
  }

  function dropEmptyTrips(v: number) {
    const end = nodes + 2 * v + 1;
    for (let i = next[end - 1]!; i !== end; ) {
      const j = next[i]!;
      if (i >= reloads && (prev[i]! >= nodes || j >= nodes)) {
        unlink(i, v);
        giveBack(rounds, i);
      }
      i = j;
    }
  }

  /** Puts the job where it costs least; false when it costs less to leave it out (or, not `thorough`, when no neighbour has room). */
  function put(job: number, thorough = true): boolean {
    if (round[nodeOf[job]!]! >= 0) return true;
    if (partner.length > 0 && partner[job]! >= 0) return putBoth(job, partner[job]!);
    if (!find(job, thorough)) return false;
    insert(job);
    return true;
  }

  /** Puts the job with this vehicle; false when it does not fit. */
  function putWith(job: number, v: number): boolean {
    if (!findWith(job, v)) return false;
    insert(job);
    return true;
  }

  /** The first of a pair where it costs least, at its earliest; the other as near in time as they must be; or neither. */
  function putBoth(job: number, other: number): boolean {
    if (!find(job, true)) return false;
    insert(job);
    const node = nodeOf[job]!;
    const begins = timeOf(node);
    bind(node, begins, begins);
    const mate = nodeOf[other]!;
    bind(
      mate,
      Math.max(model.opens[mate]!, begins - model.apart[job]!),
      Math.min(model.closes[mate]!, begins + model.apart[job]!),
    );
    const v = round[node]!;
    if (times.refresh(v) && rounds.opens[mate]! <= rounds.closes[mate]! && find(other, true)) {
      insert(other);
      const met = timeOf(mate);
      bind(mate, met, met);
      if (times.refresh(round[mate]!)) return true;
    }
    remove(job);
    settle();
    return false;
  }

  /** When the node just put begins. */
  const timeOf = (node: number) => rounds.judge?.begins(node) ?? rounds.left[node]! - rounds.service[node]!;

  function bind(node: number, from: number, to: number) {
    rounds.opens[node] = from;
    rounds.closes[node] = to;
  }

  function insert(job: number) {
    if (found.instead >= 0) {
      if (found.after === nodes + 2 * found.vehicle) found.after = nodes + 2 * found.instead;
      kinds!.swap(found.vehicle, found.instead);
      found.vehicle = found.instead;
    }
    const { after, second, reload, vehicle: v } = found;
    journal.touch(v);
    if (at[v]! < 0) use(rounds, v);
    const node = nodeOf[job]!;
    if (reload >= 0) {
      const stop = rounds.spare[--rounds.spares]!;
      place[stop] = reload;
      rounds.service[stop] = model.reloading[v]!;
      rounds.opens[stop] = rounds.opens[nodes + 2 * v]!;
      rounds.closes[stop] = rounds.closes[nodes + 2 * v]!;
      link(stop, after, v);
      link(node, second === reloadBefore ? stop : after, v);
    } else link(node, after, v);
    size[v]!++;
    if (paired[job] === 1) {
      link(node + 1, second, v);
      size[v]!++;
    }
    if (extra.length > 0) rounds.cost += extra[job * vehicles + v]!;
    leftOut(job, -1);
    if (home.length > 0) moved(job, v, 1);
    if (paired[job] === 1 || !sums || limited || tripped || rounds.judge !== null) {
      if (!times.refresh(v)) rounds.broken = true;
    } else {
      const start = nodes + 2 * v;
      for (let d = 0; d < dimensions; d++) load[start * dimensions + d]! += bringAndCollect(job, d);
      if (timed) times.spread(node, v);
    }
    const last = absent[--rounds.absents]!;
    absent[absentAt[job]!] = last;
    absentAt[last] = absentAt[job]!;
  }

  const bringAndCollect = (job: number, d: number) =>
    model.bring[job * dimensions + d]! + model.collect[job * dimensions + d]!;

  /** Rounds as in a picture, whatever they are now. False when some round is not feasible. */
  function restore(picture: Picture): boolean {
    journal.begin();
    for (let j = 0; j < jobs; j++) if (round[nodeOf[j]!]! >= 0) remove(j);
    settle();
    if (picture.opens) rounds.opens.set(picture.opens.subarray(0, nodes));
    if (picture.closes) rounds.closes.set(picture.closes.subarray(0, nodes));
    let good = true;
    let v = -1;
    let last = -1;
    for (const item of picture.row) {
      if (item < 0 && item >= -model.all) {
        if (v >= 0 && !times.refresh(v)) good = false;
        v = -1 - item;
        last = nodes + 2 * v;
        use(rounds, v);
      } else last = append(item, last, v);
    }
    if (v >= 0 && !times.refresh(v)) good = false;
    return good;
  }

  function append(item: number, last: number, v: number): number {
    if (item < 0) {
      const stop = rounds.spare[--rounds.spares]!;
      place[stop] = -1 - model.all - item;
      rounds.service[stop] = model.reloading[v]!;
      rounds.opens[stop] = rounds.opens[nodes + 2 * v]!;
      rounds.closes[stop] = rounds.closes[nodes + 2 * v]!;
      link(stop, last, v);
      return stop;
    }
    link(item, last, v);
    size[v]!++;
    const job = model.jobOf[item]!;
    if (nodeOf[job] !== item) return item;
    if (extra.length > 0) rounds.cost += extra[job * vehicles + v]!;
    leftOut(job, -1);
    if (home.length > 0) moved(job, v, 1);
    const other = absent[--rounds.absents]!;
    absent[absentAt[job]!] = other;
    absentAt[other] = absentAt[job]!;
    return item;
  }

  const picture = (): Picture => pictured(rounds);

  return {
    rounds,
    begin: journal.begin,
    undo: journal.undo,
    touch: journal.touch,
    refresh: times.refresh,
    remove,
    settle,
    put,
    putWith,
    picture,
    restore,
  };
}

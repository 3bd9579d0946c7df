import type { fitter } from './fits.ts';
import { cheapest, type Eyes, type Found, shortlistOf } from './found.ts';
import type { Kinds } from './kinds.ts';
import type { Beside } from './near.ts';
import type { Rounds } from './rounds.ts';
import { transferPlaces } from './transfer-places.ts';
import { reloadAfter, reloadBefore, tripPlaces } from './trip-places.ts';
import { visitPlaces } from './visit-places.ts';

/** Most timetables asked about one job at a time. */
const mostTries = 16;

/**
 * Finds the best place of a job, into `found`. `beside` limits the places looked at first; where it is empty every place is.
 */
export function seeker(
  rounds: Rounds,
  fit: ReturnType<typeof fitter>,
  found: Found,
  eyes: Eyes,
  kinds: Kinds | null,
  beside: Beside,
) {
  const { model, next, place, used, idle, size } = rounds;
  const { nodes, paired, nodeOf, skip, level, tripped } = model;
  const list = model.judged ? shortlistOf(4096) : null;
  const visits = visitPlaces(rounds, fit, found, eyes, list, beside);
  const trips = tripPlaces(rounds, fit, found, eyes, list, beside);
  const lookPair = transferPlaces(rounds, fit, found, eyes, list);
  const row = new Int32Array(model.all + 2);

  /** The judged price of a round with the job at these places. */
  function tryOut(job: number, v: number, after: number, second: number, stop: number): number {
    const node = nodeOf[job]!;
    const end = nodes + 2 * v + 1;
    let count = 0;
    const reload = stop >= 0 ? rounds.spare[rounds.spares - 1]! : -1;
    for (let i = end - 1; i !== end; i = next[i]!) {
      if (i !== end - 1) row[count++] = i;
      if (i === second && paired[job] === 1) row[count++] = node + 1;
      if (i !== after) continue;
      if (stop >= 0 && second === reloadBefore) row[count++] = reload;
      row[count++] = node;
      if (stop >= 0 && second === reloadAfter) row[count++] = reload;
      if (paired[job] === 1 && second === node) row[count++] = node + 1;
    }
    if (stop >= 0) place[reload] = stop;
    return rounds.judge!.price(v, row, count);
  }

  function lookAt(job: number, v: number) {
    if (!fit.fits(job, v)) return;
    if (paired[job] === 1) lookPair(job, v);
    else if (tripped) trips.look(job, v);
    else if (fit.loads(job, v, nodes + 2 * v)) visits.look(job, v);
    else if (kinds && size[v]! > 0) kinds.each(v, (w, more) => visits.lookFor(job, v, w, more));
  }

  /** Best place for the job over all vehicles; false when there is none, or leaving an optional job out costs less. `thorough`: everywhere, when not near. */
  function find(job: number, thorough: boolean): boolean {
    forget(level[job]! >= 0 ? Infinity : skip[job]!);
    if (beside.size > 0 && paired[job] === 0) {
      if (tripped) trips.lookNear(job);
      else visits.lookNear(job);
      if (found.after < 0 && !list?.count && thorough) for (let u = 0; u < rounds.inUse; u++) lookAt(job, used[u]!);
    } else for (let u = 0; u < rounds.inUse; u++) lookAt(job, used[u]!);
    if (rounds.inUse < rounds.most) for (const v of idle) if (v >= 0) lookAt(job, v);
    if (list) decide(job);
    return found.after >= 0;
  }

  /** Best place for the job with this vehicle, whatever it costs; false when there is none. */
  function findWith(job: number, v: number): boolean {
    forget(Infinity);
    lookAt(job, v);
    if (list) decide(job);
    return found.after >= 0;
  }

  function forget(most: number) {
    found.delta = most;
    found.after = -1;
    found.reload = -1;
    found.instead = -1;
    if (list) list.count = 0;
  }

  /** Tries the shortlist by the timetable, cheapest first, until none left can be better than the best found. */
  function decide(job: number) {
    for (let tries = 0; tries < mostTries; tries++) {
      const c = cheapest(list!);
      if (c < 0 || list!.delta[c]! >= found.delta) return;
      const [v, after, second, reload] = [list!.vehicle[c]!, list!.after[c]!, list!.second[c]!, list!.reload[c]!];
      const exact = list!.delta[c]! + rounds.saving[v]! + tryOut(job, v, after, second, reload) - rounds.price[v]!;
      list!.delta[c] = Infinity;
      if (exact >= found.delta) continue;
      found.delta = exact;
      found.after = after;
      found.second = second;
      found.vehicle = v;
      found.reload = reload;
    }
  }

  return { find, findWith };
}

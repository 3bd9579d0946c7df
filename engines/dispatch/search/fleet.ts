import type { Turns } from './anneal.ts';
import type { Changer } from './changer.ts';
import type { Picture } from './links.ts';
import { compare, stand, standingOf } from './standing.ts';

/**
 * Fewer vehicles: the round whose jobs have been hardest to place least often is closed, and ruin and recreate goes on until all its jobs are back
 * or the budget is over. A plan with jobs missing that were not before is accepted when the sum of how often its missing jobs have been missing
 * falls (absence counts: Christiaens & Vanden Berghe 2020). Leaves the smallest plan that
 * serves as much; `enough` vehicles end it.
 */
export function shrinkFleet(
  changer: Changer,
  turns: Turns,
  spent: () => number,
  ruin: () => void,
  recreate: (before: number, most: number) => void,
  accept: (more: number) => boolean,
  enough: number,
) {
  const { rounds } = changer;
  const { jobs, nodeOf, paired } = rounds.model;
  const missed = new Float64Array(jobs);
  let best: Picture = changer.picture();
  let out = rounds.absents;
  const [least, now] = [standingOf(rounds), standingOf(rounds)];
  stand(rounds, least, false);
  close();
  let hardship = sum();
  let current = rounds.cost - rounds.skipped;
  for (let turn = 0; rounds.most >= enough; turn++) {
    if (turn % turns.every === 0 && spent() >= 1) break;
    turns.done++;
    changer.begin();
    const before = rounds.absents;
    ruin();
    if (!rounds.broken) recreate(before, Infinity);
    const hard = sum();
    const cost = rounds.cost - rounds.skipped;
    const kept = !rounds.broken && (hard < hardship || (hard === hardship && accept(cost - current)));
    for (let a = 0; a < rounds.absents; a++) missed[rounds.absent[a]!]!++;
    if (!kept) {
      changer.undo();
      hardship = sum();
      continue;
    }
    current = cost;
    hardship = sum();
    stand(rounds, now, false);
    const served = compare(now, least);
    if (served > 0 || (served === 0 && rounds.absents > out) || rounds.away > rounds.mostAway) continue;
    best = changer.picture();
    least.set(now);
    out = rounds.absents;
    close();
    hardship = sum();
    current = rounds.cost - rounds.skipped;
  }
  changer.restore(best);
  // Should more be served with more vehicles, that comes first.
  if (rounds.missing.every((count) => count === 0)) rounds.most = rounds.inUse;
  else rounds.most = rounds.model.vehicles;

  function sum(): number {
    let total = 0;
    for (let a = 0; a < rounds.absents; a++) total += missed[rounds.absent[a]!]! + 1;
    return total;
  }

  function stands(job: number): boolean {
    const { frozen } = rounds;
    const node = nodeOf[job]!;
    return frozen.length > 0 && (frozen[node] === 1 || frozen[node + paired[job]!] === 1);
  }

  /** Empties the round that is easiest to do without. */
  function close() {
    let easiest = -1;
    let least = Infinity;
    const hardness = new Float64Array(rounds.model.vehicles);
    for (let j = 0; j < jobs; j++) {
      const v = rounds.round[nodeOf[j]!]!;
      if (v >= 0) hardness[v]! += stands(j) ? Infinity : missed[j]! + 1;
    }
    for (let u = 0; u < rounds.inUse; u++) {
      const v = rounds.used[u]!;
      if (hardness[v]! >= least) continue;
      least = hardness[v]!;
      easiest = v;
    }
    if (easiest < 0) return;
    changer.begin();
    for (let j = 0; j < jobs; j++) if (rounds.round[nodeOf[j]!] === easiest) changer.remove(j);
    changer.settle();
    rounds.most = rounds.inUse;
  }
}

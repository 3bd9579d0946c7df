import { demandOf } from './capacity.ts';
import type { Relaxation } from './generate.ts';
import { type Schedule, unitOf } from './master.ts';

/** How often the price of a capacity exceeded is raised before rounding gives up. */
const RAISES = 40;

/**
 * One schedule for each area from a mix of schedules, quickly: begin with the one each mostly follows, then change one area at a
 * time as long as cost and what is short, at a price raised until nothing is, go down. Undefined when something stays short.
 */
export function roundMix(relaxation: Relaxation, areas: number): Schedule[] | undefined {
  const { rows, rowsOf, schedules, mix } = relaxation;
  const choices: Schedule[][] = Array.from({ length: areas }, () => []);
  const chosen: Schedule[] = [];
  const most = new Float64Array(areas).fill(-1);
  schedules.all.forEach((each, j) => {
    choices[each.area]!.push(each);
    if ((mix[j] ?? 0) > most[each.area]!) {
      most[each.area] = mix[j] ?? 0;
      chosen[each.area] = each;
    }
  });
  const used = new Float64Array(rows.length);
  const shift = (from: Schedule | undefined, to: Schedule): void => {
    for (const r of rowsOf[to.area]!)
      used[r]! += demandOf(to.course, rows[r]!) - (from ? demandOf(from.course, rows[r]!) : 0);
  };
  for (const each of chosen) shift(undefined, each);
  const short = (r: number, more: number): number => Math.max(0, used[r]! + more - rows[r]!.have) / unitOf(rows[r]!);
  const total = chosen.reduce((sum, each) => sum + each.course.cost, 0);
  let price = total / areas;
  const gain = (from: Schedule, to: Schedule): number => {
    let delta = to.course.cost - from.course.cost;
    for (const r of rowsOf[to.area]!) {
      const more = demandOf(to.course, rows[r]!) - demandOf(from.course, rows[r]!);
      if (more !== 0) delta += price * areas * (short(r, more) - short(r, 0));
    }
    return delta;
  };
  const single = (): boolean => {
    let moved = false;
    for (let a = 0; a < areas; a++) {
      const from = chosen[a]!;
      let best = -1e-9 * total;
      let to: Schedule | undefined;
      for (const each of choices[a]!) {
        const delta = each === from ? 0 : gain(from, each);
        if (delta < best) [best, to] = [delta, each];
      }
      if (!to) continue;
      shift(from, to);
      chosen[a] = to;
      moved = true;
    }
    return moved;
  };
  for (let raise = 0; raise < RAISES; raise++) {
    for (let sweep = 0; sweep < 50 && single(); sweep++);
    if (!rows.some((_, r) => short(r, 0) > 1e-9)) return chosen;
    price *= 1.6;
  }
  return undefined;
}

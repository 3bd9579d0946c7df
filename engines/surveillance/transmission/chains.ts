import { type Day, daysBetween } from '../../../kernel/time.ts';

export interface ChainCase {
  id: string;
  /** Day of onset; absent where unknown. */
  onset?: Day | null;
}
export interface Infection {
  infector: string;
  infected: string;
}

export interface Chains {
  /** Number infected -> cases that infected so many, those who infected nobody included. Fit with `fitOffspring`. */
  offspring: Map<number, number>;
  /** Days from the infector's to the infected's onset, in the order of the links; null where an onset is unknown. */
  serialIntervals: (number | null)[];
  /** Size of each chain (cases connected by links), largest first. */
  sizes: number[];
}

/**
 * Transmission chains of a line list: offspring, serial intervals, chain sizes. Errors, each with the id: `case-twice` (an id stands twice),
 * `infection-unknown` (a link names nobody in the list), `infection-twice` (two infectors of one case: choose the likelier),
 * `infection-self`.
 */
export function chainsOf(cases: readonly ChainCase[], links: readonly Infection[]): Chains {
  const byId = new Map<string, ChainCase>();
  for (const each of cases) {
    if (byId.has(each.id)) throw new Error(`case-twice: ${each.id} stands twice in the line list. Join the two lines.`);
    byId.set(each.id, each);
  }
  const infectors = new Map<string, string>();
  const infected = new Map<string, number>();
  const root = new Map<string, string>(cases.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    let at = id;
    for (let up = root.get(at)!; up !== at; up = root.get(at)!) {
      root.set(at, root.get(up)!);
      at = up;
    }
    return at;
  };
  const serialIntervals = links.map(({ infector, infected: other }) => {
    const [from, to] = [byId.get(infector), byId.get(other)];
    if (!from || !to)
      throw new Error(`infection-unknown: ${from ? other : infector} is in no line. Add the case, or drop the link.`);
    if (from === to) throw new Error(`infection-self: ${infector} infects itself. Correct the link.`);
    const known = infectors.get(other);
    if (known !== undefined)
      throw new Error(`infection-twice: ${other} has infectors ${known} and ${infector}. Keep the likelier one.`);
    infectors.set(other, infector);
    infected.set(infector, (infected.get(infector) ?? 0) + 1);
    root.set(rootOf(other), rootOf(infector));
    return from.onset && to.onset ? daysBetween(from.onset, to.onset) : null;
  });
  const offspring = new Map<number, number>();
  const sizes = new Map<string, number>();
  for (const { id } of cases) {
    const count = infected.get(id) ?? 0;
    offspring.set(count, (offspring.get(count) ?? 0) + 1);
    sizes.set(rootOf(id), (sizes.get(rootOf(id)) ?? 0) + 1);
  }
  return { offspring, serialIntervals, sizes: [...sizes.values()].sort((a, b) => b - a) };
}

/** Mean, sd (n - 1) and median of the known intervals; NaN where too few are known. */
export function intervalSummary(intervals: readonly (number | null)[]): { mean: number; sd: number; median: number } {
  const known = intervals.filter((each) => each !== null).sort((a, b) => a - b);
  const n = known.length;
  const mean = known.reduce((all, each) => all + each, 0) / n;
  const sd = Math.sqrt(known.reduce((all, each) => all + (each - mean) ** 2, 0) / (n - 1));
  const median = n === 0 ? Number.NaN : (known[Math.floor((n - 1) / 2)]! + known[Math.ceil((n - 1) / 2)]!) / 2;
  return { mean, sd: n > 1 ? sd : Number.NaN, median };
}

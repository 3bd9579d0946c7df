import { daysBetween } from '../../kernel/time.ts';

export interface ChainCase {
  id: string;
  onset?: string;
  reportedOn: string;
  status: 'open' | 'discarded';
}
export interface ChainLink {
  from: string;
  to: string;
}

/** A doubt about a chain, to be looked at by a person. */
export interface ChainDoubt {
  kind: 'child-before-parent' | 'long-gap' | 'many-sources' | 'circle' | 'end-unknown';
  cases: string[];
  /** Days between the onsets, where dates are the doubt. */
  days?: number;
}

export interface Chains {
  /** Generation of each case: 0 without a known source, else one more than the earliest generation of its sources; null on a circle. */
  generation: Map<string, number | null>;
  /** Number of the connected chain each case is in, from 0, largest first. */
  chain: Map<string, number>;
  sizes: number[];
  /** Secondary cases of each case. */
  offspring: Map<string, number>;
  /** Cases with neither source nor offspring. */
  single: string[];
  doubts: ChainDoubt[];
}

/**
 * Transmission chains from links, without a clock. Discarded cases and their links fall out, so a correction corrects the chain.
 * A case with several possible sources gets its generation from the earliest of them and a doubt. `maxGap`: days between onsets
 * above which a link is doubted (longest incubation plus infectious period of the disease); not checked when absent.
 * Breadth first; linear in cases and links.
 */
export function chainsOf(cases: readonly ChainCase[], links: readonly ChainLink[], maxGap?: number): Chains {
  const known = new Map(cases.filter((item) => item.status === 'open').map((item) => [item.id, item]));
  const out = new Map<string, string[]>();
  const sources = new Map<string, string[]>();
  const doubts: ChainDoubt[] = [];
  for (const { from, to } of links) {
    const [parent, child] = [known.get(from), known.get(to)];
    if (!parent || !child) {
      doubts.push({ kind: 'end-unknown', cases: [from, to] });
      continue;
    }
    push(out, from, to);
    push(sources, to, from);
    if (!parent.onset || !child.onset) continue;
    const days = daysBetween(parent.onset, child.onset);
    if (days < 0) doubts.push({ kind: 'child-before-parent', cases: [from, to], days });
    else if (maxGap !== undefined && days > maxGap) doubts.push({ kind: 'long-gap', cases: [from, to], days });
  }
  for (const [to, from] of sources) if (from.length > 1) doubts.push({ kind: 'many-sources', cases: [to, ...from] });

  const generation = new Map<string, number | null>([...known.keys()].map((id) => [id, null]));
  let wave = [...known.keys()].filter((id) => !sources.has(id));
  for (let n = 0; wave.length > 0; n++) {
    for (const id of wave) generation.set(id, n);
    wave = [...new Set(wave.flatMap((id) => out.get(id) ?? []))].filter((id) => generation.get(id) === null);
  }
  const circle = [...generation].filter(([, value]) => value === null).map(([id]) => id);
  if (circle.length > 0) doubts.push({ kind: 'circle', cases: circle });

  const groups = components([...known.keys()], out);
  const chain = new Map(groups.flatMap((group, n) => group.map((id) => [id, n] as const)));
  return {
    generation,
    chain,
    sizes: groups.map((group) => group.length),
    doubts,
    offspring: new Map([...known.keys()].map((id) => [id, out.get(id)?.length ?? 0])),
    single: [...known.keys()].filter((id) => !out.has(id) && !sources.has(id)),
  };
}

/** Groups of linked cases, largest first, by joining sets. */
function components(ids: string[], out: Map<string, string[]>): string[][] {
  const leader = new Map(ids.map((id) => [id, id]));
  const find = (id: string): string => {
    let at = id;
    while (leader.get(at) !== at) {
      leader.set(at, leader.get(leader.get(at) as string) as string);
      at = leader.get(at) as string;
    }
    return at;
  };
  for (const [from, children] of out) for (const to of children) leader.set(find(to), find(from));
  const groups = new Map<string, string[]>();
  for (const id of ids) push(groups, find(id), id);
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

import { type Day, daysBetween } from '../../kernel/time.ts';

export interface ChainNode {
  id: string;
  label: string;
  /** Onset, or the day it was found. */
  day?: Day;
  /** Groups share a colour: district, cluster, classification. */
  group?: string;
  /** Drawn as a square: known to have been brought in. */
  imported?: boolean;
}
export interface ChainLink {
  from: string;
  to: string;
  label?: string;
  /** Drawn dashed. */
  uncertain?: boolean;
}
/** Generation of each case: 0 without a known infector, else one more than its infector. A ring counts from where it is met. */
export function generations(nodes: ChainNode[], links: ChainLink[]): Map<string, number> {
  const infector = new Map(links.map((link) => [link.to, link.from]));
  const found = new Map<string, number>();
  const look = (id: string, seen: Set<string>): number => {
    const known = found.get(id);
    if (known !== undefined) return known;
    const from = infector.get(id);
    const value = from === undefined || seen.has(from) ? 0 : look(from, new Set(seen).add(id)) + 1;
    found.set(id, value);
    return value;
  };
  for (const node of nodes) look(node.id, new Set([node.id]));
  return found;
}

/** Where each case stands: onset from left to right; a first child on its infector's line, each further child on a new one. */
export function placesOf(
  nodes: ChainNode[],
  links: ChainLink[],
  depth: Map<string, number>,
): Map<string, { x: number; y: number }> {
  const known = nodes.flatMap((node) => node.day ?? []).sort();
  const first = known[0];
  const children = new Map<string, string[]>();
  for (const link of links) children.set(link.from, [...(children.get(link.from) ?? []), link.to]);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const placed = new Map<string, { x: number; y: number }>();
  let line = 0;
  const x = (id: string) => {
    const on = byId.get(id)?.day;
    return on && first ? daysBetween(first, on) * 46 : (depth.get(id) ?? 0) * 90;
  };
  // Depth first: a first child stays on its parent's line, each further child opens a new one.
  const put = (id: string) => {
    if (placed.has(id) || !byId.has(id)) return;
    placed.set(id, { x: x(id), y: line * 52 });
    (children.get(id) ?? []).forEach((child, i) => {
      if (i > 0) line++;
      put(child);
    });
  };
  for (const node of [...nodes].sort(
    (a, b) => (depth.get(a.id) ?? 0) - (depth.get(b.id) ?? 0) || (a.day ?? '').localeCompare(b.day ?? ''),
  )) {
    if (placed.has(node.id)) continue;
    put(node.id);
    line++;
  }
  return placed;
}

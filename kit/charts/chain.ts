import { addDays, type Day, daysBetween } from '../../kernel/time.ts';

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
  /** Exposure; links of one exposure share a colour. */
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

/** Pixels of a line of cases; a case of many offspring takes more than one. */
const LINE = 30;
/** Least and most pixels of a day. */
const DAY = [20, 60] as const;

export interface ChainLayout {
  places: Map<string, { x: number; y: number; size: number }>;
  /** Secondary cases of each case. */
  offspring: Map<string, number>;
  /** Days to name along the top, and the height the day lines need. */
  ticks: { x: number; day: Day }[];
  height: number;
}

/** Diameter of a case: its area grows with the cases it led to. */
const sizeOf = (offspring: number): number => Math.min(14 + 4 * Math.sqrt(offspring), 48);

/**
 * Where each case stands: its day from left to right, and within a day as near to its infector's line as there is room.
 * Chains do not mix: each has a band of lines, and bands share lines where their days do not meet. `aspect` is width over
 * height of the picture, so that it fills its frame. A case without a day stands one day after its infector.
 */
export function layout(nodes: ChainNode[], links: ChainLink[], aspect = 2.4): ChainLayout {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const inside = links.filter((link) => byId.has(link.from) && byId.has(link.to));
  const infector = new Map(inside.map((link) => [link.to, link.from]));
  const offspring = new Map<string, number>();
  for (const { from } of inside) offspring.set(from, (offspring.get(from) ?? 0) + 1);
  const first = nodes.flatMap((node) => node.day ?? []).sort()[0];
  const column = columnsOf(nodes, infector, first);

  const tops = new Map<string, number>();
  const skyline: number[] = [];
  for (const members of chainsOf(nodes, inside)) {
    const own = bandOf(members, infector, offspring, column);
    const days = members.map((node) => column.get(node.id) as number);
    const [from, to] = [Math.min(...days), Math.max(...days)];
    const span = Array.from({ length: to - from + 3 }, (_, n) => from - 1 + n);
    const floor = Math.max(...span.map((day) => skyline[day + 1] ?? 0));
    for (const [id, line] of own.lines) tops.set(id, floor + line);
    for (const day of span) skyline[day + 1] = floor + own.height + 0.5;
  }
  const height = Math.max(...skyline.filter((line) => line !== undefined), 1) * LINE;
  const columns = Math.max(...column.values(), 0) + 1;
  const wide = Math.min(Math.max((height * aspect) / columns, DAY[0]), DAY[1]);
  const every = Math.max(1, Math.ceil(84 / wide));
  return {
    places: new Map(
      nodes.map(({ id }) => [
        id,
        {
          x: (column.get(id) as number) * wide,
          y: (tops.get(id) as number) * LINE,
          size: sizeOf(offspring.get(id) ?? 0),
        },
      ]),
    ),
    offspring,
    ticks:
      first === undefined
        ? []
        : Array.from({ length: Math.ceil(columns / every) }, (_, n) => ({
            x: n * every * wide,
            day: addDays(first, n * every),
          })),
    height,
  };
}

/** Days from the first day; without a day of its own, one after the infector. */
function columnsOf(nodes: ChainNode[], infector: Map<string, string>, first: Day | undefined): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Map<string, number>();
  const look = (id: string, seen: Set<string>): number => {
    const known = found.get(id);
    if (known !== undefined) return known;
    const day = byId.get(id)?.day;
    const from = infector.get(id);
    const value =
      day !== undefined && first !== undefined
        ? daysBetween(first, day)
        : from === undefined || seen.has(from)
          ? 0
          : look(from, new Set(seen).add(id)) + 1;
    found.set(id, value);
    return value;
  };
  for (const node of nodes) look(node.id, new Set([node.id]));
  return found;
}

/** Connected cases, largest chain first. */
function chainsOf(nodes: ChainNode[], links: ChainLink[]): ChainNode[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of links) {
    next.set(from, [...(next.get(from) ?? []), to]);
    next.set(to, [...(next.get(to) ?? []), from]);
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  const chains = nodes.flatMap((node) => {
    if (seen.has(node.id)) return [];
    const members = [node.id];
    seen.add(node.id);
    for (const id of members)
      for (const other of next.get(id) ?? [])
        if (!seen.has(other)) {
          seen.add(other);
          members.push(other);
        }
    return [members.map((id) => byId.get(id) as ChainNode)];
  });
  return chains.sort((a, b) => b.length - a.length);
}

/** Lines of one chain, from 0: day after day, each case as near to its infector as the cases of its day leave room. */
function bandOf(
  members: ChainNode[],
  infector: Map<string, string>,
  offspring: Map<string, number>,
  column: Map<string, number>,
): { lines: Map<string, number>; height: number } {
  const days = new Map<number, ChainNode[]>();
  for (const node of members) {
    const day = column.get(node.id) as number;
    days.set(day, [...(days.get(day) ?? []), node]);
  }
  const at = new Map<string, number>();
  for (const [, group] of [...days].sort(([a], [b]) => a - b)) {
    const wanted = group
      .map((node) => ({
        id: node.id,
        line: at.get(infector.get(node.id) ?? '') ?? 0,
        room: Math.max(1, (sizeOf(offspring.get(node.id) ?? 0) + 8) / LINE),
      }))
      .sort((a, b) => a.line - b.line || (a.id < b.id ? -1 : 1));
    let floor = Number.NEGATIVE_INFINITY;
    const placed = wanted.map((each) => {
      const line = Math.max(each.line, floor + each.room / 2);
      floor = line + each.room / 2;
      return { ...each, placed: line };
    });
    // Pushed downwards to make room: the whole day moves back up by the mean push.
    const push = placed.reduce((sum, each) => sum + each.placed - each.line, 0) / placed.length;
    for (const each of placed) at.set(each.id, each.placed - push);
  }
  const edges = members.map(({ id }) => (sizeOf(offspring.get(id) ?? 0) + 8) / LINE / 2);
  const top = Math.min(...members.map(({ id }, n) => (at.get(id) as number) - (edges[n] as number)));
  const bottom = Math.max(...members.map(({ id }, n) => (at.get(id) as number) + (edges[n] as number)));
  return { lines: new Map([...at].map(([id, line]) => [id, line - top])), height: bottom - top };
}

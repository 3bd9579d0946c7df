import { type ChainDoubt, chainsOf } from '../../engines/chains/chains.ts';
import { addDays } from '../../kernel/time.ts';
import { CLASSIFICATIONS, type Classification } from './model.ts';
import type { CaseRow } from './views.ts';
import type { CurveRow, LinkRow } from './views-lists.ts';

export const INTERVALS = ['detectH', 'reportH', 'isolateH', 'treatH'] as const;
export type Interval = (typeof INTERVALS)[number];

export interface Spread {
  /** Cases whose interval is known. */
  known: number;
  /** Cases where a moment is missing: counted, never guessed. */
  missing: number;
  /** Cases whose second moment lies before the first: contradictory dates, left out of the figures. */
  reversed: number;
  /** Hours; undefined when nothing is known. */
  median?: number;
  p90?: number;
}

/** Quantile of sorted values, linear between neighbours (R type 7). */
export function quantile(sorted: number[], p: number): number | undefined {
  if (sorted.length === 0) return undefined;
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] as number;
  return low + ((sorted[Math.ceil(at)] as number) - low) * (at - Math.floor(at));
}

/** Four early (四早) over a list of cases: median and 90th percentile of each interval, with what is missing. */
export function fourEarlySummary(rows: readonly Pick<CaseRow, Interval | 'status'>[]): Record<Interval, Spread> {
  const open = rows.filter((row) => row.status === 'open');
  const spread = (key: Interval): Spread => {
    const known = open.map((row) => row[key]).filter((value): value is number => value !== null);
    const sorted = known.filter((value) => value >= 0).sort((a, b) => a - b);
    return {
      known: sorted.length,
      missing: open.length - known.length,
      reversed: known.length - sorted.length,
      median: quantile(sorted, 0.5),
      p90: quantile(sorted, 0.9),
    };
  };
  return Object.fromEntries(INTERVALS.map((key) => [key, spread(key)])) as Record<Interval, Spread>;
}

/** Cases whose source of infection is known, of those not discarded. */
export function sourceShare(rows: readonly Pick<CaseRow, 'sourceKnown' | 'status'>[]): {
  known: number;
  unknown: number;
  share?: number;
} {
  const open = rows.filter((row) => row.status === 'open');
  const known = open.filter((row) => row.sourceKnown).length;
  return { known, unknown: open.length - known, share: open.length ? known / open.length : undefined };
}

/** A picture of one disease in one area, without names: what a screen draws. */
export interface Picture {
  cases: number;
  discarded: number;
  fourEarly: Record<Interval, Spread>;
  source: ReturnType<typeof sourceShare>;
  /** Every day from the first to the last, with the counts of each classification. */
  days: string[];
  curve: { classification: Classification; values: number[] }[];
  chain: {
    nodes: { id: string; day?: string; generation: number | null; imported: boolean }[];
    links: { from: string; to: string; exposure?: string; certain: boolean }[];
    /** Cases by generation, from 0. */
    generations: number[];
    largest: number;
    single: number;
    doubts: ChainDoubt[];
    /** Linked cases that were left out of the drawing because it would not be legible. */
    undrawn: number;
  };
}

/** Nodes a chain graph stays legible with; the largest chains come first. */
const DRAWN = 1500;
/** Longest curve drawn: ten years of days. */
const LONGEST = 3653;

/** Links of a case that was merged, drawn at the case that stays; a link between two reports of one person falls out. */
function rejoined(rows: readonly CaseRow[], links: readonly LinkRow[]): LinkRow[] {
  const stays = new Map(rows.flatMap((row) => (row.mergedInto ? [[row.id, row.mergedInto] as const] : [])));
  if (stays.size === 0) return [...links];
  const endOf = (id: string): string => {
    let end = id;
    for (let next = stays.get(end); next !== undefined; next = stays.get(end)) end = next;
    return end;
  };
  const found = new Map<string, LinkRow>();
  for (const link of links) {
    const [from, to] = [endOf(link.from), endOf(link.to)];
    if (from !== to && !found.has(`${from}>${to}`)) found.set(`${from}>${to}`, { ...link, from, to });
  }
  return [...found.values()];
}

export function pictureOf(all: readonly CaseRow[], listed: readonly LinkRow[], curve: readonly CurveRow[]): Picture {
  const rows = all.filter((row) => row.status !== 'merged');
  const links = rejoined(all, listed);
  const chains = chainsOf(
    rows.map((row) => ({ ...row, status: row.status === 'open' ? 'open' : 'discarded' })),
    links,
  );
  const linked = rows.filter(
    (row) => row.status === 'open' && (chains.generation.get(row.id) !== 0 || chains.offspring.get(row.id)),
  );
  const drawn = linked
    .toSorted((a, b) => (chains.chain.get(a.id) as number) - (chains.chain.get(b.id) as number))
    .slice(0, DRAWN);
  const shown = new Set(drawn.map((row) => row.id));
  const generations: number[] = [];
  for (const row of linked) {
    const generation = chains.generation.get(row.id);
    if (generation != null) generations[generation] = (generations[generation] ?? 0) + 1;
  }
  const span = curve.map((row) => row.day).sort();
  const days: string[] = [];
  for (
    let day = span[0];
    day !== undefined && day <= (span.at(-1) as string) && days.length < LONGEST;
    day = addDays(day, 1)
  )
    days.push(day);
  const place = new Map(days.map((day, n) => [day, n]));
  const series = CLASSIFICATIONS.map((classification) => ({ classification, values: days.map(() => 0) }));
  for (const row of curve) {
    const n = place.get(row.day);
    if (n !== undefined)
      for (const each of series) each.values[n] = (each.values[n] as number) + row[each.classification];
  }
  const open = rows.filter((row) => row.status === 'open');
  return {
    cases: open.length,
    discarded: rows.length - open.length,
    fourEarly: fourEarlySummary(rows),
    source: sourceShare(rows),
    days,
    curve: series.filter((each) => each.values.some(Boolean)),
    chain: {
      nodes: drawn.map((row) => ({
        id: row.id,
        day: row.onset ?? row.reportedOn,
        generation: chains.generation.get(row.id) ?? null,
        imported: row.origin === 'imported',
      })),
      links: links
        .filter((link) => shown.has(link.from) && shown.has(link.to))
        .map((link) => ({ from: link.from, to: link.to, exposure: link.exposure, certain: link.certainty !== 'low' })),
      generations: Array.from(generations, (count) => count ?? 0),
      largest: chains.sizes[0] ?? 0,
      single: chains.single.length,
      doubts: chains.doubts.slice(0, DRAWN),
      undrawn: linked.length - drawn.length,
    },
  };
}

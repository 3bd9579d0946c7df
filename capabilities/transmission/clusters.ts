import { liveWindows, scan } from '../../engines/surveillance/index.ts';
import type { PlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import { addDays, type Day, daysBetween } from '../../kernel/time.ts';
import type { PlaceRow } from '../places/index.ts';
import type { SeriesRow } from '../signals/index.ts';

export interface FoundCluster {
  /** The middle first, then outwards. */
  places: PlacePath[];
  from: Day;
  cases: number;
  expected: number;
  relativeRisk: number | null;
  /** Monte Carlo p-value, and the nights between such clusters by chance alone. */
  p: number;
  recurrence: number;
}

/** A scan as a map and a list show it. */
export interface Clusters {
  kind: string;
  subject: string;
  /** What can be asked for: sources and subjects with counts here. */
  choices: { kind: string; subject: string }[];
  from: Day;
  to: Day;
  total: number;
  places: {
    id: PlacePath;
    names: Words;
    outline?: [number, number][];
    point?: [number, number];
    /** Counts of the last seven days; null where nothing was heard. */
    lately: number | null;
    /** Position of its cluster in the list. */
    cluster: number | null;
  }[];
  clusters: FoundCluster[];
}

// not a rule: the four weeks a scan compares with
const DAYS = 28;
// not a rule: the longest cluster that is looked for
const LONGEST = 14;
// not a rule: what the map shades
const WEEK = 7;
/** Largest circle as a share of all counts, fewest counts of a cluster, replicates: as SaTScan begins with. */
const SHARE = 0.5;
const FEWEST = 3;
const REPLICATES = 999;
/** p above which a cluster is not told: chance makes as much every other night. */
const TOLD = 0.5;
/** Days of four weeks that must have been heard for a place to be compared. */
const HEARD = 14;

/** Middle of a place, degrees. */
export const centreOf = ({ point, outline }: PlaceRow): [number, number] | undefined => {
  if (point || !outline || outline.length === 0) return point;
  const sum = outline.reduce(([x, y], [px, py]) => [x + px, y + py], [0, 0]);
  return [sum[0] / outline.length, sum[1] / outline.length];
};

/** The last day that counts tell of: today for the city's own reports, else the latest that was heard. */
export function lastHeard(rows: readonly SeriesRow[], today: Day): Day {
  if (rows.some(({ feed }) => feed)) return today;
  const last = rows
    .map((row) => row.last)
    .sort()
    .at(-1);
  return last === undefined || last > today ? today : last;
}

/**
 * Kulldorff's space-time permutation scan (2005) of the last four weeks over communities, clusters that are still open. It needs no population: what is
 * odd is when and where together. A place that was silent for half of the time is left out, since silence is no zero.
 */
export function clusters(
  rows: readonly SeriesRow[],
  places: readonly PlaceRow[],
  today: Day,
  asked: { kind: string; subject: string },
): Omit<Clusters, 'choices'> {
  const to = lastHeard(rows, today);
  const from = addDays(to, 1 - DAYS);
  const counts = new Map<PlacePath, (number | null)[]>();
  for (const row of rows) {
    const before = counts.get(row.area);
    const values = Array.from({ length: DAYS }, (_, i) => {
      const value = row.values[daysBetween(row.first, from) + i] ?? (row.feed ? 0 : null);
      const other = before?.[i] ?? null;
      return value === null ? other : value + (other ?? 0);
    });
    counts.set(row.area, values);
  }
  const heard = places.flatMap((place) => {
    // a community without a case is a community with none, where cases are reported at all
    const values = counts.get(place.id) ?? (rows.some(({ feed }) => feed) ? new Array<number>(DAYS).fill(0) : []);
    const at = centreOf(place);
    return at && values.filter((value) => value !== null).length >= HEARD ? [{ place, values, at }] : [];
  });
  const cases = Int32Array.from(
    heard.flatMap(({ values }) => values.map((value) => Math.max(0, Math.round(value ?? 0)))),
  );
  const total = cases.reduce((sum, value) => sum + value, 0);
  const found =
    total < FEWEST || heard.length < 2 ? [] : scanned(heard, cases, `${asked.kind} ${asked.subject} ${to}`, from);
  const within = new Map(found.flatMap((cluster, i) => cluster.places.map((id) => [id, i] as const)));
  const lately = new Map(
    heard.map(({ place, values }) => [
      place.id,
      values.slice(-WEEK).reduce<number>((sum, value) => sum + (value ?? 0), 0),
    ]),
  );
  return {
    ...asked,
    from,
    to,
    total,
    clusters: found,
    places: places.map(({ id, names, outline, point }) => ({
      id,
      names,
      ...(outline ? { outline } : {}),
      ...(point ? { point } : {}),
      lately: lately.get(id) ?? null,
      cluster: within.get(id) ?? null,
    })),
  };
}

function scanned(
  heard: readonly { place: PlaceRow; at: [number, number] }[],
  cases: Int32Array,
  seed: string,
  from: Day,
): FoundCluster[] {
  const { clusters } = scan({
    sites: { x: heard.map(({ at }) => at[0]), y: heard.map(({ at }) => at[1]), coordinates: 'degrees' },
    steps: DAYS,
    cases,
    model: { kind: 'permutation' },
    windows: liveWindows(DAYS, LONGEST),
    share: SHARE,
    rates: 'high',
    fewest: FEWEST,
    replicates: REPLICATES,
    seed,
  });
  return clusters.flatMap((one): FoundCluster[] => {
    const p = one.p ?? 1;
    if (p > TOLD) return [];
    return [
      {
        places: one.places.map((i) => heard[i]?.place.id as PlacePath),
        from: addDays(from, one.from),
        cases: one.cases,
        expected: Number(one.expected.toFixed(1)),
        relativeRisk: Number.isFinite(one.relativeRisk) ? Number(one.relativeRisk.toFixed(2)) : null,
        p,
        recurrence: Math.round(one.recurrence ?? 1),
      },
    ];
  });
}

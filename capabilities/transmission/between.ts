import {
  CONSTANT,
  type CountTable,
  type EndemicEpidemicFit,
  type Events,
  emergingCluster,
  fitEndemicEpidemic,
  forecastEndemicEpidemic,
  knox,
  received,
} from '../../engines/surveillance/index.ts';
import { chanceFrom } from '../../kernel/chance.ts';
import type { PlacePath } from '../../kernel/place.ts';
import { addDays, type Day, daysBetween } from '../../kernel/time.ts';
import type { PlaceRow } from '../places/index.ts';
import type { SeriesRow } from '../signals/index.ts';
import { centreOf, lastHeard } from './clusters.ts';

/** How counts pass between communities: what follows on earlier ones, in the same place or beside it, and what comes anew. */
export interface Between {
  /** Share of the truth that the bounds of the coming week are to hold. */
  band: number;
  carried: Carried | null;
  near: Near | null;
}

/** Shares of the last weeks' counts by where they came from, and the coming week (endemic-epidemic model). */
export interface Carried {
  weeks: number;
  places: number;
  counted: number;
  own: number;
  neighbours: number;
  anew: number;
  /** Counts of next week that one count of this week brings, here and beside it. */
  follow: number;
  next: { from: Day; to: Day; median: number; low: number; high: number };
}

/** Pairs of counts close in time and place, and what independence would make of them (Knox 1964). */
export interface Near {
  counted: number;
  days: number;
  km: number;
  pairs: number;
  expected: number;
  p: number;
  /** First day on which counts gathered around a community (Assuncao and Correa 2009), since when they had. */
  alarm: { day: Day; place: PlacePath } | null;
}

// not rules: weeks that the model learns from and the fewest of them; weeks whose counts are told apart; neighbours of a place
const MOST_WEEKS = 26;
const FEWEST_WEEKS = 8;
const TOLD_WEEKS = 4;
const NEIGHBOURS = 6;
// not a rule: days of a week
const WEEK = 7;
/** Fewest counts in all that a model is fitted to. */
const FEWEST = 40;
const FUTURES = 1000;
/** Days of points, how close counts as close, permutations, and the most points that are paired. */
const POINT_DAYS = 28;
const CLOSE_DAYS = 3;
const CLOSE_KM = 1;
const PERMUTATIONS = 199;
const MOST_POINTS = 2000;
/** Rise looked for around a point, and points between false alarms at least. */
const RISE = 1;
const BETWEEN_ALARMS = 200;
const KM_PER_DEGREE = 111.2;

interface Site {
  id: PlacePath;
  /** Kilometres. */
  x: number;
  y: number;
  /** Counts of a day; null where nothing was heard. */
  on(day: Day): number | null;
  first: Day;
}

function sitesOf(rows: readonly SeriesRow[], places: readonly PlaceRow[]): Site[] {
  const feed = rows.some((row) => row.feed);
  const byArea = new Map<PlacePath, SeriesRow[]>();
  for (const row of rows) byArea.set(row.area, [...(byArea.get(row.area) ?? []), row]);
  const earliest = rows.map(({ first }) => first).sort()[0] ?? '';
  return places.flatMap((place): Site[] => {
    const own = byArea.get(place.id) ?? [];
    const at = centreOf(place);
    // where cases are reported at all, a community without one has none
    if (!at || (own.length === 0 && !feed)) return [];
    const on = (day: Day): number | null => {
      const heard = own.flatMap((row) => row.values[daysBetween(row.first, day)] ?? []);
      return heard.length > 0 ? Math.max(0, Math.round(heard.reduce((sum, value) => sum + value, 0))) : feed ? 0 : null;
    };
    const x = at[0] * KM_PER_DEGREE * Math.cos((at[1] * Math.PI) / 180);
    return [{ id: place.id, x, y: at[1] * KM_PER_DEGREE, on, first: earliest }];
  });
}

/** What the counts of one source say of each other. `band`: share that the bounds of the coming week hold. */
export function between(
  rows: readonly SeriesRow[],
  places: readonly PlaceRow[],
  today: Day,
  asked: { kind: string; subject: string },
  band: number,
): Between {
  const daily = rows.filter(({ step, measure }) => step === 'day' && measure === 'count');
  const sites = sitesOf(daily, places);
  if (sites.length < 2) return { band, carried: null, near: null };
  const feed = daily.some((row) => row.feed);
  const last = lastHeard(daily, today);
  // of today not all is in
  const to = feed && last === today ? addDays(today, -1) : last;
  const seed = `${asked.kind} ${asked.subject} ${to}`;
  return { band, carried: carriedOf(sites, to, seed, band), near: nearOf(sites, to, seed) };
}

/** weights[j][i]: a place's counts reach its nearest neighbours in equal parts. */
function weightsOf(sites: readonly Site[]): number[][] {
  const most = Math.min(NEIGHBOURS, sites.length - 1);
  return sites.map((site, j) => {
    const near = sites
      .map((other, i) => ({ i, far: Math.hypot(other.x - site.x, other.y - site.y) }))
      .filter(({ i }) => i !== j)
      .sort((a, b) => a.far - b.far || a.i - b.i)
      .slice(0, most);
    const row = new Array<number>(sites.length).fill(0);
    for (const { i } of near) row[i] = 1 / most;
    return row;
  });
}

/** Held and Paul's model by weeks: y of a week is follow x y of the week before, its neighbours' share, and what comes anew. */
function carriedOf(sites: readonly Site[], to: Day, seed: string, band: number): Carried | null {
  const known = Math.floor((daysBetween(sites[0]?.first ?? to, to) + 1) / WEEK);
  const weeks = Math.min(MOST_WEEKS, known);
  if (weeks < FEWEST_WEEKS) return null;
  const from = addDays(to, 1 - weeks * WEEK);
  const counts: CountTable = Array.from({ length: weeks }, (_, w) =>
    sites.map((site) => {
      const heard = Array.from({ length: WEEK }, (__, d) => site.on(addDays(from, w * WEEK + d))).filter(
        (value) => value !== null,
      );
      return heard.length > 0 ? heard.reduce((sum, value) => sum + value, 0) : null;
    }),
  );
  const counted = counts.flat().reduce<number>((sum, value) => sum + (value ?? 0), 0);
  if (counted < FEWEST) return null;
  const weights = weightsOf(sites);
  // places differ in how much they count in quiet times: what comes anew is in proportion to it, lest a large place look like one that infects itself
  const usual = sites.map((_, i) => (counts.reduce((sum, row) => sum + (row[i] ?? 0), 0) + 0.5) / weeks);
  const fit = fitted(counts, weights, new Array<number[]>(weeks + 1).fill(usual));
  if (!fit) return null;
  const { own, neighbours, endemic } = fit.model;
  const factors = fit.coefficients.map(Math.exp);
  const [here, beside, anew] = [
    own.length > 0 ? (factors.shift() ?? 0) : 0,
    neighbours.length > 0 ? (factors.shift() ?? 0) : 0,
    endemic.length > 0 ? (factors.shift() ?? 0) : 0,
  ];
  const sums = [0, 0, 0] as [number, number, number];
  for (const before of counts.slice(-TOLD_WEEKS - 1, -1)) {
    const reached = received(
      before.map((value) => value ?? 0),
      weights,
    );
    before.forEach((value, i) => {
      sums[0] += here * (value ?? 0);
      sums[1] += beside * (reached[i] ?? 0);
      sums[2] += anew * (usual[i] ?? 0);
    });
  }
  const whole = sums[0] + sums[1] + sums[2];
  // who was not heard last week is taken to have counted what it counted when last heard
  const latest = sites.map((_, i) => counts.findLast((row) => row[i] !== null)?.[i] ?? 0);
  const paths = forecastEndemicEpidemic(
    fit,
    latest,
    { period: weeks, horizon: 1, paths: FUTURES },
    chanceFrom(`between ${seed}`),
  );
  const totals = Float64Array.from({ length: FUTURES }, (_, p) =>
    paths.reduce((sum, { values }) => sum + (values[p] ?? 0), 0),
  ).sort();
  const at = (share: number): number => totals[Math.min(FUTURES - 1, Math.floor(share * FUTURES))] ?? 0;
  const short = (value: number): number => Number(value.toFixed(3));
  return {
    weeks,
    places: sites.length,
    counted,
    own: short(sums[0] / whole),
    neighbours: short(sums[1] / whole),
    anew: short(sums[2] / whole),
    follow: short(here + beside),
    next: {
      from: addDays(to, 1),
      to: addDays(to, WEEK),
      median: at(0.5),
      low: at((1 - band) / 2),
      high: at((1 + band) / 2),
    },
  };
}

/** The fit without the parts that explain nothing; undefined where the counts leave it open. */
function fitted(counts: CountTable, weights: number[][], population: number[][]): EndemicEpidemicFit | undefined {
  const parts = { own: [CONSTANT], neighbours: [CONSTANT], endemic: [CONSTANT] } as Record<
    'own' | 'neighbours' | 'endemic',
    (typeof CONSTANT)[]
  >;
  for (const family of ['negative-binomial', 'poisson'] as const)
    try {
      const fit = fitEndemicEpidemic(counts, { ...parts, weights, population, family });
      if (fit.vanished.length === 0) return fit;
      for (const gone of fit.vanished) parts[gone] = [];
      return fitEndemicEpidemic(counts, { ...parts, weights, population, family });
    } catch (error) {
      // counts no more scattered than chance leave the negative binomial's dispersion open: the Poisson model is theirs
      if (!(error instanceof Error && error.message.startsWith('maximum-none'))) throw error;
    }
  return undefined;
}

/** Counts as points in the middle of their communities. */
function nearOf(sites: readonly Site[], to: Day, seed: string): Near | null {
  const from = addDays(to, 1 - POINT_DAYS);
  const points: { day: number; site: Site }[] = [];
  for (let day = 0; day < POINT_DAYS; day++)
    for (const site of sites) {
      const count = site.on(addDays(from, day)) ?? 0;
      for (let k = 0; k < count && points.length <= MOST_POINTS; k++) points.push({ day, site });
    }
  if (points.length < 3 || points.length > MOST_POINTS) return null;
  const events: Events = {
    time: points.map(({ day }) => day),
    x: points.map(({ site }) => site.x),
    y: points.map(({ site }) => site.y),
  };
  const found = knox(events, CLOSE_DAYS, CLOSE_KM, PERMUTATIONS, `near ${seed}`);
  const { alarm, centre } = emergingCluster(events, CLOSE_KM, RISE, BETWEEN_ALARMS);
  const [raised, middle] = [points[alarm], points[centre]];
  return {
    counted: points.length,
    days: CLOSE_DAYS,
    km: CLOSE_KM,
    pairs: found.statistic,
    expected: Number(found.expected.toFixed(1)),
    p: found.pPermutation ?? 1,
    alarm: raised && middle ? { day: addDays(from, raised.day), place: middle.site.id } : null,
  };
}

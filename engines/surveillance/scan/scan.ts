import { chanceFrom } from '../../../kernel/chance.ts';
import { circles, distance, type Sites } from './circles.ts';
import { membersOf, relativeRisk, withoutOverlap } from './clusters.ts';
import type { Odds, Rates } from './likelihood.ts';
import { type Measure, measureOfPlaces, stepsOf, windowSums } from './measure.ts';
import { canPrune, Pruned } from './pruned.ts';
import { type Draw, drawBernoulli, drawPermutation, drawPoisson } from './replicate.ts';
import { gumbelP, monteCarloP, recurrence, sequentialP } from './significance.ts';
import { bestOfCentres, type Found, greatestRatio, type Layout, layout } from './sweep.ts';
import type { Windows } from './windows.ts';

/** What the cases are held against. */
export type Model =
  /** Expected cases by cell, in any scale: they are brought to the number of cases. */
  | { kind: 'poisson'; expected: Measure }
  /** Place and time independent of each other (Kulldorff et al. 2005); needs no population. */
  | { kind: 'permutation' }
  /** Cases and controls, place-major [place * steps + step] (Kulldorff 1997). */
  | { kind: 'bernoulli'; controls: ArrayLike<number> };

export interface ScanSetting {
  sites: Sites;
  steps: number;
  /** Whole numbers, place-major [place * steps + step]. */
  cases: ArrayLike<number>;
  model: Model;
  windows: Windows;
  /** Largest circle as a share of what is at risk (expected cases, cases, or persons): 0 to 1. */
  share: number;
  /** Largest radius, in the distance of the sites. */
  radius?: number;
  rates: Rates;
  /** Fewest cases of a cluster with a high rate. */
  fewest: number;
  /** Monte Carlo replicates; 0 for none. */
  replicates: number;
  seed: string;
  /** Stop when so many replicates reached the most likely cluster (Besag and Clifford 1991). */
  stopAfter?: number;
  /** Bound blocks of circles away instead of visiting each: the same maxima, sooner. Where it cannot be done the sweep is full. */
  prune?: boolean;
}

export interface Cluster {
  /** Place at the middle, and all places from it outwards. */
  centre: number;
  places: number[];
  /** Steps [from, to). */
  from: number;
  to: number;
  cases: number;
  expected: number;
  observedToExpected: number;
  relativeRisk: number;
  logRatio: number;
  /** Distance of the farthest member from the centre, and of the two members farthest apart. */
  radius: number;
  span: number;
  /** Monte Carlo p-value, from the sequential test where it stopped early; null without replicates. */
  p: number | null;
  /** p-value of the Gumbel fit; null with fewer than two replicates. */
  gumbelP: number | null;
  /** 1 / p in steps of a scan run every step; null without p. */
  recurrence: number | null;
}

export interface ScanResult {
  total: number;
  clusters: Cluster[];
  /** Greatest log likelihood ratio of each replicate made. */
  simulated: Float64Array;
  stoppedEarly: boolean;
}

/**
 * Kulldorff's space-time scan statistic (1997, 2001): the circle in space and window of time whose cases are least
 * explained by chance, with further clusters that share no place, each with its p-value. Prospective, retrospective or
 * purely spatial is a matter of `windows`. One seed gives one result.
 */
export function scan(setting: ScanSetting): ScanResult {
  const { cases, steps, sites, windows, replicates } = setting;
  const places = sites.x.length;
  checkCounts('scan-cases', cases, places * steps);
  const total = sum(cases);
  if (total < 2) throw new Error(`scan-cases: ${total} cases in all. A scan compares at least two.`);
  const { measure, odds, draw } = model(setting, total, places);
  if (stepsOf(measure) !== steps || measureOfPlaces(measure).length !== places)
    throw new Error(`scan-measure: the expectation covers other cells than ${places} places x ${steps} steps.`);
  if (!(setting.share > 0 && setting.share <= 1))
    throw new Error(`scan-share: ${setting.share}. Give the largest circle as a share above 0, at most 1.`);
  const held = circles(sites, measureOfPlaces(measure), odds.measure * setting.share, setting.radius);
  const plan = layout(held, windows, measure, odds, setting.rates, setting.fewest);
  const seen = new Int32Array(windows.from.length * places);
  const found = withoutOverlap(plan, bestOfCentres(plan, windowSums(cases, places, windows, seen)));

  const chance = chanceFrom(setting.seed);
  const greatest = setting.prune && canPrune(plan) ? pruning(plan) : greatestRatio;
  const simulated: number[] = [];
  const drawn = new Int32Array(places * steps);
  const top = found[0]?.ratio ?? 0;
  let reached = 0;
  while (simulated.length < replicates && reached < (setting.stopAfter ?? Number.POSITIVE_INFINITY)) {
    draw(chance, drawn);
    const value = greatest(plan, windowSums(drawn, places, windows, seen));
    simulated.push(value);
    if (value >= top - 1e-9) reached += 1;
  }
  const stoppedEarly = simulated.length < replicates;
  return {
    total,
    clusters: found.map((each) => describe(plan, sites, each, simulated, stoppedEarly)),
    simulated: Float64Array.from(simulated),
    stoppedEarly,
  };
}

function pruning(plan: Layout): (plan: Layout, cases: Int32Array) => number {
  const pruned = new Pruned(plan);
  return (_, cases) => pruned.greatestRatio(cases);
}

const sum = (values: ArrayLike<number>): number => {
  let all = 0;
  for (let i = 0; i < values.length; i++) all += values[i]!;
  return all;
};

function checkCounts(id: string, counts: ArrayLike<number>, length: number): void {
  if (counts.length !== length) throw new Error(`${id}: ${counts.length} cells. Give one for each of ${length}.`);
  for (let i = 0; i < length; i++)
    if (!Number.isInteger(counts[i]) || counts[i]! < 0)
      throw new Error(`${id}: cell ${i} holds ${counts[i]}. Give whole numbers of 0 or more.`);
}

function model(setting: ScanSetting, total: number, places: number): { measure: Measure; odds: Odds; draw: Draw } {
  const { cases, steps, windows } = setting;
  if (setting.model.kind === 'bernoulli') {
    const { controls } = setting.model;
    checkCounts('scan-controls', controls, places * steps);
    const values = Float64Array.from(cases, (count, i) => count + controls[i]!);
    const measure: Measure = { kind: 'table', steps, values };
    return {
      measure,
      odds: { kind: 'bernoulli', total, measure: sum(values) },
      draw: drawBernoulli(values, steps, total),
    };
  }
  const odds: Odds = { kind: 'poisson', total, measure: total };
  if (setting.model.kind === 'permutation') {
    const place = new Float64Array(places);
    const step = new Float64Array(steps);
    for (let i = 0; i < cases.length; i++) {
      place[Math.floor(i / steps)]! += cases[i]!;
      step[i % steps]! += cases[i]! / total;
    }
    return { measure: { kind: 'product', place, step }, odds, draw: drawPermutation(cases, steps, windows) };
  }
  const measure = broughtTo(setting.model.expected, total);
  return { measure, odds, draw: drawPoisson(measure, windows, total) };
}

function broughtTo(expected: Measure, total: number): Measure {
  const all = sum(measureOfPlaces(expected));
  if (!(all > 0 && all < Number.POSITIVE_INFINITY))
    throw new Error(`scan-measure: the expectation sums to ${all}. Give populations or expected cases above 0.`);
  return expected.kind === 'product'
    ? { ...expected, place: expected.place.map((value) => (value * total) / all) }
    : { ...expected, values: expected.values.map((value) => (value * total) / all) };
}

function describe(plan: Layout, sites: Sites, found: Found, simulated: number[], stoppedEarly: boolean): Cluster {
  const places = membersOf(plan, found);
  const { odds, windows } = plan;
  const expected = odds.kind === 'poisson' ? found.measure : (odds.total * found.measure) / odds.measure;
  const above = simulated.reduce((count, value) => count + (value >= found.ratio - 1e-9 ? 1 : 0), 0);
  const made = simulated.length;
  const p = made === 0 ? null : stoppedEarly ? sequentialP(above, made) : monteCarloP(found.ratio, simulated);
  let span = 0;
  for (const a of places) for (const b of places) if (a < b) span = Math.max(span, distance(sites, a, b));
  return {
    centre: found.centre,
    places,
    from: windows.from[found.window]!,
    to: windows.to[found.window]!,
    cases: found.cases,
    expected,
    observedToExpected: found.cases / expected,
    relativeRisk: relativeRisk(found.cases, expected, odds.total),
    logRatio: found.ratio,
    radius: distance(sites, found.centre, places.at(-1)!),
    span,
    p,
    gumbelP: made < 2 ? null : gumbelP(found.ratio, simulated),
    recurrence: p === null ? null : recurrence(p),
  };
}

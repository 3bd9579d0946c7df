import type { Circles } from './circles.ts';
import { type Odds, type Rates, ratio } from './likelihood.ts';
import { type Measure, prefixMeasure, windowFactors, windowSums } from './measure.ts';
import type { Windows } from './windows.ts';

/** A scan laid out for sweeping: all that does not change from one replicate to the next. */
export interface Layout {
  circles: Circles;
  windows: Windows;
  places: number;
  odds: Odds;
  rates: Rates;
  /** Fewest cases of a window with a high rate. */
  fewest: number;
  /** Product models: measure of each circle before the factor of time, and those factors. */
  prefix: Float64Array;
  factors: Float64Array;
  /** Table models: measure of each place in each window, window-major. Empty for products. */
  columns: Float64Array;
  /** For each count of cases the smallest and the greatest measure met; filled anew by each sweep. */
  least: Float64Array;
  greatest: Float64Array;
}

/** Prepares a scan. `rates` and `fewest` as in `Layout`. */
export function layout(
  circles: Circles,
  windows: Windows,
  measure: Measure,
  odds: Odds,
  rates: Rates,
  fewest: number,
): Layout {
  const places = circles.start.length - 1;
  const count = windows.from.length;
  const table = measure.kind === 'table';
  return {
    circles,
    windows,
    places,
    odds,
    rates,
    fewest,
    prefix: table ? new Float64Array(0) : prefixMeasure(measure.place, circles),
    factors: table ? new Float64Array(0) : windowFactors(measure.step, windows),
    columns: table
      ? windowSums(measure.values, places, windows, new Float64Array(count * places))
      : new Float64Array(0),
    least: new Float64Array(odds.total + 1),
    greatest: new Float64Array(odds.total + 1),
  };
}

/**
 * The greatest log likelihood ratio over all circles and windows. `cases` holds the cases of each place in each window,
 * window-major. For a given count the ratio falls with the measure (high rates), so a pass keeps only the smallest
 * measure per count and takes logarithms once at the end: the trick SaTScan calls measure lists.
 */
export function greatestRatio(scan: Layout, cases: Int32Array): number {
  scan.least.fill(Number.POSITIVE_INFINITY);
  if (scan.rates === 'high') {
    if (scan.columns.length > 0) leastOfTable(scan, cases);
    else leastOfProduct(scan, cases);
  } else {
    scan.greatest.fill(0);
    bothEnds(scan, cases);
  }
  return bestOfLists(scan);
}

/** The greatest ratio the lists of measures hold. */
export function bestOfLists({ odds, rates, fewest, least, greatest }: Layout): number {
  let best = 0;
  for (let c = 0; c < least.length; c++) {
    if (rates !== 'low' && c >= fewest && least[c]! < Number.POSITIVE_INFINITY)
      best = Math.max(best, ratio(odds, 'high', c, least[c]!));
    if (rates !== 'high' && greatest[c]! > 0) best = Math.max(best, ratio(odds, 'low', c, greatest[c]!));
  }
  return best;
}

// One call a circle, not one loop over all: the compiler optimises what is called often.
function leastOfProduct({ circles, places, prefix, factors, least }: Layout, cases: Int32Array): void {
  const { start, members } = circles;
  for (let centre = 0; centre < places; centre++)
    for (let w = 0; w < factors.length; w++)
      growProduct(members, start[centre]!, start[centre + 1]!, cases, w * places, prefix, factors[w]!, least);
}

function growProduct(
  members: Uint16Array | Int32Array,
  first: number,
  end: number,
  cases: Int32Array,
  offset: number,
  prefix: Float64Array,
  factor: number,
  least: Float64Array,
): void {
  let c = 0;
  for (let k = first; k < end; k++) {
    c = (c + cases[offset + members[k]!]!) | 0;
    const measure = prefix[k]! * factor;
    if (measure < least[c]!) least[c] = measure;
  }
}

function leastOfTable({ circles, places, columns, windows, least }: Layout, cases: Int32Array): void {
  const { start, members } = circles;
  for (let centre = 0; centre < places; centre++)
    for (let w = 0; w < windows.from.length; w++)
      growTable(members, start[centre]!, start[centre + 1]!, cases, w * places, columns, least);
}

function growTable(
  members: Uint16Array | Int32Array,
  first: number,
  end: number,
  cases: Int32Array,
  offset: number,
  columns: Float64Array,
  least: Float64Array,
): void {
  let c = 0;
  let measure = 0;
  for (let k = first; k < end; k++) {
    const at = offset + members[k]!;
    c = (c + cases[at]!) | 0;
    measure += columns[at]!;
    if (measure < least[c]!) least[c] = measure;
  }
}

function bothEnds(scan: Layout, cases: Int32Array): void {
  const { least, greatest } = scan;
  each(scan, cases, (c, measure) => {
    if (measure < least[c]!) least[c] = measure;
    if (measure > greatest[c]!) greatest[c] = measure;
  });
}

/** Visits every circle in every window with its cases and measure. */
function each(
  { circles, places, windows, prefix, factors, columns }: Layout,
  cases: Int32Array,
  see: (c: number, measure: number, centre: number, size: number, window: number) => void,
): void {
  const table = columns.length > 0;
  for (let centre = 0; centre < places; centre++) {
    const first = circles.start[centre]!;
    for (let w = 0; w < windows.from.length; w++) {
      let c = 0;
      let sum = 0;
      for (let k = first; k < circles.start[centre + 1]!; k++) {
        const at = w * places + circles.members[k]!;
        c += cases[at]!;
        if (table) sum += columns[at]!;
        see(c, table ? sum : prefix[k]! * factors[w]!, centre, k - first + 1, w);
      }
    }
  }
}

/** The best window around one centre. */
export interface Found {
  centre: number;
  /** Members of the circle: the first `size` places around the centre. */
  size: number;
  window: number;
  cases: number;
  measure: number;
  ratio: number;
}

/** The best window of every centre that has one with a ratio above 0, by centre. `cases` as in `greatestRatio`. */
export function bestOfCentres(scan: Layout, cases: Int32Array): Found[] {
  const { odds, rates, fewest } = scan;
  const found: Found[] = [];
  each(scan, cases, (c, measure, centre, size, window) => {
    const high = c * odds.measure > measure * odds.total;
    if (high ? rates === 'low' || c < fewest : rates === 'high') return;
    const value = ratio(odds, high ? 'high' : 'low', c, measure);
    const best = found.at(-1);
    const fresh = best?.centre !== centre;
    // equal but for rounding: the smaller circle, the shorter window stay
    if (value <= (fresh ? 0 : best.ratio + 1e-9)) return;
    const next = { centre, size, window, cases: c, measure, ratio: value };
    if (fresh) found.push(next);
    else found[found.length - 1] = next;
  });
  return found;
}

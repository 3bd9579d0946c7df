import type { Circles } from './circles.ts';
import type { Windows } from './windows.ts';

/**
 * What each cell (place, step) is held against: expected cases or persons.
 * `product`: place[z] x step[t], as for a constant population or the permutation model; a scan of it is faster.
 * `table`: values[z * steps + t].
 */
export type Measure =
  | { kind: 'product'; place: Float64Array; step: Float64Array }
  | { kind: 'table'; steps: number; values: Float64Array };

/** Steps a measure runs over. */
export const stepsOf = (measure: Measure): number => (measure.kind === 'product' ? measure.step.length : measure.steps);

/** The measure of each place over all steps. */
export function measureOfPlaces(measure: Measure): Float64Array {
  if (measure.kind === 'product') {
    const all = measure.step.reduce((sum, value) => sum + value, 0);
    return measure.place.map((value) => value * all);
  }
  const { steps, values } = measure;
  const sums = new Float64Array(values.length / steps);
  for (let i = 0; i < values.length; i++) sums[Math.floor(i / steps)]! += values[i]!;
  return sums;
}

/** The measure of every circle of a product model, before the factor of time: prefix sums along `circles.members`. */
export function prefixMeasure(place: Float64Array, circles: Circles): Float64Array {
  const prefix = new Float64Array(circles.members.length);
  for (let centre = 0; centre + 1 < circles.start.length; centre++) {
    let sum = 0;
    for (let k = circles.start[centre]!; k < circles.start[centre + 1]!; k++)
      prefix[k] = sum += place[circles.members[k]!]!;
  }
  return prefix;
}

/** Sums over each window: of one row of steps (`rows` = 1) or of a place-major table, window-major [window * rows + row]. */
export function windowSums(values: ArrayLike<number>, rows: number, windows: Windows, into: Float64Array): Float64Array;
export function windowSums(values: ArrayLike<number>, rows: number, windows: Windows, into: Int32Array): Int32Array;
export function windowSums<T extends Float64Array | Int32Array>(
  values: ArrayLike<number>,
  rows: number,
  { from, to }: Windows,
  into: T,
): T {
  const steps = values.length / rows;
  const before = new Float64Array(steps + 1);
  for (let row = 0; row < rows; row++) {
    for (let t = 0; t < steps; t++) before[t + 1] = before[t]! + values[row * steps + t]!;
    for (let w = 0; w < from.length; w++) into[w * rows + row] = before[to[w]!]! - before[from[w]!]!;
  }
  return into;
}

/** Factors of time of a product model, one a window. */
export const windowFactors = (step: Float64Array, windows: Windows): Float64Array =>
  windowSums(step, 1, windows, new Float64Array(windows.from.length));

/** A length of time in days: which law, its mean and standard deviation. `fixed` has only a mean. */
export interface Duration {
  law: 'gamma' | 'lognormal' | 'weibull' | 'fixed';
  mean: number;
  sd?: number;
}

/** Entries of a table: a draw's low bits choose one. */
export const ENTRIES = 1024;
/** The longest time a table may hold, in days; the event ring is as long. */
export const LONGEST = 250;
const STEPS = 8192;

/**
 * The inverse distribution function at (i + 1/2) / 1024, rounded to whole days, not below `least`. Rounding to the nearest day leaves the mean where it is.
 * Throws `simulation-duration` for a mean or deviation below 0, or times beyond 250 days.
 */
export function durationTable(duration: Duration, least = 0): Uint8Array {
  const { law, mean, sd = 0 } = duration;
  if (!(mean >= 0) || !(sd >= 0) || mean > LONGEST)
    throw new Error(
      `simulation-duration: mean ${mean}, sd ${sd} days. Give numbers from 0 to ${LONGEST}, the deviation 0 or more.`,
    );
  const days = new Uint8Array(ENTRIES);
  if (law === 'fixed' || sd === 0 || mean === 0) return days.fill(Math.max(least, Math.round(mean)));
  const density = densityOf(law, mean, sd);
  const top = Math.min(LONGEST, mean + 12 * sd);
  const cumulative = new Float64Array(STEPS + 1);
  for (let i = 1; i <= STEPS; i++) cumulative[i] = cumulative[i - 1]! + density(((i - 0.5) * top) / STEPS);
  const all = cumulative[STEPS]!;
  for (let entry = 0, i = 1; entry < ENTRIES; entry++) {
    const wanted = ((entry + 0.5) / ENTRIES) * all;
    while (i < STEPS && cumulative[i]! < wanted) i++;
    const below = cumulative[i - 1]!;
    const value = ((i - 1 + (wanted - below) / (cumulative[i]! - below)) * top) / STEPS;
    days[entry] = Math.max(least, Math.round(value));
  }
  return days;
}

/** Densities up to a constant; parameters by the method of moments. */
function densityOf(law: 'gamma' | 'lognormal' | 'weibull', mean: number, sd: number): (x: number) => number {
  const cv2 = (sd / mean) ** 2;
  if (law === 'gamma') {
    const shape = 1 / cv2;
    const scale = mean * cv2;
    return (x) => Math.exp((shape - 1) * Math.log(x / mean) - (x - mean) / scale);
  }
  if (law === 'lognormal') {
    const s2 = Math.log(1 + cv2);
    const mu = Math.log(mean) - s2 / 2;
    return (x) => Math.exp(-((Math.log(x) - mu) ** 2) / (2 * s2)) / x;
  }
  // Weibull: the shape by Justus et al. (1978), within 1 % of the moments for cv 0.1 to 1; the scale by the mean's gamma function
  const shape = Math.sqrt(cv2) ** -1.086;
  const scale = mean / gammaFunction(1 + 1 / shape);
  return (x) => (x / scale) ** (shape - 1) * Math.exp(-((x / scale) ** shape));
}

/** Gamma function for x > 0.5 (Lanczos 1964, g = 5, six terms; error below 2e-10). */
function gammaFunction(x: number): number {
  const terms = [
    76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 1.208650973866179e-3,
    -5.395239384953e-6,
  ];
  const series = terms.reduce((sum, term, i) => sum + term / (x + i + 1), 1.000000000190015);
  return (Math.exp((x + 0.5) * Math.log(x + 5.5) - (x + 5.5)) * 2.5066282746310002 * series) / x;
}

/** Mean of a table in days. */
export const meanOf = (table: Uint8Array): number => table.reduce((sum, value) => sum + value, 0) / table.length;

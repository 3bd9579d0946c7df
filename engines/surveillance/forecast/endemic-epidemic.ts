/** One term of a log-linear component: a constant, the time (first period 0), or a wave of `cycles` per `period` periods. */
export type Term =
  | { kind: 'constant' }
  | { kind: 'time' }
  | { kind: 'sine' | 'cosine'; cycles: number; period: number };

export const CONSTANT: Term = { kind: 'constant' };
export const TIME: Term = { kind: 'time' };

/** Sine and cosine of 1 ... `harmonics` cycles per `period`, in R's order. */
export const season = (harmonics: number, period: number): Term[] =>
  Array.from({ length: harmonics }, (_, i) => i + 1).flatMap((cycles): Term[] => [
    { kind: 'sine', cycles, period },
    { kind: 'cosine', cycles, period },
  ]);

/** Value of a term in period t, the first being 0. */
export function termAt(term: Term, t: number): number {
  if (term.kind === 'constant') return 1;
  if (term.kind === 'time') return t;
  const angle = (2 * Math.PI * term.cycles * t) / term.period;
  return term.kind === 'sine' ? Math.sin(angle) : Math.cos(angle);
}

/**
 * The endemic-epidemic model (Held, Hohle and Hofmann 2005; Paul, Held and Toschke 2008; hhh4 of R's surveillance):
 * mean of unit i in period t = e^(own terms) y_i,t-1 + e^(neighbour terms) sum_j w_ji y_j,t-1 + e^(endemic terms) population_i,t.
 * An empty list of terms leaves a component out.
 */
export interface EndemicEpidemicModel {
  own: readonly Term[];
  neighbours: readonly Term[];
  endemic: readonly Term[];
  /** weights[j][i]: what unit j sends to unit i; needed with neighbour terms. */
  weights?: readonly (readonly number[])[];
  /** Offset of the endemic part by period and unit (population shares); 1 when absent. */
  population?: readonly (readonly number[])[];
  /** Variance mu, or mu + psi mu^2 with one psi for all units. */
  family: 'poisson' | 'negative-binomial';
}

/** Counts by period and unit; null where missing. A mean needs the period before; a missing count leaves its terms out of the fit. */
export type CountTable = readonly (readonly (number | null)[])[];

/** Errors `model-empty`, `model-weights`, `model-population`, `model-counts`. */
export function checkModel(model: EndemicEpidemicModel, counts: CountTable): { periods: number; units: number } {
  const periods = counts.length;
  const units = counts[0]?.length ?? 0;
  if (periods < 3 || units === 0)
    throw new Error(
      `model-counts: ${periods} periods of ${units} units. At least three periods of one unit are needed.`,
    );
  counts.forEach((row, t) => {
    if (row.length !== units)
      throw new Error(`model-counts: period ${t + 1} has ${row.length} units, the first ${units}. Give all in each.`);
    row.forEach((each, i) => {
      if (each !== null && !(Number.isInteger(each) && each >= 0))
        throw new Error(
          `model-counts: period ${t + 1}, unit ${i + 1} is ${each}. Counts are whole numbers from 0 on, or null.`,
        );
    });
  });
  if (model.own.length + model.neighbours.length + model.endemic.length === 0)
    throw new Error('model-empty: no component has a term. Give the endemic part a constant at least.');
  const { weights, population } = model;
  if (model.neighbours.length > 0 && (weights?.length !== units || weights.some((row) => row.length !== units)))
    throw new Error(`model-weights: neighbour terms need ${units} x ${units} weights.`);
  if (population && (population.length < periods || population.some((row) => row.length !== units)))
    throw new Error(`model-population: give ${units} offsets for each of ${periods} periods.`);
  return { periods, units };
}

/** What reaches each unit from the others: sum_j w_ji y_j; NaN where a contributing count is missing. */
export function received(row: readonly (number | null)[], weights: readonly (readonly number[])[]): number[] {
  return row.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < row.length; j++) {
      const weight = weights[j]![i]!;
      if (weight !== 0) sum += weight * (row[j] ?? Number.NaN);
    }
    return sum;
  });
}

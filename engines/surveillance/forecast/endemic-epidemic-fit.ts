import { maximize, type Slope } from '../delays/newton.ts';
import { digamma, trigamma } from '../numbers/log-gamma.ts';
import { logNegativeBinomialDensity } from '../numbers/negative-binomial.ts';
import { logPoissonDensity } from '../numbers/poisson.ts';
import {
  type CountTable,
  checkModel,
  type EndemicEpidemicModel,
  received,
  type Term,
  termAt,
} from './endemic-epidemic.ts';

const COMPONENTS = ['own', 'neighbours', 'endemic'] as const;
type ComponentName = (typeof COMPONENTS)[number];
/** Share of all means below which a component explains nothing. */
const NOTHING = 1e-8;

export interface EndemicEpidemicFit {
  model: EndemicEpidemicModel;
  /** Coefficients in the order own, neighbours, endemic, as their terms stand; standard errors from the observed information. */
  coefficients: number[];
  standardErrors: number[];
  /** psi of the negative binomial, variance mu + psi mu^2, and the standard error of ln psi; absent for Poisson. */
  overdispersion?: { value: number; standardErrorOfLog: number };
  /** Components that died out: their share of all means goes to nothing, so that likelihood and means stand, but their coefficients run away without end. */
  vanished: ComponentName[];
  loglik: number;
  aic: number;
  /** Means by period and unit, the second period first (the first has none before it); NaN where the period before is missing. */
  fitted: number[][];
}

/**
 * Maximum likelihood of the endemic-epidemic model by Newton's method on its exact first and second derivatives. Only y_t given
 * y_(t-1) counts, t from the second period on. Starts at a fifth of the last count carried over and the rest endemic.
 * Errors: those of `checkModel`; `maximum-none` where the data leave a parameter open. A component that dies out is named in `vanished`.
 */
export function fitEndemicEpidemic(counts: CountTable, model: EndemicEpidemicModel): EndemicEpidemicFit {
  const { periods, units } = checkModel(model, counts);
  const parts = [model.own, model.neighbours, model.endemic];
  const size = parts.reduce((all, terms) => all + terms.length, 0);
  const dispersed = model.family === 'negative-binomial';
  const rows = observations(counts, model, periods, units);
  if (rows.length === 0) throw new Error('model-counts: no period follows a known one. Nothing can be fitted.');

  const slope = (u: readonly number[]): Slope => {
    const logSize = dispersed ? u[size]! : Number.POSITIVE_INFINITY;
    const k = Math.exp(logSize);
    const n = size + (dispersed ? 1 : 0);
    const gradient = new Array<number>(n).fill(0);
    const hessian = Array.from({ length: n }, () => new Array<number>(n).fill(0));
    const shares = new Float64Array(size);
    let value = 0;
    for (const { y, t, carried } of rows) {
      const design = designs[t]!;
      let mu = 0;
      let at = 0;
      for (let c = 0; c < 3; c++) {
        const length = parts[c]!.length;
        if (length === 0) continue;
        let eta = 0;
        for (let j = 0; j < length; j++) eta += u[at + j]! * design[at + j]!;
        const part = Math.exp(eta) * carried[c]!;
        mu += part;
        for (let j = 0; j < length; j++) shares[at + j] = part * design[at + j]!;
        at += length;
      }
      if (!(mu > 0)) {
        if (y === 0) continue;
        return { value: Number.NEGATIVE_INFINITY, gradient, hessian };
      }
      value += dispersed ? logNegativeBinomialDensity(y, k, mu) : logPoissonDensity(y, mu);
      const first = dispersed ? y / mu - (y + k) / (mu + k) : y / mu - 1;
      const second = dispersed ? -y / mu ** 2 + (y + k) / (mu + k) ** 2 : -y / mu ** 2;
      at = 0;
      for (let c = 0; c < 3; c++) {
        const end = at + parts[c]!.length;
        for (let i = at; i < end; i++) {
          gradient[i] = gradient[i]! + first * shares[i]!;
          const row = hessian[i]!;
          for (let j = 0; j < size; j++) row[j] = row[j]! + second * shares[i]! * shares[j]!;
          for (let j = at; j < end; j++) row[j] = row[j]! + first * shares[i]! * design[j]!;
        }
        at = end;
      }
      if (!dispersed) continue;
      const d = digamma(y + k) - digamma(k) + Math.log(k / (mu + k)) + 1 - (y + k) / (mu + k);
      const dd = trigamma(y + k) - trigamma(k) + 1 / k - 2 / (mu + k) + (y + k) / (mu + k) ** 2;
      gradient[size] = gradient[size]! + k * d;
      hessian[size]![size] = hessian[size]![size]! + k * d + k * k * dd;
      const cross = (k * (y - mu)) / (mu + k) ** 2;
      for (let i = 0; i < size; i++) {
        hessian[i]![size] = hessian[i]![size]! + cross * shares[i]!;
        hessian[size]![i] = hessian[i]![size]!;
      }
    }
    return { value, gradient, hessian };
  };

  const designs = counts.map((_, t) => parts.flatMap((terms) => terms.map((term) => termAt(term, t))));
  const best = maximize(slope, [...startOf(rows, model), ...(dispersed ? [0] : [])]);
  const coefficients = best.at.slice(0, size);
  const errors = best.covariance.map((row, i) => Math.sqrt(row[i]!));
  const psi = Math.exp(-(best.at[size] ?? 0));
  return {
    model,
    coefficients,
    standardErrors: errors.slice(0, size),
    overdispersion: dispersed ? { value: psi, standardErrorOfLog: errors[size]! } : undefined,
    vanished: vanishedIn(rows, parts, designs, coefficients),
    loglik: best.value,
    aic: 2 * best.at.length - 2 * best.value,
    fitted: counts.slice(0, -1).map((before, i) => meansAfter(model, coefficients, before, i + 1)),
  };
}

/** Components whose means at these coefficients add up to nothing beside the others'. */
function vanishedIn(
  rows: readonly Observation[],
  parts: readonly (readonly Term[])[],
  designs: readonly (readonly number[])[],
  coefficients: readonly number[],
): ComponentName[] {
  const sums = [0, 0, 0];
  for (const { t, carried } of rows) {
    let at = 0;
    parts.forEach((terms, c) => {
      const eta = terms.reduce((sum, _, j) => sum + coefficients[at + j]! * designs[t]![at + j]!, 0);
      at += terms.length;
      if (terms.length > 0) sums[c]! += Math.exp(eta) * carried[c]!;
    });
  }
  const whole = sums[0]! + sums[1]! + sums[2]!;
  return COMPONENTS.filter((_, c) => parts[c]!.length > 0 && sums[c]! < NOTHING * whole);
}

/** Means of period `t` (the first is 0) given the counts of the period before. */
export function meansAfter(
  model: EndemicEpidemicModel,
  coefficients: readonly number[],
  before: readonly (number | null)[],
  t: number,
): number[] {
  const parts = [model.own, model.neighbours, model.endemic];
  let at = 0;
  const factors = parts.map((terms) => {
    if (terms.length === 0) return 0;
    const eta = terms.reduce((sum, term, j) => sum + coefficients[at + j]! * termAt(term, t), 0);
    at += terms.length;
    return Math.exp(eta);
  });
  const others = model.neighbours.length > 0 ? received(before, model.weights!) : before.map(() => 0);
  return before.map((own, i) => {
    const carried = model.own.length > 0 ? factors[0]! * (own ?? Number.NaN) : 0;
    return carried + factors[1]! * others[i]! + factors[2]! * (model.population?.[t]?.[i] ?? 1);
  });
}

interface Observation {
  y: number;
  t: number;
  /** What the three components multiply: own count before, neighbours' counts before, population. */
  carried: [number, number, number];
}

function observations(counts: CountTable, model: EndemicEpidemicModel, periods: number, units: number): Observation[] {
  const rows: Observation[] = [];
  for (let t = 1; t < periods; t++) {
    const others = model.neighbours.length > 0 ? received(counts[t - 1]!, model.weights!) : undefined;
    for (let i = 0; i < units; i++) {
      const y = counts[t]![i];
      const own = model.own.length > 0 ? (counts[t - 1]![i] ?? Number.NaN) : 0;
      const other = others?.[i] ?? 0;
      if (y === null || y === undefined || Number.isNaN(own) || Number.isNaN(other)) continue;
      rows.push({ y, t, carried: [own, other, model.population?.[t]?.[i] ?? 1] });
    }
  }
  return rows;
}

function startOf(rows: readonly Observation[], model: EndemicEpidemicModel): number[] {
  const mean = rows.reduce((all, { y }) => all + y, 0) / rows.length;
  const offset = rows.reduce((all, { carried }) => all + carried[2], 0) / rows.length;
  const other = rows.reduce((all, { carried }) => all + carried[1], 0) / rows.length;
  const level = [
    Math.log(0.2),
    Math.log(0.1 * Math.max(mean, 0.01)) - Math.log(Math.max(other, 0.01)),
    Math.log(Math.max(0.5 * mean, 1e-3) / offset),
  ];
  return [model.own, model.neighbours, model.endemic].flatMap((terms, c) =>
    terms.map((term) => (term.kind === 'constant' ? level[c]! : 0)),
  );
}

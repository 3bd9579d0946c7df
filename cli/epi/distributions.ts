import {
  betaQuantile,
  chiSquareQuantile,
  gammaCdf,
  gammaQuantile,
  logGammaUpper,
  logNegativeBinomialDensity,
  logPoissonDensity,
  negativeBinomialCdf,
  negativeBinomialQuantile,
  negativeBinomialUpper,
  normalQuantile,
  poissonCdf,
  poissonQuantile,
  poissonUpper,
  studentQuantile,
} from '../../engines/surveillance/index.ts';
import { UsageError } from '../io.ts';
import type { Golden } from './golden.ts';

interface Row {
  d: string;
  [name: string]: unknown;
}

type Values = Record<string, number>;

/** How each distribution's row is computed from its parameters. */
const rows: Record<string, (row: Values) => Values> = {
  norm: ({ p }) => ({ q: normalQuantile(p!) }),
  gamma: ({ p, shape, rate }) => ({ q: gammaQuantile(p!, shape!, rate!) }),
  beta: ({ p, a, b }) => ({ q: betaQuantile(p!, a!, b!) }),
  t: ({ p, df }) => ({ q: studentQuantile(p!, df!) }),
  chisq: ({ p, df }) => ({ q: chiSquareQuantile(p!, df!) }),
  pois: ({ p, mu }) => ({ q: poissonQuantile(p!, mu!) }),
  nbinom_mu: ({ p, size, mu }) => ({ q: negativeBinomialQuantile(p!, size!, mu!) }),
  pgamma: ({ x, shape, rate }) => ({ cdf: gammaCdf(x!, shape!, rate!), logsf: logGammaUpper(x!, shape!, rate!) }),
  ppois: ({ x, mu }) => ({ cdf: poissonCdf(x!, mu!), logpmf: logPoissonDensity(x!, mu!), sf: poissonUpper(x!, mu!) }),
  pnbinom_mu: ({ x, size, mu }) => ({
    cdf: negativeBinomialCdf(x!, size!, mu!),
    logpmf: logNegativeBinomialDensity(x!, size!, mu!),
    sf: negativeBinomialUpper(x!, size!, mu!),
  }),
};

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && 'd' in value && typeof value.d === 'string';

/** Quantiles and probabilities: { rows: [{ d: "gamma", shape, rate, p, q }, ...] }. */
export const matches = (golden: Golden): boolean =>
  Array.isArray(golden['rows']) && golden['rows'].length > 0 && golden['rows'].every(isRow);

export const rerun = (golden: Golden): Golden => ({
  ...golden,
  rows: (golden['rows'] as Row[]).map((row) => {
    const compute = rows[row.d];
    if (!compute)
      throw new UsageError(`epi-distribution: ${row.d} is not known. One of ${Object.keys(rows).join(', ')}.`);
    return { ...row, ...compute(row as unknown as Values) };
  }),
});

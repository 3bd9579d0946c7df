import {
  baselineOf,
  countQuantile,
  fitBaseline,
  powerLimit,
  type Seasonal,
  seasonalNegativeBinomial,
  serfling,
} from '../../engines/surveillance/index.ts';
import { dayNumbers } from './farrington.ts';
import type { Golden } from './golden.ts';
import { plain, values } from './input.ts';

/** Weekly counts with the models of ESSENCE: { date, count, baselineEnd, nbinom, serfling, farringtonModified, farringtonOriginal }. */
export const matches = (golden: Golden): boolean =>
  Array.isArray(golden['date']) && Array.isArray(golden['count']) && 'baselineEnd' in golden;

export function rerun(golden: Golden): Golden {
  const dates = golden['date'] as string[];
  const counts = values(golden['count'] as (number | null)[]);
  const end = String(golden['baselineEnd']);
  const until = dates.filter((date) => date <= end).length;
  const split = dates.map((_, i) => (i < until ? 'Baseline Period' : 'Prediction Period'));
  const epidemic = (i: number): boolean => {
    const month = Number(dates[i]!.slice(5, 7));
    return month >= 10 || month <= 5;
  };
  const again: Golden = { ...golden };
  if ('nbinom' in golden) {
    const model = seasonalNegativeBinomial(counts, until);
    again['nbinom'] = { split, ...shown(model), time_term: dates.map(() => true) };
  }
  if ('serfling' in golden) {
    again['serfling'] = {
      t: dates,
      y: plain(counts),
      ...shown(serfling(counts, until, epidemic)),
      split,
      epidemic_period: dates.map((_, i) => epidemic(i)),
    };
  }
  for (const modified of [true, false]) {
    const name = modified ? 'farringtonModified' : 'farringtonOriginal';
    if (name in golden) again[name] = farrington(counts, dates, modified);
  }
  return again;
}

const shown = (model: Seasonal): Record<string, unknown> => ({
  estimate: plain(model.estimate),
  threshold: plain(model.threshold),
  alarm: Array.from(model.alarm, (value) => value === 1),
});

/** Four years, windows of 7 weeks; the modified one with 10 levels and 26 weeks left out. */
const common = {
  b: 4,
  w: 3,
  freq: 52,
  trend: true,
  pThresholdTrend: 0.05,
  reweight: true,
  compatible: true,
} as const;

function farrington(counts: Float64Array, dates: readonly string[], modified: boolean): Record<string, unknown> {
  const options = {
    ...common,
    days: dayNumbers(dates as string[]),
    noPeriods: modified ? 10 : 1,
    pastWeeksNotIncluded: modified ? 26 : 3,
    weightsThreshold: modified ? 2.58 : 1,
  };
  const rows = dates.map((_, i) => {
    if (i < 52 * common.b + common.w + 1) return undefined;
    const baseline = baselineOf(i, options);
    const fit = fitBaseline(
      Float64Array.from(baseline.at, (at) => counts[at]!),
      baseline,
      options,
    );
    if (fit === undefined) return undefined;
    let recent = 0;
    for (let j = i - 4; j <= i; j++) recent += counts[j]!;
    const upper = modified ? countQuantile(fit.mu, fit.phi, 0.05) : powerLimit(fit, '2/3', 0.05, counts[i]!).upper;
    const centre = modified ? Math.log(fit.mu) : fit.mu;
    const score = (counts[i]! - centre) / (upper - centre);
    return { fit, upper: modified && recent <= 5 ? Number.NaN : upper, score, red: score > 1 && recent > 5 };
  });
  return {
    predicted: plain(rows.map((row) => row?.fit.mu ?? Number.NaN)),
    time_coefficient: plain(rows.map((row) => row?.fit.firstSlope ?? Number.NaN)),
    include_time_term: rows.map((row) => (row ? true : null)),
    upper: plain(rows.map((row) => row?.upper ?? Number.NaN)),
    alert_score: plain(rows.map((row) => row?.score ?? Number.NaN)),
    alert: rows.map((row) => (row === undefined ? 'grey' : row.red ? 'red' : 'blue')),
  };
}

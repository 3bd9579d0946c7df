import {
  caseReproductionByDay,
  generationTime,
  growthReproduction,
  intervalMoments,
  likelihoodReproduction,
  peakOf,
  reproductionFromAttack,
  reproductionFromGrowth,
  sequentialReproduction,
} from '../../engines/surveillance/index.ts';
import { UsageError } from '../io.ts';
import type { Golden } from './golden.ts';
import { inPlace, isObject, jsonNumber, jsonNumbers, number, numbers, part, word } from './reading.ts';

/** R0 package: { incidence, results: { GT, begin, end, EG, ML, TD, SB, RfromR }, AR }. */
export const matches = (golden: Golden): boolean =>
  Array.isArray(golden['incidence']) && isObject(golden['results']) && isObject(golden['results']['GT']);

export function rerun(golden: Golden): Golden {
  const cases = numbers(golden, 'incidence') as number[];
  const results = part(golden, 'results');
  const pmf = generationOf(part(results, 'GT'));
  const begin = number(results, 'begin', 1);
  const end = number(results, 'end', peakOf(cases) + 1);
  const chosen = cases.slice(begin - 1, end);
  const again = Object.entries(results).map(([name, value]) => {
    if (name === 'RfromR')
      return [
        name,
        (value as Golden[]).map((row) => inPlace(row, { R: reproductionFromGrowth(number(row, 'r'), pmf) })),
      ];
    if (!isObject(value) || !(name in estimates)) return [name, value];
    return [
      name,
      inPlace(
        value,
        whereDefined(value, () => estimates[name]!(cases, chosen, pmf)),
      ),
    ];
  });
  const attack = isObject(golden['AR'])
    ? { AR: inPlace(golden['AR'], { R: reproductionFromAttack(number(golden['AR'], 'AR')) }) }
    : {};
  return inPlace(golden, { results: Object.fromEntries(again), ...attack });
}

/** A method that the data do not allow gives null for all it would have given. */
function whereDefined(value: Golden, estimate: () => Golden): Golden {
  try {
    return estimate();
  } catch (error) {
    if (!/^(likelihood-none|growth-undefined|sequential-range|root-not-bracketed)/.test((error as Error).message))
      throw error;
    return Object.fromEntries(Object.keys(value).flatMap((key) => (key === 'note' ? [] : [[key, null]])));
  }
}

function generationOf(given: Golden): Float64Array {
  const type = word(given, 'type');
  if (type === 'empirical') return Float64Array.from(numbers(given, 'pmf') as number[]);
  if (type !== 'gamma' && type !== 'weibull' && type !== 'lognormal')
    throw new UsageError(`epi-golden: a generation time of type ${type}; one of gamma, weibull, lognormal, empirical.`);
  return generationTime(type, number(given, 'mean'), number(given, 'sd'));
}

type Estimate = (cases: number[], chosen: number[], pmf: Float64Array) => Golden;

const estimates: Record<string, Estimate> = {
  GT: (_, __, pmf) => ({ pmf: [...pmf] }),
  EG: (_, chosen, pmf) => {
    const { growth, reproduction } = growthReproduction(chosen, pmf, { as: 'R0' });
    return {
      R: reproduction.R,
      conf: [reproduction.low, reproduction.high],
      r: growth.r,
      rConf: [growth.low, growth.high],
    };
  },
  ML: (_, chosen, pmf) => {
    const { R, low, high } = likelihoodReproduction(chosen, pmf, { as: 'R0' });
    return { R: jsonNumber(R), conf: jsonNumbers([low, high]) };
  },
  TD: (cases, _, pmf) => {
    const { mean, seen, orphaned } = caseReproductionByDay(cases, pmf);
    // the package divides by nothing on the last day and calls it 0; a case without infector makes all days up to it undefined
    const R = cases.map((each, t) =>
      each === 0 || t === cases.length - 1 ? 0 : t <= orphaned ? null : jsonNumber(mean[t]! / seen[t]!),
    );
    return { R };
  },
  SB: (_, chosen, pmf) => {
    const { mode } = sequentialReproduction(chosen, intervalMoments(pmf).mean, { step: 0.01, as: 'R0' });
    return { R: mode.map((each) => Number(each.toFixed(2))) };
  },
};

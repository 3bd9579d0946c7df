import {
  CONSTANT,
  type EndemicEpidemicModel,
  fitEndemicEpidemic,
  season,
  type Term,
  TIME,
} from '../../engines/surveillance/index.ts';
import { UsageError } from '../io.ts';
import type { Beside, Golden } from './golden.ts';
import { inPlace, isObject, jsonNumbers, number, part, word } from './reading.ts';

const isFit = (value: unknown): value is Golden => isObject(value) && isObject(value['model']) && 'coef' in value;

/** surveillance's hhh4: { freq, observed, adjacency, <family>: { model, coef, se, loglik, aic, fittedFirst20 } }. */
export const matches = (golden: Golden): boolean => Object.values(golden).some(isFit);

/** A table without counts of its own names a data set: its series stands in weekly/ beside the table's folder. */
export async function rerun(golden: Golden, beside: Beside): Promise<Golden> {
  const source = Array.isArray(golden['observed']) ? golden : await series(word(golden, 'dataset'), beside);
  const counts = (source['observed'] as unknown[]).map((row) => (Array.isArray(row) ? row : [row])) as (
    | number
    | null
  )[][];
  const period = number(source, 'freq', 52);
  const weights = golden['adjacency'] as number[][] | undefined;
  const again = Object.entries(golden).map(([name, value]) => {
    if (!isFit(value)) return [name, value];
    const model = modelOf(part(value, 'model'), period, weights);
    const fit = fitEndemicEpidemic(counts, model);
    const names = [...named('ar', model.own), ...named('ne', model.neighbours), ...named('end', model.endemic)];
    const { overdispersion: over } = fit;
    const outputs: Golden = {
      coef: keyed([...names, 'overdisp'], [...fit.coefficients, ...(over ? [over.value] : [])]),
      se: keyed([...names, 'overdisp'], [...fit.standardErrors, ...(over ? [over.standardErrorOfLog] : [])]),
      loglik: fit.loglik,
      aic: fit.aic,
    };
    for (const key of Object.keys(value)) {
      const [, count] = /^fittedFirst(\d+)$/.exec(key) ?? [];
      if (count !== undefined) outputs[key] = fit.fitted.slice(0, Number(count)).map(jsonNumbers);
    }
    return [name, inPlace(value, outputs)];
  });
  return Object.fromEntries(again);
}

async function series(dataset: string, beside: Beside): Promise<Golden> {
  const name = dataset.replace(/ .*/, '');
  const found = await beside(`../weekly/${name}.json`);
  if (!isObject(found) || !Array.isArray(found['observed']))
    throw new UsageError(`epi-golden: ${dataset} has no observed, and ../weekly/${name}.json is not there.`);
  return found;
}

const keyed = (names: readonly string[], values: readonly number[]): Golden =>
  Object.fromEntries(values.map((value, i) => [names[i]!, value]));

function named(prefix: string, terms: readonly Term[]): string[] {
  return terms.map((term) => {
    if (term.kind === 'constant') return `${prefix}.1`;
    if (term.kind === 'time') return `${prefix}.t`;
    return `${prefix}.${term.kind === 'sine' ? 'sin' : 'cos'}(${2 * term.cycles} * pi * t/${term.period})`;
  });
}

function modelOf(words: Golden, period: number, weights: number[][] | undefined): EndemicEpidemicModel {
  const family = word(words, 'family');
  if (!/^(poisson|negbin1?)$/i.test(family)) throw new UsageError(`epi-golden: family ${family}; Poisson or NegBin1.`);
  const neighbours = termsOf(word(words, 'ne'), period);
  return {
    own: termsOf(word(words, 'ar'), period),
    neighbours,
    endemic: termsOf(word(words, 'endemic'), period),
    weights: neighbours.length > 0 ? weights : undefined,
    family: /^poisson$/i.test(family) ? 'poisson' : 'negative-binomial',
  };
}

/** "log: intercept + t + 2 harmonics", "exp(intercept), weights ...", "none". */
function termsOf(text: string, period: number): Term[] {
  if (/^\s*(none|no\b)/i.test(text)) return [];
  const [formula] = text.replace(/^\s*log\s*:/i, '').split(',');
  const inner = /^\s*exp\((.*)\)\s*$/.exec(formula!)?.[1] ?? formula!;
  return inner.split('+').flatMap((each): Term[] => {
    const term = each.trim();
    if (/^(intercept|1)$/i.test(term)) return [CONSTANT];
    if (/^(t|trend|linear trend)$/i.test(term)) return [TIME];
    const [, harmonics] = /^(\d+) harmonics?$/i.exec(term) ?? [];
    if (harmonics !== undefined) return season(Number(harmonics), period);
    throw new UsageError(`epi-golden: the model's term "${term}" is unknown; intercept, t or n harmonics.`);
  });
}

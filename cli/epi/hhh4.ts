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
    try {
      return [name, refitted(value, counts, period, weights)];
    } catch (error) {
      return [name, refused(value, name, error)];
    }
  });
  return Object.fromEntries(again);
}

function refitted(value: Golden, counts: (number | null)[][], period: number, weights: number[][] | undefined): Golden {
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
  const again = inPlace(value, outputs);
  return fit.vanished.length === 0 ? again : { ...again, ...withoutVanished(outputs, fit.vanished) };
}

/** Names of the table for the engine's components. */
const TABLE = { own: 'ar', neighbours: 'ne', endemic: 'end' } as const;

/** Likelihood and means of a model stand where a component died out; its coefficients have no value. */
function withoutVanished(outputs: Golden, vanished: readonly (keyof typeof TABLE)[]): Golden {
  const names = vanished.map((each) => TABLE[each]);
  const blank = (list: Golden): Golden =>
    Object.fromEntries(
      Object.entries(list).map(([key, value]) => [
        key,
        names.some((name) => key.startsWith(`${name}.`)) ? null : value,
      ]),
    );
  return {
    coef: blank(outputs['coef'] as Golden),
    se: blank(outputs['se'] as Golden),
    error: `hhh4-vanished: component ${names.join(' and ')} explains no case; its coefficients run to minus infinity. Leave it out of the model.`,
  };
}

/** A model that cannot be fitted says so in its own place; the others of the file stand. */
function refused(value: Golden, name: string, error: unknown): Golden {
  if (!(error instanceof Error) || !/^[a-z0-9]+(-[a-z]+)+: /.test(error.message)) throw error;
  const { model } = value;
  return {
    ...Object.fromEntries(Object.keys(value).map((key) => [key, null])),
    model,
    error: error.message.replace(/^([a-z0-9-]+: )/, `$1model ${name}: `),
  };
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
  const random = ['ar', 'ne', 'endemic'].find((name) => /\bri\s*\(|random/i.test(word(words, name)));
  if (random !== undefined)
    throw new UsageError(
      `hhh4-random: ${random} is "${word(words, random)}"; random effects need a penalised likelihood, which is not fitted here. Give fixed effects.`,
    );
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

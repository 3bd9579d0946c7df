import {
  type Bounds,
  bayes,
  cdc,
  cdcHistory,
  type ReferenceOptions,
  referenceHistory,
  rki,
} from '../../engines/surveillance/index.ts';
import { asked, type EpiInput, flagOf, numberOf, plain, values, wholeFrequency } from './input.ts';

function referenceOf(input: EpiInput): ReferenceOptions {
  const { params } = input;
  return {
    b: numberOf(params, 'b', 2),
    w: numberOf(params, 'w', 4),
    actY: flagOf(params, 'actY', false),
    freq: wholeFrequency(input),
  };
}

function shown(input: EpiInput, first: number, { upperbound, alarm }: Bounds): Record<string, unknown> {
  const t = asked(input, first);
  return { t, upperbound: plain(t.map((at) => upperbound[at - 1]!)), alarm: t.map((at) => alarm[at - 1]!) };
}

export function runRki(input: EpiInput): Record<string, unknown> {
  const options = referenceOf(input);
  return shown(input, referenceHistory(options) + 1, rki(values(input.observed), options));
}

export function runBayes(input: EpiInput): Record<string, unknown> {
  const options = { ...referenceOf(input), alpha: numberOf(input.params, 'alpha', 0.05) };
  return shown(input, referenceHistory(options) + 1, bayes(values(input.observed), options));
}

export function runCdc(input: EpiInput): Record<string, unknown> {
  const { params } = input;
  const options = {
    b: numberOf(params, 'b', 5),
    m: numberOf(params, 'm', 1),
    alpha: numberOf(params, 'alpha', 0.025),
    freq: wholeFrequency(input),
  };
  return shown(input, cdcHistory(options) + 1, cdc(values(input.observed), options));
}

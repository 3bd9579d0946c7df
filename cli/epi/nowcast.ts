import {
  type NowcastMethod,
  type NowcastOptions,
  nowcast,
  type ReportedEvent,
  reportingTriangle,
} from '../../engines/surveillance/index.ts';
import { addDays, daysBetween } from '../../kernel/time.ts';
import { UsageError } from '../io.ts';
import type { Golden } from './golden.ts';
import { inPlace, isObject, jsonNumber, jsonNumbers, number, part, word } from './reading.ts';

/** surveillance's nowcast: { now, D, linelist: { dHosp, dReport }, triangle, finalCounts, runs: { method: { params, date, ... } } }. */
export const matches = (golden: Golden): boolean =>
  isObject(golden['linelist']) &&
  typeof golden['now'] === 'string' &&
  isObject(golden['runs']) &&
  Array.isArray(golden['linelist']['dReport']);

export function rerun(golden: Golden): Golden {
  const now = word(golden, 'now');
  const events = eventsOf(part(golden, 'linelist'));
  const dated = (D: number): string[] => Array.from({ length: D }, (_, i) => addDays(now, i - D));
  const longest = number(golden, 'D', 15);
  const triangle = reportingTriangle(events, now, longest);
  const runs = Object.entries(part(golden, 'runs')).map(([name, value]) => {
    const run = value as Golden;
    const params = part(run, 'params');
    const D = number(params, 'D', longest);
    const known = D === longest ? triangle : reportingTriangle(events, now, D);
    const method = methodOf(name);
    const found = nowcast(known, optionsOf(params, method));
    const dates = (Array.isArray(run['date']) ? run['date'] : dated(D)) as string[];
    const at = dates.map((day) => daysBetween(known.days[0]!, day));
    // where the largest total is too small the package gives the first one, 0
    const of = (list: ArrayLike<number>): number[] => at.map((t) => (Number.isNaN(list[t]!) ? 0 : list[t]!));
    const [low, high] = [of(found.low), of(found.high)];
    const outputs: Golden = {
      date: dates,
      observedSoFar: of(found.known),
      nowcastMedian: of(found.median),
      pi95: low.map((each, i) => [each, high[i]]),
      // the package files the last method's delay under another name
      delayCDF: method === 'bayes.notrunc.bnb' ? [] : cdfOf(found.delayCdf, method, known.days.length),
    };
    for (const key of Object.keys(run)) {
      const [, back, from, to] = /^predPMF_nowMinus(\d+)_(\d+)to(\d+)$/.exec(key) ?? [];
      if (back === undefined) continue;
      const pmf = found.pmf[known.days.length - 1 - Number(back)]!;
      const length = Number(to) - Number(from) + 1;
      outputs[key] = Array.from({ length }, (_, i) => jsonNumber(pmf[Number(from) + i] ?? 0));
    }
    return [name, inPlace(run, outputs)];
  });
  const shown = (Object.values(part(golden, 'runs'))[0] as Golden)['date'] as string[] | undefined;
  const finalCounts = (shown ?? dated(longest)).map((day) => events.filter(({ event }) => event === day).length);
  const again = isObject(golden['triangle'])
    ? { triangle: inPlace(golden['triangle'], { dates: triangle.days, delay0toD: triangle.counts }) }
    : {};
  return inPlace(golden, { ...again, finalCounts, runs: Object.fromEntries(runs) });
}

const cdfOf = (cdf: Float64Array, method: NowcastMethod, days: number): (number | null)[] =>
  jsonNumbers(method === 'lawless' ? Float64Array.from({ length: days }, (_, x) => cdf[x] ?? 1) : cdf);

function eventsOf(list: Golden): ReportedEvent[] {
  const happened = Object.entries(list).find(([key]) => key !== 'dReport')?.[1] as (string | null)[];
  const reported = list['dReport'] as (string | null)[];
  return happened.flatMap((event, i): ReportedEvent[] =>
    event === null || (reported[i] !== null && reported[i]! < event) ? [] : [{ event, report: reported[i] ?? null }],
  );
}

function methodOf(name: string): NowcastMethod {
  const methods: NowcastMethod[] = ['bayes.trunc', 'bayes.notrunc.bnb', 'bayes.notrunc', 'lawless'];
  const found = methods.find((method) => name === method) ?? methods.find((method) => name.startsWith(method));
  if (found === undefined) throw new UsageError(`epi-golden: no nowcast ${name}; one of ${methods.join(', ')}.`);
  return found;
}

function optionsOf(params: Golden, method: NowcastMethod): NowcastOptions {
  const prior = String(params['prior'] ?? '');
  const of = (name: string, otherwise: number): number =>
    Number(new RegExp(`${name}\\.lambda *= *([\\d.eE+-]+)`).exec(prior)?.[1] ?? otherwise);
  const m = Number(params['m']);
  return {
    method,
    prior: { mean: of('mean', 50), variance: of('var', 3000) },
    concentration: number(params, 'gd.prior.kappa', 0.1),
    most: number(params, 'N.tInf.max', 300),
    alpha: number(params, 'alpha', 0.05),
    window: params['m'] === null || Number.isNaN(m) ? undefined : m,
    as: 'surveillance',
  };
}

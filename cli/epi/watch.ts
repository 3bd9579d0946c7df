import { DAILY, type Verdict, WEEKLY, watch } from '../../engines/surveillance/index.ts';
import { UsageError } from '../io.ts';
import { asked, type EpiInput, flagOf, numberOf, plain, values } from './input.ts';

/** The default detector over the positions asked for; from the first of them on, every one in between is watched too. */
export function runWatch(input: EpiInput): Record<string, unknown> {
  const freq = input.freq ?? 52;
  const daily = freq > 300;
  if (!daily && (freq < 40 || freq > 60))
    throw new UsageError(`epi-frequency: ${freq} periods a year. watch reads weekly (52) and daily (365) series.`);
  const y = values(input.observed);
  const positions = asked(input, Math.min(y.length, Math.max(3, Math.ceil(y.length / 2))));
  const first = Math.min(...positions);
  const usual = daily ? DAILY : WEEKLY;
  const settings = {
    ...usual,
    family: flagOf(input.params, 'level', false) ? ('level' as const) : ('count' as const),
    guard: numberOf(input.params, 'guard', usual.guard),
  };
  const calendar = daily
    ? ({ step: 'day', year: 365.25, weekday: numberOf(input.params, 'weekday', 0) } as const)
    : ({ step: 'week', year: freq } as const);
  if (first < 2 || y.length < 2) throw new UsageError(`epi-t: position ${first}. The first position to watch is 2.`);
  const verdicts = watch(y, calendar, first - 1, settings);
  const at = positions.map((t) => verdicts[t - first] ?? null);
  const column = (read: (verdict: Verdict) => number): (number | null)[] =>
    plain(at.map((verdict) => (verdict ? read(verdict) : Number.NaN)));
  return {
    t: positions,
    upperbound: column(({ upper }) => upper),
    alarm: column(({ alarm }) => (alarm ? 1 : 0)),
    expected: column(({ expected }) => expected),
    pValue: column(({ p }) => p),
    score: column(({ z }) => z),
    windowSteps: column(({ window }) => window.steps),
    windowPValue: column(({ window }) => window.p),
  };
}

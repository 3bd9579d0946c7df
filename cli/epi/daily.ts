import { type DailyTest, ewma, switched, weekdayRegression, withheld } from '../../engines/surveillance/index.ts';
import { UsageError } from '../io.ts';
import { runEars } from './ears.ts';
import type { Golden } from './golden.ts';
import { asked, type EpiInput, numberOf, plain, values } from './input.ts';

/** Daily counts with the detectors of ESSENCE and EARS: { date, count, ewma, regression, switch, earsC1, ... }. */
export const matches = (golden: Golden): boolean =>
  Array.isArray(golden['date']) && Array.isArray(golden['count']) && ('ewma' in golden || 'earsC1' in golden);

export function rerun(golden: Golden): Golden {
  const input: EpiInput = {
    observed: golden['count'] as number[],
    dates: golden['date'] as string[],
    params: { compatible: true },
  };
  const again: Golden = { ...golden };
  if ('ewma' in golden) again['ewma'] = runEwma(input);
  if ('regression' in golden) again['regression'] = runRegression(input);
  if ('switch' in golden) again['switch'] = runSwitch(input);
  for (const method of ['C1', 'C2', 'C3']) {
    const params = { method, baseline: 7, alpha: method === 'C3' ? 0.025 : 0.01, compatible: true };
    if (`ears${method}` in golden) again[`ears${method}`] = runEars({ ...input, params });
  }
  return again;
}

const optionsOf = ({ params }: EpiInput) => ({
  baseline: numberOf(params, 'B', 28),
  guard: numberOf(params, 'g', 2),
  slow: numberOf(params, 'w1', 0.4),
  sudden: numberOf(params, 'w2', 0.9),
});

/** red below p 0.01, yellow below 0.05, blue above, grey where nothing was tested. */
const colours = (p: Float64Array): string[] =>
  Array.from(p, (value) => (Number.isNaN(value) ? 'grey' : value < 0.01 ? 'red' : value < 0.05 ? 'yellow' : 'blue'));

/** The same, blue where the regression's alert is withheld. */
const shownColours = (p: Float64Array, withheldOn: Uint8Array): string[] =>
  colours(p).map((colour, i) => (withheldOn[i] ? 'blue' : colour));

const shown = (test: DailyTest): Record<string, (number | null)[]> => ({
  baseline_expected: plain(test.expected),
  test_statistic: plain(test.statistic),
  // as the reference: one less the lower tail, which keeps 16 digits behind the point and no more
  'p.value': plain(test.p.map((p) => 1 - (1 - p))),
});

/** The rows of the positions asked for, named by them; all of them, as in the tables, when none is. */
function rowsAsked(input: EpiInput, columns: Record<string, ArrayLike<unknown>>): Record<string, unknown> {
  if (input.t === undefined) return columns;
  const t = asked(input, 1);
  return {
    t,
    ...Object.fromEntries(Object.entries(columns).map(([name, list]) => [name, t.map((at) => list[at - 1])])),
  };
}

export function runEwma(input: EpiInput): Record<string, unknown> {
  const test = ewma(values(input.observed), optionsOf(input));
  return rowsAsked(input, { ...shown(test), alert: colours(test.p) });
}

export function runRegression(input: EpiInput): Record<string, unknown> {
  const counts = values(input.observed);
  const days = weekdays(input);
  const test = weekdayRegression(counts, days, optionsOf(input));
  return rowsAsked(input, {
    ...shown(test),
    sigma: plain(test.sigma),
    adjusted_r_squared: plain(test.explained),
    alert: shownColours(test.p, withheld(counts, days)),
  });
}

export function runSwitch(input: EpiInput): Record<string, unknown> {
  const counts = values(input.observed);
  const days = weekdays(input);
  const test = switched(counts, days, optionsOf(input));
  const hidden = withheld(counts, days).map((value, i) => value & test.regression[i]!);
  const detector = Array.from(test.p, (p, i) =>
    Number.isNaN(p) ? null : test.regression[i] ? 'Adaptive Multiple Regression' : 'EWMA',
  );
  return rowsAsked(input, { ...shown(test), alert: shownColours(test.p, hidden), detector });
}

function weekdays(input: EpiInput): number[] {
  if (!input.dates) throw new UsageError('epi-date: this algorithm needs dates, one a day.');
  return input.dates.map((date) => {
    const day = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (Number.isNaN(day)) throw new UsageError(`epi-date: ${date} is no day. Write YYYY-MM-DD.`);
    return day;
  });
}

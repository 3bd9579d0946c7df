import {
  type Calendar,
  type FlexibleOptions,
  farringtonFlexible,
  tail,
  WEEKLY,
  watch,
} from '../../../engines/surveillance/index.ts';
import { type Figure, rounded } from '../figure.ts';
import { numbersOf, rowsOf } from './golden.ts';
import { SCENARIOS, span, WATCHED, WEEKS, weeklySeries } from './weekly-series.ts';

/** Noufaily's setting of the improved Farrington algorithm, as R runs it in the given tables. */
const FARRINGTON: FlexibleOptions = {
  b: 5,
  w: 3,
  noPeriods: 10,
  pastWeeksNotIncluded: 26,
  freq: 52,
  trend: true,
  pThresholdTrend: 0.05,
  reweight: true,
  weightsThreshold: 2.58,
  alpha: 0.01,
  limit54: [5, 4],
  powertrans: '2/3',
  thresholdMethod: 'nbPlugin',
};
/** Bounds on the tail probability of single weeks that give about the same rate of false alarms. */
const SINGLE_WEEK = 0.0105;
const ORACLE_WEEK = 0.0107;
/** Bound at which improved Farrington, nominally 0.01, comes to the default detector's rate of false alarms. */
const FARRINGTON_EVEN = 0.0113;
/** Weeks of every n-th series on which Farrington's false alarms are counted: its share needs no more. */
const FARRINGTON_EVERY = 10;

interface Arm {
  name: string;
  alarms: number;
  weeks: number;
  /** 1 found, 0 missed, by series. */
  found: number[];
}
const arm = (name: string): Arm => ({ name, alarms: 0, weeks: 0, found: [] });

interface Series {
  quiet: Float64Array;
  outbreak: Float64Array;
  mean?: Float64Array;
  phi?: number;
}

/** The default detector, and the same expectation judged by single weeks: what accumulation is worth. */
function run({ quiet, outbreak }: Series, ours: Arm, single?: Arm): void {
  const calendar: Calendar = { step: 'week', year: 52 };
  const ends = span(outbreak);
  for (const verdict of watch(quiet, calendar, WATCHED, WEEKLY)) {
    ours.alarms += verdict?.alarm ? 1 : 0;
    if (single) single.alarms += verdict && verdict.p < SINGLE_WEEK ? 1 : 0;
  }
  ours.weeks += WEEKS - WATCHED;
  if (single) single.weeks += WEEKS - WATCHED;
  if (ends === null) return;
  const both = quiet.map((count, i) => count + outbreak[i]!).subarray(0, ends[1] + 1);
  const during = watch(both, calendar, WATCHED, WEEKLY).slice(ends[0] - WATCHED);
  ours.found.push(during.some((each) => each?.alarm) ? 1 : 0);
  single?.found.push(during.some((each) => each && each.p < SINGLE_WEEK) ? 1 : 0);
}

/** Improved Farrington at its nominal bound, and at one that raises as many false alarms as ours. */
function runFarrington({ quiet, outbreak }: Series, nominal: Arm, even: Arm, countFalse: boolean): void {
  const ends = span(outbreak);
  const judge = (y: Float64Array, t: number): [boolean, boolean] => {
    const { alarm, enough, p } = farringtonFlexible(y, t, FARRINGTON);
    return [alarm, enough && p <= FARRINGTON_EVEN];
  };
  if (countFalse) {
    for (let t = WATCHED; t < WEEKS; t++) {
      const [first, second] = judge(quiet, t);
      nominal.alarms += first ? 1 : 0;
      even.alarms += second ? 1 : 0;
    }
    nominal.weeks += WEEKS - WATCHED;
    even.weeks += WEEKS - WATCHED;
  }
  if (ends === null) return;
  const both = quiet.map((count, i) => count + outbreak[i]!);
  const during = Array.from({ length: ends[1] - ends[0] + 1 }, (_, i) => judge(both, ends[0] + i));
  nominal.found.push(during.some(([first]) => first) ? 1 : 0);
  even.found.push(during.some(([, second]) => second) ? 1 : 0);
}

/** Single weeks against the true mean and dispersion: the ceiling of what any baseline could give. */
function runOracle({ quiet, outbreak, mean, phi }: Series, into: Arm): void {
  const ends = span(outbreak);
  const alarm = (count: number, t: number): boolean =>
    tail({ family: 'count', mean: mean![t]!, spread: phi! }, count) < ORACLE_WEEK;
  for (let t = WATCHED; t < WEEKS; t++) into.alarms += alarm(quiet[t]!, t) ? 1 : 0;
  into.weeks += WEEKS - WATCHED;
  if (ends === null) return;
  let found = 0;
  for (let t = ends[0]; t <= ends[1]; t++) if (alarm(quiet[t]! + outbreak[t]!, t)) found = 1;
  into.found.push(found);
}

const share = (found: number[]): number => found.reduce((sum, each) => sum + each, 0) / found.length;
const percent = (value: number): number => rounded(100 * value, 2);

/** Difference of two shares on the same series and half its 95 % interval. */
function paired(a: number[], b: number[]): { by: number; half: number } {
  const by = share(a) - share(b);
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (a[i]! - b[i]! - by) ** 2;
  return { by, half: (1.96 * Math.sqrt(squares / (a.length - 1))) / Math.sqrt(a.length) };
}

function figures(title: string, arms: Arm[], cpu: number): Figure[] {
  return arms.map(({ name, alarms, weeks, found }) => ({
    name: `${title}: outbreaks found, ${name}`,
    value: percent(share(found)),
    unit: '%',
    note: `false alarms in ${percent(alarms / weeks)} % of weeks, ${found.length} series${cpu > 0 ? `, ${rounded(cpu)} s CPU for all` : ''}`,
  }));
}

/** `replicates` generated series of each of the 42 scenarios, judged by each detector. */
export function weeklyGenerated(replicates: number): Figure[] {
  const ours = arm('default detector');
  const single = arm('its expectation, single weeks');
  const farrington = arm('improved Farrington');
  const even = arm('improved Farrington at as many false alarms');
  const oracle = arm('oracle, single weeks');
  const started = process.cpuUsage();
  for (let i = 0; i < SCENARIOS * replicates; i++) {
    const series = weeklySeries(i % SCENARIOS, `bench ${Math.floor(i / SCENARIOS)}`);
    run(series, ours, single);
    runFarrington(series, farrington, even, Math.floor(i / SCENARIOS) % FARRINGTON_EVERY === 0);
    runOracle(series, oracle);
  }
  const used = process.cpuUsage(started);
  const gain = paired(ours.found, farrington.found);
  const evenGain = paired(ours.found, even.found);
  const baseline = paired(single.found, even.found);
  const accumulation = paired(ours.found, single.found);
  const interval = ({ by, half }: { by: number; half: number }): string =>
    `95 % interval ${percent(by - half)} to ${percent(by + half)}, pairwise on ${ours.found.length} series`;
  const rate = ours.alarms / ours.weeks;
  return [
    ...figures('weekly, generated', [ours, single, farrington, even, oracle], (used.user + used.system) / 1e6),
    {
      name: 'weekly, generated: false alarms of the default detector',
      value: percent(rate),
      unit: '% of weeks',
      limit: 'at most 1.1',
      holds: rate <= 0.011,
    },
    {
      name: 'weekly, generated: gain over improved Farrington',
      value: percent(gain.by),
      unit: 'points',
      limit: 'above 0 with its interval',
      holds: gain.by - gain.half > 0,
      note: interval(gain),
    },
    {
      name: 'weekly, generated: gain over improved Farrington at as many false alarms',
      value: percent(evenGain.by),
      unit: 'points',
      limit: 'above 0 with its interval',
      holds: evenGain.by - evenGain.half > 0,
      note: interval(evenGain),
    },
    {
      name: 'weekly, generated: of it the expectation',
      value: percent(baseline.by),
      unit: 'points',
      note: interval(baseline),
    },
    {
      name: 'weekly, generated: of it accumulation',
      value: percent(accumulation.by),
      unit: 'points',
      note: interval(accumulation),
    },
  ];
}

/** The given 420 series, and the 168 of them that R's improved Farrington was run on. */
export async function weeklyGiven(): Promise<Figure[]> {
  const quiet = await numbersOf('weekly_baseline.csv.gz');
  const outbreak = await numbersOf('weekly_outbreak.csv.gz');
  const all = arm('default detector');
  const shared = arm('default detector');
  const farrington = arm("R's improved Farrington (given alarms)");
  const given = new Map(
    (await rowsOf('weekly_alarms_farrington_improved.csv')).slice(1).map((row) => [Number(row[0]), row]),
  );
  quiet.forEach((series, i) => {
    run({ quiet: series, outbreak: outbreak[i]! }, all);
    const row = given.get(i + 1);
    if (!row) return;
    run({ quiet: series, outbreak: outbreak[i]! }, shared);
    const ends = span(outbreak[i]!);
    farrington.alarms += [...row[2]!].filter((each) => each === '1').length;
    farrington.weeks += WEEKS - WATCHED;
    if (ends) farrington.found.push(row[1]!.slice(ends[0] - WATCHED, ends[1] - WATCHED + 1).includes('1') ? 1 : 0);
  });
  const gain = paired(shared.found, farrington.found);
  return [
    ...figures('weekly, given 420', [all], 0),
    ...figures('weekly, given 168', [shared, farrington], 0),
    {
      name: 'weekly, given 168: gain',
      value: percent(gain.by),
      unit: 'points',
      note: `95 % interval +-${percent(gain.half)}; oracle with the true baseline, single weeks, 61.9 %`,
    },
  ];
}

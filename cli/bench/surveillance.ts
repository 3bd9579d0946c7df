import {
  type Bounds,
  drawNegativeBinomial,
  ears,
  earsCharts,
  falseDiscovery,
  flexibleDetector,
  normalQuantileUpper,
  windowsBefore,
} from '../../engines/surveillance/index.ts';
import { type Chance, chanceFrom } from '../../kernel/chance.ts';
import type { Io } from '../io.ts';
import { type Figure, rounded } from './figure.ts';

/** CPU seconds, user and system, of `work`. */
function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Weekly counts with season, trend and overdispersion (Noufaily et al. 2013, scenario-like), `weeks` long. */
function weekly(chance: Chance, weeks: number): Float64Array {
  const level = 4 * chance.next() - 1;
  const slope = 0.002 * chance.next();
  const phi = 1.2 + 2 * chance.next();
  return Float64Array.from({ length: weeks }, (_, t) => {
    const mu = Math.exp(level + slope * t + 0.5 * Math.cos((2 * Math.PI * t) / 52));
    return drawNegativeBinomial(chance, mu / (phi - 1), mu);
  });
}

const noufaily = {
  b: 5,
  w: 3,
  freq: 52,
  noPeriods: 10,
  pastWeeksNotIncluded: 26,
  trend: true,
  pThresholdTrend: 1,
  reweight: true,
  weightsThreshold: 2.58,
  alpha: 0.01,
  limit54: [5, 4],
  powertrans: '2/3',
  thresholdMethod: 'nbPlugin',
} as const;

function farrington(series: Float64Array[]): Figure {
  const test = flexibleDetector(noufaily);
  const once = (): void => {
    for (const each of series) test(each, each.length - 1);
  };
  once();
  const each = (median([1, 2, 3, 4, 5].map(() => cpu(once))) / series.length) * 1e6;
  return {
    name: 'Farrington flexible, 1,000 series x 312 weeks, one week tested',
    value: rounded(each, 1),
    unit: 'us CPU a fit',
    limit: 'at most 65',
    holds: each <= 65,
    note: 'R surveillance 1.20.3: 13,300 us (5 fits, Noufaily setting)',
  };
}

function earsFigure(chance: Chance): Figure {
  const days = 365;
  const series = Array.from({ length: 10_000 }, () => {
    const mu = 1 + 20 * chance.next();
    return Float64Array.from({ length: days }, () => Math.floor(mu * (0.5 + chance.next())));
  });
  const windows = windowsBefore(series[0]!, 7);
  const into = (): Bounds => ({ upperbound: new Float64Array(days), alarm: new Uint8Array(days) });
  const charts = { C1: into(), C2: into(), C3: into() };
  const options = { minSigma: 0, z: normalQuantileUpper(0.001), z3: normalQuantileUpper(0.025) };
  const once = (after: () => void = () => {}): void => {
    for (const each of series) {
      windowsBefore(each, 7, 7, windows);
      earsCharts(each, windows, options, charts);
      after();
    }
  };
  let alarms = 0;
  once(() => {
    for (const { alarm } of Object.values(charts)) for (let t = 0; t < days; t++) alarms += alarm[t]!;
  });
  const seconds = median([1, 2, 3, 4, 5].map(() => cpu(once)));
  return {
    name: 'EARS C1, C2 and C3, 10,000 series x 365 days',
    value: rounded(seconds, 3),
    unit: 's CPU',
    limit: 'at most 0.2',
    holds: seconds <= 0.2 && alarms > 0,
    note: `R surveillance 1.20.3: 561.8 s; ${alarms} alarms`,
  };
}

/** Every community, channel and disease in one night: the weekly model, the daily charts, and one list of what to look at. */
function night(chance: Chance): Figure[] {
  const total = 6_500 * 10 * 3;
  const kinds = Array.from({ length: 300 }, () => weekly(chance, 312));
  const recent = kinds.map((each) => each.slice(-60));
  const test = flexibleDetector(noufaily);
  const p = new Float64Array(total);
  let found = 0;
  const seconds = cpu(() => {
    for (let i = 0; i < total; i++) {
      const each = kinds[i % kinds.length]!;
      p[i] = test(each, each.length - 1).p;
      found += ears(recent[i % kinds.length]!, { method: 'C2', baseline: 7, minSigma: 0.5, alpha: 0.001 }).alarm[59]!;
    }
    const q = falseDiscovery(p);
    for (let i = 0; i < total; i++) found += q[i]! < 0.05 ? 1 : 0;
  });
  return [
    {
      name: 'nightly run, 6,500 communities x 10 channels x 3 diseases',
      value: rounded(seconds, 1),
      unit: 's CPU on one core',
      limit: 'at most 120 (60 s on two cores)',
      holds: seconds <= 120 && found >= 0,
      note: 'Farrington flexible on 312 weeks, EARS C2 on 60 days, false discovery rate over all 195,000',
    },
  ];
}

/** The detection half of the surveillance engine: cost of a fit, of a year of EARS, of a night. */
export async function surveillance(io: Io): Promise<Figure[]> {
  const chance = chanceFrom('bench surveillance');
  io.err('  1,000 weekly series ...');
  const series = Array.from({ length: 1000 }, () => weekly(chance, 312));
  return [farrington(series), earsFigure(chance), ...night(chance)];
}

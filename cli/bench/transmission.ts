import {
  caseReproduction,
  drawBinomial,
  drawNegativeBinomial,
  drawPoisson,
  fitEndemicEpidemic,
  type NowcastMethod,
  nowcast,
  type ReportingTriangle,
  reproductions,
  season,
  serialInterval,
  type Term,
} from '../../engines/surveillance/index.ts';
import { type Chance, chanceFrom } from '../../kernel/chance.ts';
import { addDays } from '../../kernel/time.ts';
import type { Io } from '../io.ts';
import { type Figure, rounded } from './figure.ts';

const DAYS = 200;
const SERIES = 1000;
const OPTIONS = {
  windows: 7,
  priorMean: 5,
  priorSd: 5,
  probabilities: [0.025, 0.25, 0.5, 0.75, 0.975],
  largestCv: Number.POSITIVE_INFINITY,
  missing: 'refuse' as const,
};

/** R of a wave: above and below 1 by turns. */
const trueR = (t: number): number => 1 + 0.3 * Math.sin(t / 15);

function epidemic(chance: Chance, interval: Float64Array): number[] {
  const cases: number[] = [20];
  for (let t = 1; t < DAYS; t++) {
    let force = 0;
    for (let s = 1; s <= t; s++) force += interval[s]! * cases[t - s]!;
    cases.push(drawPoisson(chance, trueR(t) * force + 0.5));
  }
  return cases;
}

/** CPU seconds (user and system) of the fastest of three runs: the others were disturbed. */
function cpu(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    const begun = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, (user + system) / 1e6);
  }
  return best;
}

/** Days with NB totals, reported after up to D days; the truth and what is known at the end. */
function reporting(chance: Chance, D: number, days: number): { triangle: ReportingTriangle; truth: number[] } {
  const share = Float64Array.from({ length: D + 1 }, (_, d) => (d + 1) * Math.exp(-d / 3));
  const total = share.reduce((all, each) => all + each, 0);
  const truth: number[] = [];
  const counts = Array.from({ length: days }, (_, t) => {
    const n = drawNegativeBinomial(chance, 2, 60);
    truth.push(n);
    let [left, mass] = [n, total];
    return Array.from({ length: D + 1 }, (_, d): number | null => {
      const now = d === D ? left : drawBinomial(chance, left, share[d]! / mass);
      left -= now;
      mass -= share[d]!;
      return d <= days - 1 - t ? now : null;
    });
  });
  const named = Array.from({ length: days }, (_, t) => addDays('2020-01-01', t));
  return { triangle: { days: named, counts, longest: D }, truth };
}

/** Rt, nowcast and endemic-epidemic model: speed beside R's, and whether 95 % intervals hold 95 %. */
export async function transmission(_io: Io): Promise<Figure[]> {
  const chance = chanceFrom('transmission');
  const interval = serialInterval(5, 3, DAYS - 1);
  const series = Array.from({ length: SERIES }, () => epidemic(chance, interval));
  let found = reproductions(series.slice(0, 1), interval, OPTIONS);
  const rt = cpu(() => {
    found = reproductions(series, interval, OPTIONS);
  });
  let [inside, judged] = [0, 0];
  for (const one of found)
    for (let i = 20; i < one.start.length; i++) {
      if (one.cases[i]! < 30) continue;
      judged++;
      const middle = trueR((one.start[i]! + one.end[i]!) / 2 - 1);
      if (one.quantiles[0]![i]! <= middle && middle <= one.quantiles[4]![i]!) inside++;
    }
  const wt = cpu(() => {
    caseReproduction(series[0]!, interval, {
      windows: 7,
      probabilities: [0.025, 0.975],
      truncation: 'as-seen',
      leastSeen: 0,
    });
  });
  return [
    {
      name: `Rt with 5 quantiles, ${SERIES} series x ${DAYS} days, 193 weekly windows`,
      value: rounded(rt, 3),
      unit: 'CPU s',
      limit: 'at most 1',
      holds: rt <= 1,
      note: `EpiEstim 106.9 s on this kind of machine: ${Math.round(106.9 / rt)} times faster`,
    },
    {
      name: 'Rt: share of windows whose 95 % interval holds the true R (at least 30 cases)',
      value: rounded((100 * inside) / judged, 1),
      unit: '%',
      note: `${judged} windows; R moves within a window, so a little less than 95 is right`,
    },
    {
      name: `case reproduction with exact interval, ${DAYS} days, 193 windows`,
      value: rounded(wt, 3),
      unit: 'CPU s',
      note: `wallinga_teunis with 10 simulated trees 0.98 s: ${Math.round(0.98 / wt)} times faster`,
    },
    ...nowcasts(chance),
    endemicEpidemic(chance),
  ];
}

function nowcasts(chance: Chance): Figure[] {
  const D = 15;
  const options = {
    prior: { mean: 60, variance: 3000 },
    concentration: 0.1,
    most: 300,
    alpha: 0.05,
    as: 'exact' as const,
  };
  const { triangle } = reporting(chance, D, 40);
  const speeds = (['bayes.trunc', 'bayes.notrunc'] as const).map((method: NowcastMethod): Figure => {
    const rounds = 20;
    const each =
      cpu(() => {
        for (let i = 0; i < rounds; i++) nowcast(triangle, { ...options, method });
      }) / rounds;
    return {
      name: `nowcast ${method}, D = ${D}, N up to 300`,
      value: rounded(1000 * each, 2),
      unit: 'CPU ms',
      limit: 'at least 100 times R',
      holds: 3.4 / each >= 100,
      note: `surveillance bayes.notrunc 3.4 s, sampled: ${Math.round(3.4 / each)} times faster, exact`,
    };
  });
  let [inside, judged] = [0, 0];
  for (let run = 0; run < 60; run++) {
    const { triangle: known, truth } = reporting(chance, D, 60);
    const { low, high } = nowcast(known, { ...options, most: 1000, method: 'bayes.trunc' });
    for (let back = 1; back <= D; back++) {
      const t = truth.length - 1 - back;
      judged++;
      if (low[t]! <= truth[t]! && truth[t]! <= high[t]!) inside++;
    }
  }
  return [
    ...speeds,
    {
      name: 'nowcast bayes.trunc: share of days whose 95 % interval holds the later truth',
      value: rounded((100 * inside) / judged, 1),
      unit: '%',
      limit: '93 to 99',
      holds: inside / judged >= 0.93 && inside / judged <= 0.99,
      note: `${judged} days of simulated reporting`,
    },
  ];
}

function endemicEpidemic(chance: Chance): Figure {
  const units = 15;
  const counts: number[][] = [new Array<number>(units).fill(2)];
  for (let t = 1; t < 104; t++)
    counts.push(
      counts[t - 1]!.map((own, i, all) =>
        drawNegativeBinomial(chance, 2, 0.5 * own + 0.05 * (all[(i + 1) % units] ?? 0) + 0.5 + 0.3 * Math.sin(t / 8)),
      ),
    );
  const weights = counts[0]!.map((_, j) => counts[0]!.map((__, i) => ((i + 1) % units === j ? 1 : 0)));
  const constant: Term = { kind: 'constant' };
  const time = cpu(() => {
    fitEndemicEpidemic(counts, {
      own: [constant],
      neighbours: [constant],
      endemic: [constant, { kind: 'time' }, ...season(1, 52)],
      weights,
      family: 'negative-binomial',
    });
  });
  return {
    name: 'endemic-epidemic model, 15 units x 104 weeks, negative binomial, 7 parameters',
    value: rounded(time, 3),
    unit: 'CPU s',
  };
}

import { describe, expect, it } from 'vitest';
import { chanceFrom } from '../../../kernel/chance.ts';
import { drawNegativeBinomial, drawPoisson } from '../numbers/draw.ts';
import { circles } from '../scan/circles.ts';
import { alphaForBudget, boundForRate, discoveryCut, isNews, withinBudget } from './budget.ts';
import { fault, sendingFault } from './faults.ts';
import { fuse, raised } from './fusion.ts';
import { joinNeighbours, peaks } from './space.ts';
import { bound, tail } from './surprise.ts';
import { DAILY, type Verdict, WEEKLY, watch, watchLatest } from './watch.ts';

const weekly = (seed: string, weeks: number, level: number): Float64Array => {
  const chance = chanceFrom(seed);
  return Float64Array.from({ length: weeks }, (_, i) => {
    const mu = level * Math.exp(0.5 * Math.cos((2 * Math.PI * i) / 52) + 0.001 * i);
    return drawNegativeBinomial(chance, mu, mu);
  });
};
const week = { step: 'week', year: 52 } as const;

describe('the latest steps of a night', () => {
  const days = (seed: string, n: number, extra: (i: number) => number = () => 0): Float64Array => {
    const chance = chanceFrom(seed);
    return Float64Array.from({ length: n }, (_, i) => drawPoisson(chance, (i % 7 < 5 ? 11 : 7) + extra(i)));
  };
  const day = { step: 'day', year: 365.25, weekday: 0 } as const;

  it('say of the last day what the nightly detector says of it', () => {
    for (let s = 0; s < 10; s++) {
      const y = days(`last ${s}`, 150, (i) => (i === 149 && s % 2 ? 15 : 0));
      const [whole] = watch(y, day, 149, DAILY);
      const latest = watchLatest(y, day, 14, DAILY);
      expect(latest?.verdict.p).toBeCloseTo(whole!.p, 9);
      expect(latest?.verdict.upper).toBe(whole!.upper);
      expect(latest?.verdict.alarm).toBe(whole!.alarm);
      expect(latest?.z[13]).toBe(latest?.verdict.z);
    }
  });

  it('have no surprise where nothing was reported, and none at all without a history', () => {
    const y = days('gaps', 120);
    y[118] = Number.NaN;
    y[119] = Number.NaN;
    const latest = watchLatest(y, day, 14, DAILY);
    expect(latest?.verdict.position).toBe(117);
    expect(Array.from(latest!.z.subarray(12))).toEqual([Number.NaN, Number.NaN]);
    expect(watchLatest(days('short', 20), day, 14, DAILY)).toBeNull();
    expect(() => watchLatest(y, day, 0, DAILY)).toThrow('watch-steps');
  });
});

describe('the default detector', () => {
  it('knows the mean of a seasonal series and seldom cries wolf', () => {
    let alarms = 0;
    let judged = 0;
    for (let s = 0; s < 20; s++) {
      const y = weekly(`quiet ${s}`, 300, 10);
      for (const verdict of watch(y, week, 260)) {
        judged += 1;
        alarms += verdict!.alarm ? 1 : 0;
        const truth = 10 * Math.exp(0.5 * Math.cos((2 * Math.PI * verdict!.position) / 52) + 0.001 * verdict!.position);
        expect(Math.abs(Math.log(verdict!.expected / truth))).toBeLessThan(0.5);
      }
    }
    expect(alarms / judged).toBeLessThan(0.03);
  });

  it('adds up weeks that say little by themselves', () => {
    const chance = chanceFrom('pair');
    const y = Float64Array.from({ length: 200 }, () => drawPoisson(chance, 20));
    y[198] = 31;
    y[199] = 31;
    const [first, verdict] = watch(y, week, 198) as [Verdict, Verdict];
    expect(first.alarm).toBe(false);
    expect(verdict.observed).toBeLessThanOrEqual(verdict.upper);
    expect(verdict.alarm).toBe(true);
    expect(verdict.window.steps).toBeGreaterThan(1);
  });

  it('does not take a past outbreak for the season', () => {
    const y = weekly('past', 300, 10);
    const clean = watch(y, week, 290)[5]!.expected;
    const struck = y.slice();
    for (const t of [100, 101, 150, 151]) struck[t] = y[t]! + 60;
    expect(watch(struck, week, 290)[5]!.expected / clean).toBeLessThan(1.1);
  });

  it('leaves closed weekdays and missing days out, and learns holidays', () => {
    const chance = chanceFrom('days');
    const holiday = Uint8Array.from({ length: 430 }, (_, i) => (i % 50 === 10 ? 1 : 0));
    const y = Float64Array.from({ length: 430 }, (_, i) => (i % 7 > 4 ? 0 : drawPoisson(chance, holiday[i] ? 5 : 30)));
    y[415] = Number.NaN;
    const verdicts = watch(y, { step: 'day', year: 365.25, weekday: 0, holiday }, 400, DAILY);
    verdicts.forEach((verdict, i) => {
      const day = 400 + i;
      expect(verdict === null).toBe(day % 7 > 4 || day === 415);
      if (verdict) expect(verdict.expected / (holiday[day] ? 5 : 30)).toBeGreaterThan(0.6);
      if (verdict) expect(verdict.expected / (holiday[day] ? 5 : 30)).toBeLessThan(1.6);
    });
  });

  it('is silent on a series of zeros and on one too short, and alarms at the first cases after years without', () => {
    expect(watch(new Float64Array(120), week, 100).every((each) => each !== null && !each.alarm)).toBe(true);
    expect(watch(new Float64Array(6), week, 3)).toEqual([null, null, null]);
    const y = new Float64Array(120);
    y[119] = 3;
    expect(watch(y, week, 100).at(-1)!.alarm).toBe(true);
  });

  it('refuses counts below zero and a beginning outside the series', () => {
    const y = weekly('bad', 200, 5);
    expect(() => watch(y, week, 200)).toThrow(/watch-first/);
    y[17] = -4;
    expect(() => watch(y, week, 150)).toThrow(/watch-count: position 18 holds -4/);
    expect(() => watch(weekly('w', 200, 5), week, 150, { ...WEEKLY, windows: [] })).toThrow(/watch-windows/);
  });
});

it('draws a bound exactly where the tail falls below its level', () => {
  for (const mean of [0.1, 1, 7.3, 150])
    for (const spread of [1, 1.7, 6]) {
      const outlook = { family: 'count', mean, spread } as const;
      const upper = bound(outlook, 0.01);
      expect(tail(outlook, upper + 1)).toBeLessThan(0.01);
      expect(tail(outlook, upper)).toBeGreaterThanOrEqual(0.01);
    }
});

describe('fusion', () => {
  const stream = (name: string, ...z: number[]) => ({ name, z });
  it('adds weak signals that agree and names their shares', () => {
    const state = fuse([stream('a', 0, 2), stream('b', 0, 2), stream('c', 0, 0), stream('d', 0, Number.NaN)], 1, 0);
    expect(state.together).toBeCloseTo(4 / Math.sqrt(3), 12);
    expect(state.alone).toBe(2);
    expect(state.contributions.slice(0, 2).map(({ name, share, age }) => [name, share, age])).toEqual([
      ['a', 0.5, 0],
      ['b', 0.5, 0],
    ]);
    expect(raised(state, { together: 2.2, alone: 2.5 })).toEqual(['together']);
  });
  it('stays standard normal under memory and missing days', () => {
    const chance = chanceFrom('normal');
    let sum = 0;
    let squares = 0;
    const draws = 3000;
    for (let i = 0; i < draws; i++) {
      const z = Array.from({ length: 30 }, () => {
        const normal = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
        return chance.next() < 0.4 ? Number.NaN : normal;
      });
      const { together } = fuse([stream('a', ...z), stream('b', ...z.map((each) => -each).reverse())], 29);
      sum += together / draws;
      squares += together ** 2 / draws;
    }
    expect(Math.abs(sum)).toBeLessThan(0.06);
    expect(squares).toBeGreaterThan(0.7);
    expect(squares).toBeLessThan(1.15);
  });
});

describe('neighbours', () => {
  const sites = {
    x: Array.from({ length: 25 }, (_, i) => i % 5),
    y: Array.from({ length: 25 }, (_, i) => Math.floor(i / 5)),
    coordinates: 'plane' as const,
  };
  const near = circles(sites, new Float64Array(25).fill(1), 9);
  it('name one cluster once, and nothing that the whole city shares', () => {
    const z = new Float64Array(25).fill(4);
    for (const place of [12, 11, 13, 7, 17]) z[place] = 6.5;
    const around = joinNeighbours(z, near, 9);
    expect(peaks(around, near, 3)).toEqual([12]);
    expect(around[12]).toEqual({ score: (5 * 2.5) / Math.sqrt(5), size: 5 });
    expect(peaks(joinNeighbours(new Float64Array(25).fill(4), near, 9), near, 1)).toEqual([]);
  });
});

describe('budgets', () => {
  it('cut at the rate of false discoveries', () => {
    // Benjamini and Hochberg 1995, their worked example: four of fifteen at 5 %
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    expect(discoveryCut(p, 0.05)).toBe(0.0095);
    expect(discoveryCut([0.9, 0.8], 0.05)).toBe(0);
  });
  it('raise no more than can be checked, the least likely first, and rules beyond them always', () => {
    const tiers = { high: { weekly: 3, falseShare: 0.2 }, low: { weekly: 1, falseShare: 0.2 } };
    const candidates = [
      ...[1e-9, 1e-8, 1e-7, 1e-6].map((p, i) => ({ id: `h${i}`, p, tier: 'high' })),
      { id: 'l0', p: 1e-5, tier: 'low' },
      { id: 'l1', p: 0.9, tier: 'low' },
      { id: 'one case', p: 1, tier: 'high', always: true },
    ];
    expect(withinBudget(candidates, tiers, { high: 1 }).map(({ id, why }) => [id, why])).toEqual([
      ['one case', 'always'],
      ['h0', 'budget'],
      ['h1', 'budget'],
      ['l0', 'budget'],
    ]);
    expect(() => withinBudget([{ id: 'x', p: 0.1, tier: 'none' }], tiers, {})).toThrow(/watch-tier: x has tier none/);
  });
  it('give the bound that quiet scores pass at the rate asked for, and refuse what was never seen', () => {
    const quiet = Array.from({ length: 1000 }, (_, i) => i);
    const limit = boundForRate(quiet, 0.01);
    expect(quiet.filter((each) => each > limit)).toHaveLength(10);
    expect(() => boundForRate(quiet, 0.0001)).toThrow(/watch-rate/);
    expect(alphaForBudget(7, 100, 7)).toBeCloseTo(0.01, 12);
  });
  it('raise the same alarm again only after its quiet time or when far stronger', () => {
    expect(isNews(10, 0.001, null, 7, 1000)).toBe(true);
    expect(isNews(10, 0.001, { step: 4, p: 0.001 }, 7, 1000)).toBe(false);
    expect(isNews(12, 0.001, { step: 4, p: 0.001 }, 7, 1000)).toBe(true);
    expect(isNews(10, 1e-9, { step: 4, p: 0.001 }, 7, 1000)).toBe(true);
  });
});

describe('faults of data', () => {
  const outlook = { family: 'count', mean: 100, spread: 1.5 } as const;
  const past = [96, 104, 99, 110, 93];
  it('are named instead of an outbreak', () => {
    expect(fault({ y: [...past, 10_100], now: 5, outlook })).toEqual({ kind: 'scale', factor: 100 });
    expect(fault({ y: [...past, 1], now: 5, outlook })).toEqual({ kind: 'scale', factor: 0.01 });
    expect(fault({ y: [...past, 199], now: 5, outlook })).toEqual({ kind: 'doubled', factor: 2 });
    expect(fault({ y: [...past, -3], now: 5, outlook })).toEqual({ kind: 'impossible', value: -3 });
    expect(fault({ y: [...past, 93.5], now: 5, outlook })).toEqual({ kind: 'impossible', value: 93.5 });
    expect(fault({ y: [...past, Number.NaN, Number.NaN], now: 6, outlook })).toEqual({
      kind: 'silence',
      steps: 2,
      usual: 1,
    });
    const stuck = [...past, 107, 107, 107, 107, 107, 107];
    expect(fault({ y: stuck, now: stuck.length - 1, outlook })).toEqual({ kind: 'stale', steps: 5 });
    const message = ['m1', 'm2', 'm3', 'm4', 'm5', 'm5'];
    expect(fault({ y: [...past, 93], now: 5, outlook, message })).toEqual({ kind: 'stale', steps: 1 });
  });
  it('are not seen in a quiet day, an outbreak that grows, or a channel that sends twice a week', () => {
    expect(fault({ y: [...past, 104], now: 5, outlook })).toBeNull();
    expect(fault({ y: [...past, 140, 170], now: 6, outlook })).toBeNull();
    expect(fault({ y: [120, 180, 320, 500, 1000], now: 4, outlook })).toBeNull();
    const sparse = [5, Number.NaN, Number.NaN, 6, Number.NaN, Number.NaN, Number.NaN, 5, Number.NaN, Number.NaN];
    expect(fault({ y: sparse, now: 9, outlook: { family: 'level', mean: 5, spread: 1 } })).toBeNull();
  });
  it('show in a whole sending', () => {
    const outlooks = Array.from({ length: 24 }, () => ({ family: 'count', mean: 10, spread: 1.2 }) as const);
    const yesterday = Array.from({ length: 24 }, (_, i) => 6 + ((i * 5) % 9));
    const today = Array.from({ length: 24 }, (_, i) => 6 + ((i * 7 + 3) % 9));
    expect(sendingFault(yesterday, yesterday, outlooks)).toEqual({ kind: 'stale', steps: 1 });
    expect(
      sendingFault(
        today.map((each) => 2 * each),
        yesterday,
        outlooks,
      ),
    ).toEqual({ kind: 'doubled', factor: 2 });
    expect(
      sendingFault(
        today.map((each) => 100 * each),
        yesterday,
        outlooks,
      ),
    ).toEqual({ kind: 'scale', factor: 100 });
    expect(sendingFault(today, yesterday, outlooks)).toBeNull();
  });
});

it('a series that wakes from zero is an alarm, and its expectation stays among the counts that were seen', () => {
  const chance = chanceFrom('awake');
  const y = Array.from({ length: 260 }, (_, d) => (d < 180 ? 0 : drawPoisson(chance, 25)));
  const calendar = { step: 'day', year: 365.25, weekday: 0 } as const;
  const verdicts = watch(y, calendar, 150, DAILY);
  const at = (d: number) => verdicts[d - 150];
  expect(at(179)?.alarm).toBe(false);
  expect(at(181)?.alarm).toBe(true);
  for (const verdict of verdicts) expect(verdict?.expected ?? 0).toBeLessThanOrEqual(Math.max(...y));
  // learnt slowly, as half of a year of zeros still says otherwise
  expect(at(259)?.expected).toBeGreaterThan(2);
  expect(at(259)?.upper).toBeLessThan(150);
});

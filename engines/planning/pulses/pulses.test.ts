import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { chanceFrom } from '../../../kernel/chance.ts';
import { runFeedback } from './feedback.ts';
import { pulseFront, workPulses } from './front.ts';
import { holds } from './hold.ts';
import type { PulseProblem } from './problem.ts';
import { drawWorld, type PulseSpread } from './spread.ts';

const file = readFileSync(new URL('../../../protocols/planning/epidemioptim.yaml', import.meta.url), 'utf8');
const { spread, feedback, ...problem } = parse(file) as PulseProblem & {
  spread: PulseSpread;
  feedback: { deathsPerMoney: number };
};
const known = readFileSync(new URL('../../../tests/golden/planning/front.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',') as [string, string, string, string, string]);

describe('the problem to the digits', () => {
  test.each(known)('%s weeks restricted', (_weeks, deaths, lost, peak, plan) => {
    const found = workPulses(problem, plan);
    expect(found.deaths).toBeCloseTo(Number(deaths), 0);
    expect(Math.abs(found.deaths - Number(deaths))).toBeLessThan(0.06);
    expect(found.lost).toBeCloseTo(Number(lost), 3);
    expect(Math.abs(found.peakHospital - Number(peak))).toBeLessThan(Number(peak) * 0.002 + 1);
  });

  test('weeks 4 to 11 only, and weeks 0 to 25', () => {
    const plan = (from: number, to: number) =>
      Array.from({ length: 52 }, (_, w) => (w >= from && w <= to ? 1 : 0)).join('');
    const [some, half] = [workPulses(problem, plan(4, 11)), workPulses(problem, plan(0, 25))];
    expect([some.deaths.toFixed(1), some.lost.toFixed(3)]).toEqual(['49024.0', '25.095']);
    expect([half.deaths.toFixed(1), half.lost.toFixed(3)]).toEqual(['1105.9', '77.762']);
  });
});

test('the front found is nowhere worse than the best known', { timeout: 60_000 }, () => {
  const front = pulseFront(problem, { rounds: 0 });
  expect(front.map((each) => each.restrictedWeeks)).toEqual(known.map(([weeks]) => Number(weeks)));
  for (const each of front) expect(each.deaths).toBeLessThanOrEqual(Number(known[each.restrictedWeeks]![1]) + 0.06);
});

test('with a hold of four weeks every plan keeps it, and costs lives', () => {
  const short = { ...problem, weeks: 24 };
  const [free, held] = [pulseFront(short, { rounds: 0 }), pulseFront(short, { rounds: 0, hold: 4 })];
  for (const each of held) {
    expect(holds(Uint8Array.from(each.plan, Number), 4)).toBe(true);
    expect(each.deaths).toBeGreaterThanOrEqual(free[each.restrictedWeeks]!.deaths - 0.06);
  }
});

test('the feedback planner meets a drawn world: same seed, same plan; far fewer deaths than doing nothing', () => {
  const short = { ...problem, weeks: 20 };
  const world = () => drawWorld(short, spread, chanceFrom('a world'));
  const policy = { belief: short, deathsPerMoney: feedback.deathsPerMoney, hold: 1 };
  const run = runFeedback(world(), policy);
  expect(runFeedback(world(), policy)).toEqual(run);
  expect(run.deaths).toBeLessThan(15_000);
  expect(run.lost).toBeLessThan(45);
});

test('bad input is refused by name', () => {
  expect(() => pulseFront({ ...problem, reported: 1.5 })).toThrow('pulses-share: reported is 1.5');
  expect(() => pulseFront({ ...problem, exposed: 1e9 })).toThrow('pulses-start');
  expect(() => workPulses(problem, '0102')).toThrow('pulses-plan');
});

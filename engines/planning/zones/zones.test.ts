import { expect, test } from 'vitest';
import { openHighs } from '../../../cli/plan/highs.ts';
import { chanceFrom } from '../../../kernel/chance.ts';
import { drawnCity } from '../../../tests/drawn-city.ts';
import { candidatePlans } from '../choice/candidates.ts';
import { comparePlans } from '../choice/compare.ts';
import { surrogateSimulation } from '../choice/surrogate.ts';
import { drawWorlds } from '../choice/world.ts';
import { addColumn, addRow, emptyProgram } from '../program/linear.ts';
import { lpText } from '../program/text.ts';
import { liftings } from './lifting.ts';
import { planZones } from './plan.ts';

const solve = await openHighs();
const limits = { gap: 0.001, seconds: 10 };
const city = () => drawnCity(chanceFrom('a city'), 6, 6, 4, 2, 0.1);

test('a plan that cannot be says what is short, by how much', () => {
  const problem = city();
  const area = { ...problem.areas[0]!, mildest: 3 };
  const outcome = planZones(
    { ...problem, areas: [area, ...problem.areas.slice(1)], capacities: [{ kind: 'teams', amount: 1 }] },
    solve,
    limits,
  );
  expect(outcome.kind).toBe('infeasible');
  if (outcome.kind !== 'infeasible') return;
  expect(outcome.proven).toBe(true);
  const need = (0.6 * area.population) / 1000;
  expect(outcome.shortages.map((each) => each.what)).toContain('teams in week 1');
  expect(outcome.shortages[0]!.short).toBeGreaterThanOrEqual(need - 1);
});

test('levels in force are held before anything changes, with and without mixing', () => {
  for (const mixing of [0, 0.1]) {
    const drawn = city();
    const areas = drawn.areas.map((area, i) => ({ ...area, level: i % 3, heldWeeks: 1 }));
    const outcome = planZones(
      { ...drawn, areas, mixing, hold: 3, capacities: [{ kind: 'beds', amount: 1000 }] },
      solve,
      limits,
    );
    if (outcome.kind !== 'plan') throw new Error('no plan');
    outcome.plan.levels.forEach((levels, a) => {
      let [level, held] = [areas[a]!.level, 1];
      for (const next of levels) {
        if (next !== level) expect(held).toBeGreaterThanOrEqual(3);
        held = next === level ? held + 1 : 1;
        level = next;
      }
    });
  }
});

test('an area held at a level that is not allowed is named', () => {
  const problem = city();
  const areas = problem.areas.map((area, i) => (i === 2 ? { ...area, level: 0, heldWeeks: 1, mildest: 2 } : area));
  const outcome = planZones({ ...problem, areas, hold: 3 }, solve, limits);
  expect(outcome).toMatchObject({ kind: 'infeasible', proven: true });
  if (outcome.kind === 'infeasible')
    expect(outcome.shortages[0]!.what).toContain('area 2: level level 0 must be held 2 more weeks');
});

test('plans compared in the same worlds: same seed, same figures; one is best in each; the first eases where it says', () => {
  const problem = city();
  const { stated, candidates } = candidatePlans(problem, solve, limits, 4);
  if (stated.kind !== 'plan') throw new Error('no plan');
  const worlds = drawWorlds(20, { reproduction: 0.1, contact: 0.1, start: 0.3 }, 'worlds');
  const work = () => comparePlans(candidates, worlds, surrogateSimulation(problem, 0.3), problem.weights);
  const compared = work();
  expect(work()).toEqual(compared);
  expect(compared.reduce((sum, each) => sum + each.bestShare, 0)).toBeGreaterThanOrEqual(1);
  expect(Math.min(...compared.map((each) => each.regret.mean))).toBeGreaterThanOrEqual(0);
  expect(compared.some((each) => each.pareto)).toBe(true);
  expect(compared[0]!.aboveBest).toEqual({ mean: 0, low: 0, high: 0 });
  for (const each of liftings(problem, stated.locals, stated.plan, stated.use)) {
    const a = problem.areas.findIndex(({ area }) => area === each.area);
    const before = each.week === 1 ? problem.areas[a]!.level : stated.plan.levels[a]![each.week - 2]!;
    expect(stated.plan.levels[a]![each.week - 1]!).toBeLessThan(before);
    if (each.easeBelow !== null) expect(each.easeBelow).toBeGreaterThanOrEqual(each.expected * 0.999);
  }
});

test('more beds than people, and a city without areas, are refused by name', () => {
  const problem = city();
  expect(() => planZones({ ...problem, capacities: [{ kind: 'beds', amount: 1e9 }] }, solve, limits)).toThrow(
    'zones-beds: 1000000000 beds',
  );
  expect(() => planZones({ ...problem, areas: [] }, solve, limits)).toThrow('zones-areas');
  expect(() => planZones({ ...problem, reproduction: -1 }, solve, limits)).toThrow('zones-reproduction');
});

test('a program in LP format', () => {
  const program = emptyProgram();
  const row = addRow(program, 'wood', Number.NEGATIVE_INFINITY, 40);
  addColumn(program, { name: 'chairs', cost: -30, lower: 0, upper: Number.POSITIVE_INFINITY, integer: true }, [
    [row, 1],
  ]);
  addColumn(program, { name: 'tables', cost: -50, lower: 0, upper: 15, integer: false }, [[row, 2]]);
  expect(lpText(program)).toBe(
    'Minimize\n cost: - 30 c1 - 50 c2\nSubject To\n r1: + 1 c1 + 2 c2 <= 40\nBounds\n 0 <= c1 <= +inf\n 0 <= c2 <= 15\nGeneral\n c1\nEnd\n',
  );
  expect(solve(program).objective).toBeCloseTo(-1200, 6);
});

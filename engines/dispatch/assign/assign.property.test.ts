import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignCarers } from './carers.ts';
import { type CarerProblem, may, priceOf } from './households.ts';
import { hungarian } from './hungarian.ts';

const costs = fc.integer({ min: 1, max: 5 }).chain((rows) =>
  fc.integer({ min: rows, max: 6 }).chain((columns) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  ),
);

/** The least over all ways, by trying them. */
function least(rows: number[][], taken: number[] = []): number {
  const [row, ...rest] = rows;
  if (!row) return 0;
  return Math.min(...row.flatMap((cost, n) => (taken.includes(n) ? [] : [cost + least(rest, [...taken, n])])));
}

describe('one to one', () => {
  test('no other way is cheaper', () => {
    fc.assert(
      fc.property(costs, (rows) => {
        const columns = hungarian(rows.length, rows[0]!.length, (row, column) => rows[row]![column]!);
        expect(new Set(columns).size).toBe(rows.length);
        expect(columns.reduce((sum, column, row) => sum + rows[row]![column]!, 0)).toBe(least(rows));
      }),
    );
  });
  test('more rows than columns, and a row nobody may take, are refused', () => {
    expect(() => hungarian(2, 1, () => 0)).toThrow('assign-more-rows');
    expect(() => hungarian(1, 2, () => Number.POSITIVE_INFINITY)).toThrow('assign-impossible');
  });
});

const word = (...all: string[]) => fc.subarray(all);
const carers = fc
  .record({
    households: fc.array(
      fc.record({
        staircase: fc.constantFrom('1', '2', '3'),
        skills: word('insulin'),
        languages: word('粤语', 'en'),
        usual: fc.option(fc.nat(2), { nil: undefined }),
        rank: fc.nat(2),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    volunteers: fc.array(
      fc.record({ skills: word('insulin'), languages: word('粤语', 'en'), cap: fc.nat(3), carried: fc.nat(4) }),
      { minLength: 1, maxLength: 3 },
    ),
    prices: fc.record({ change: fc.nat(10), split: fc.nat(10), uneven: fc.nat(3) }),
    way: fc.array(fc.nat(20), { minLength: 18, maxLength: 18 }),
  })
  .map(
    ({ households, volunteers, prices, way }): CarerProblem => ({
      households: households.map(({ usual, ...one }, n) => ({
        ...one,
        id: `h${n}`,
        ...(usual === undefined ? {} : { usual }),
      })),
      volunteers: volunteers.map((one, n) => ({ ...one, id: `v${n}` })),
      prices,
      way: Float64Array.from(way.slice(0, households.length * volunteers.length)),
    }),
  );

/** All assignments within the rules. */
function* all({ households, volunteers }: CarerProblem, so: number[] = []): Generator<number[]> {
  if (so.length === households.length) return void (yield so);
  yield* all({ households, volunteers } as CarerProblem, [...so, -1]);
  for (const [n, volunteer] of volunteers.entries()) {
    const full = so.filter((each) => each === n).length >= volunteer.cap;
    if (!full && may(households[so.length]!, volunteer))
      yield* all({ households, volunteers } as CarerProblem, [...so, n]);
  }
}

/** Served of each rank, highest first: more is better from the left. */
const served = ({ households }: CarerProblem, carer: ArrayLike<number>): number[] =>
  [2, 1, 0].map((rank) => households.filter((one, n) => one.rank === rank && carer[n] !== -1).length);
const compare = (a: number[], b: number[]): number => a.reduce((found, each, n) => found || each - b[n]!, 0);

test('caps, skills and languages hold; ranks come first; the bound is the optimum without splits, and no cost is below it', () => {
  fc.assert(
    fc.property(carers, (problem) => {
      const { carer, cost, bound, left } = assignCarers(problem);
      carer.forEach((volunteer, n) => {
        if (volunteer !== -1) expect(may(problem.households[n]!, problem.volunteers[volunteer]!)).toBe(true);
      });
      problem.volunteers.forEach(({ cap }, n) => {
        expect(carer.filter((each) => each === n).length).toBeLessThanOrEqual(cap);
      });
      const ways = [...all(problem)].map((way) => Int32Array.from(way));
      const most = ways.map((way) => served(problem, way)).reduce((a, b) => (compare(a, b) >= 0 ? a : b));
      expect(served(problem, carer)).toEqual(most);
      const best = ways.filter((way) => compare(served(problem, way), most) === 0);
      const exact = Math.min(...best.map((way) => priceOf(problem, way, { ...problem.prices, split: 0 })));
      expect(bound).toBeCloseTo(exact, 9);
      expect(cost).toBeCloseTo(priceOf(problem, carer, problem.prices), 9);
      expect(cost).toBeGreaterThanOrEqual(bound - 1e-9);
      if (problem.prices.split === 0) expect(cost).toBeCloseTo(bound, 9);
      expect(left.map(({ household }) => household)).toEqual([...carer].flatMap((each, n) => (each === -1 ? [n] : [])));
    }),
    { numRuns: 300 },
  );
});

describe('a street in the morning', () => {
  const volunteer = (id: string, more: object = {}) => ({
    id,
    skills: [],
    languages: ['zh'],
    cap: 4,
    carried: 0,
    ...more,
  });
  const household = (n: number, staircase: string, more: object = {}) => ({
    id: `h${n}`,
    staircase,
    skills: [],
    languages: ['zh'],
    rank: 0,
    ...more,
  });
  const prices = { change: 5, split: 10, uneven: 1 };
  test('each staircase has one volunteer, and the work is even', () => {
    const households = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => household(n, String(n % 2)));
    const { carer, cost, bound } = assignCarers({ households, volunteers: [volunteer('a'), volunteer('b')], prices });
    expect([...carer].filter((_, n) => n % 2 === 0)).toEqual([carer[0], carer[0], carer[0], carer[0]]);
    expect([...carer].filter((each) => each === 0)).toHaveLength(4);
    expect(cost).toBe(bound);
  });
  test('tomorrow nobody changes without a reason, and one who fell ill is replaced', () => {
    const households = [0, 1, 2, 3].map((n) => household(n, 's', { usual: 0 }));
    const again = assignCarers({
      households,
      volunteers: [volunteer('a'), volunteer('b')],
      prices: { ...prices, uneven: 0 },
    });
    expect([...again.carer]).toEqual([0, 0, 0, 0]);
    const ill = assignCarers({ households, volunteers: [volunteer('a', { cap: 0 }), volunteer('b')], prices });
    expect([...ill.carer]).toEqual([1, 1, 1, 1]);
  });
  test('who carried much before is spared', () => {
    const households = [0, 1, 2, 3].map((n) => household(n, `${n}`));
    const { carer } = assignCarers({
      households,
      volunteers: [volunteer('a', { carried: 4 }), volunteer('b')],
      prices,
    });
    expect([...carer]).toEqual([1, 1, 1, 1]);
  });
  test('a household without anybody has its reason', () => {
    const households = [
      household(0, 's', { skills: ['insulin'] }),
      household(1, 's', { languages: ['en'] }),
      household(2, 's', { rank: 1 }),
      household(3, 's'),
    ];
    const { carer, left } = assignCarers({ households, volunteers: [volunteer('a', { cap: 1 })], prices });
    expect([...carer]).toEqual([-1, -1, 0, -1]);
    expect(left).toEqual([
      { household: 0, why: 'skill', missing: ['insulin'] },
      { household: 1, why: 'language', wanted: ['en'] },
      { household: 3, why: 'full', able: [0] },
    ]);
  });
  test('a negative price or cap is refused', () => {
    expect(() => assignCarers({ households: [], volunteers: [], prices: { ...prices, split: -1 } })).toThrow(
      'carers-price',
    );
    expect(() => assignCarers({ households: [], volunteers: [volunteer('a', { cap: -1 })], prices })).toThrow(
      'carers-cap',
    );
  });
});

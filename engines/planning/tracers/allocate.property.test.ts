import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocateTracers, tracedInTime } from './allocate.ts';

const rules = { hoursPerCase: 6, hoursPerTracer: 7, effect: 0.5, halfLoad: 1, steepness: 3 };

test('no other way to share the tracers prevents more', () => {
  const area = fc.record({
    cases: fc.double({ min: 0, max: 60, noNaN: true }),
    reproduction: fc.double({ min: 0.1, max: 3, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(area, { minLength: 3, maxLength: 3 }), fc.integer({ min: 0, max: 25 }), (drawn, tracers) => {
      const areas = drawn.map((each, i) => ({ area: `a${i}`, ...each }));
      const gain = (i: number, n: number): number =>
        n === 0 || areas[i]!.cases === 0
          ? 0
          : areas[i]!.cases *
            areas[i]!.reproduction *
            rules.effect *
            tracedInTime((areas[i]!.cases * 6) / (n * 7), rules);
      let most = 0;
      for (let a = 0; a <= tracers; a++)
        for (let b = 0; a + b <= tracers; b++)
          most = Math.max(most, gain(0, a) + gain(1, b) + gain(2, tracers - a - b));
      const found = allocateTracers(areas, tracers, rules);
      expect(found.reduce((sum, each) => sum + each.prevented, 0)).toBeCloseTo(most, 9);
      expect(found.reduce((sum, each) => sum + each.tracers, 0)).toBeLessThanOrEqual(tracers);
    }),
  );
});

test('tracers go where the load is in between: a quiet area needs few, a swamped one is beyond help', () => {
  const found = allocateTracers(
    [
      { area: 'quiet', cases: 2, reproduction: 1.2 },
      { area: 'middle', cases: 40, reproduction: 1.2 },
      { area: 'swamped', cases: 900, reproduction: 1.2 },
    ],
    45,
    rules,
  );
  const [quiet, middle, swamped] = found.map((each) => each.tracers) as [number, number, number];
  expect(middle).toBeGreaterThan(quiet);
  expect(swamped).toBe(0);
});

test('more fixed tracers than there are is refused', () => {
  expect(() => allocateTracers([{ area: 'a', cases: 1, reproduction: 1, least: 5 }], 3, rules)).toThrow(
    'tracers-few: 5 tracers',
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distance } from './circles.ts';
import { scan } from './scan.ts';
import { allWindows } from './windows.ts';

const city = fc
  .record({ places: fc.integer({ min: 2, max: 7 }), steps: fc.integer({ min: 1, max: 4 }) })
  .chain(({ places, steps }) =>
    fc.record({
      steps: fc.constant(steps),
      x: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: places, maxLength: places }),
      y: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: places, maxLength: places }),
      people: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: places, maxLength: places }),
      cases: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: places * steps, maxLength: places * steps }),
    }),
  )
  .filter(({ cases }) => cases.reduce((sum, each) => sum + each, 0) >= 2);

it('finds what trying every circle and window finds', () => {
  fc.assert(
    fc.property(city, ({ steps, x, y, people, cases }) => {
      const sites = { x, y, coordinates: 'plane' as const };
      const total = cases.reduce((sum, each) => sum + each, 0);
      const persons = people.reduce((sum, each) => sum + each, 0);
      let best = 0;
      for (let centre = 0; centre < x.length; centre++) {
        const order = x
          .map((_, i) => i)
          .sort((a, b) =>
            a === centre ? -1 : b === centre ? 1 : distance(sites, centre, a) - distance(sites, centre, b) || a - b,
          );
        for (let size = 1; size <= order.length; size++) {
          const inside = order.slice(0, size);
          const share = inside.reduce((sum, i) => sum + people[i]!, 0) / persons;
          if (share > 0.5 + 1e-9) break;
          for (let from = 0; from < steps; from++)
            for (let to = from + 1; to <= steps; to++) {
              let c = 0;
              for (const i of inside) for (let t = from; t < to; t++) c += cases[i * steps + t]!;
              const e = (share * total * (to - from)) / steps;
              if (c < 2 || c <= e) continue;
              const rest = total - c;
              const value = c * Math.log(c / e) + (rest > 0 ? rest * Math.log(rest / (total - e)) : 0);
              best = Math.max(best, value);
            }
        }
      }
      const expected = {
        kind: 'product' as const,
        place: Float64Array.from(people),
        step: new Float64Array(steps).fill(1),
      };
      const { clusters } = scan({
        sites,
        steps,
        cases,
        model: { kind: 'poisson', expected },
        windows: allWindows(steps, steps),
        share: 0.5,
        rates: 'high',
        fewest: 2,
        replicates: 0,
        seed: '',
      });
      expect(clusters[0]?.logRatio ?? 0).toBeCloseTo(best, 8);
    }),
  );
});

it('draws the same maxima pruned and in full, for every model with a product measure', () => {
  fc.assert(
    fc.property(city, fc.constantFrom('poisson' as const, 'permutation' as const), (drawn, kind) => {
      const { steps, x, y, people, cases } = drawn;
      const expected = {
        kind: 'product' as const,
        place: Float64Array.from(people),
        step: new Float64Array(steps).fill(1),
      };
      const setting = {
        sites: { x, y, coordinates: 'plane' as const },
        steps,
        cases,
        model: kind === 'poisson' ? { kind, expected } : { kind },
        windows: allWindows(steps, steps),
        share: 0.5,
        rates: 'high' as const,
        fewest: 2,
        replicates: 30,
        seed: 'same',
      };
      expect([...scan({ ...setting, prune: true }).simulated]).toEqual([...scan(setting).simulated]);
    }),
    { numRuns: 40 },
  );
});

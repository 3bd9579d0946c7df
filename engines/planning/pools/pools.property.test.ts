import fc from 'fast-check';
import { expect, test } from 'vitest';
import { squareArray } from './array.ts';
import { perfect } from './assay.ts';
import { bestPools } from './best.ts';
import { entropyBound } from './bound.ts';
import { nested } from './nested.ts';
import { twoStage } from './two-stage.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

test('no scheme beats the entropy of a specimen', () => {
  fc.assert(
    fc.property(share, (p) => {
      for (const each of bestPools(p, perfect, 30))
        expect(each.testsPerPerson).toBeGreaterThanOrEqual(entropyBound(p) - 1e-9);
    }),
  );
});

test('shares stay shares, and dilution only loses sensitivity', () => {
  const quality = fc.record({ sensitivity: share, specificity: share });
  fc.assert(
    fc.property(
      share,
      fc.integer({ min: 2, max: 40 }),
      quality,
      quality,
      fc.double({ min: 0, max: 2, noNaN: true }),
      (p, n, pool, individual, dilution) => {
        const kit = { pool, individual, dilution };
        for (const work of [twoStage, squareArray, (q: number, m: number, k: typeof kit) => nested(q, [m], k)]) {
          const found = work(p, n, kit);
          for (const each of [
            found.sensitivity,
            found.specificity,
            found.positivePredictive ?? 0,
            found.negativePredictive ?? 0,
          ]) {
            expect(each).toBeGreaterThanOrEqual(-1e-9);
            expect(each).toBeLessThanOrEqual(1 + 1e-9);
          }
          expect(found.sensitivity).toBeLessThanOrEqual(work(p, n, { ...kit, dilution: 0 }).sensitivity + 1e-9);
        }
      },
    ),
  );
});

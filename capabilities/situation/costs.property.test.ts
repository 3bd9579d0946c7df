import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addHours } from '../../kernel/time.ts';
import { byDay, personDays } from './costs.ts';
import { bottlenecks, weakSpots } from './weak-spots.ts';

const START = '2022-09-20T01:30:00.000Z';
const span = fc
  .record({
    start: fc.integer({ min: 0, max: 400 }),
    long: fc.integer({ min: 0, max: 400 }),
    people: fc.integer({ min: 1, max: 500 }),
  })
  .map(({ start, long, people }) => ({ from: addHours(START, start), to: addHours(START, start + long), people }));

test('the days of a span add up to its person-days, whatever the moment and the zone', () => {
  fc.assert(
    fc.property(
      fc.array(span, { maxLength: 8 }),
      fc.integer({ min: -10, max: 900 }),
      fc.constantFrom('Asia/Shanghai', 'UTC', 'Europe/London'),
      (spans, hours, zone) => {
        const until = addHours(START, hours);
        const sum = Object.values(byDay(spans, until, zone)).reduce((total, n) => total + n, 0);
        expect(sum).toBeCloseTo(personDays(spans, until), 6);
      },
    ),
  );
});

test('person-days never fall as time goes on', () => {
  fc.assert(
    fc.property(fc.array(span), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }), (spans, a, b) => {
      expect(personDays(spans, addHours(START, a + b))).toBeGreaterThanOrEqual(personDays(spans, addHours(START, a)));
    }),
  );
});

test('a silent household outweighs four failed visits; offices come by late duties', () => {
  const [spot] = weakSpots({
    late: [],
    needs: [],
    silent: ['cn.44.03.04.001.002.e1.b1.u1.h1'],
    failed: Array(4).fill('cn.44.03.04.001.001'),
    care: [],
  });
  expect(spot).toMatchObject({ area: 'cn.44.03.04.001.002', silent: 1, score: 5 });
  const duty = (area: string, dueAt: string, state = 'open') =>
    ({
      state,
      late: false,
      dueAt,
      clock: 'c',
      name: { en: 'C', zh: '丙' },
      owner: { level: 'street', role: 'desk', area },
    }) as never;
  const found = bottlenecks(
    [
      duty('a', '2022-09-01'),
      duty('b', '2022-09-02'),
      duty('b', '2022-09-01'),
      duty('c', '2022-09-01', 'done'),
      duty('d', '2022-10-01'),
    ],
    '2022-09-20T00:00:00.000Z',
  );
  expect(found).toMatchObject([
    { area: 'b', late: 2, since: '2022-09-01' },
    { area: 'a', late: 1 },
  ]);
});

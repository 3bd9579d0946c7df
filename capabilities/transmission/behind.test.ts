import { expect, test } from 'vitest';
import { addDays } from '../../kernel/time.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { behind, type Linked } from './behind.ts';

const library = await loadProtocols();
const TODAY = '2022-09-30';
const ill = (id: string, onset: string, disease = 'covid-19'): Linked => ({ id, disease, onset, reportedOn: onset });
const curve = (counts: number[], last = TODAY): Linked[] =>
  counts.flatMap((n, i) => Array.from({ length: n }, (_, j) => ill(`${i}-${j}`, addDays(last, i + 1 - counts.length))));

test('infections stand before the onsets by the incubation, and add up to them', () => {
  const { infections } = behind(curve([1, 3, 9, 20, 9, 3, 1], addDays(TODAY, -14)), [], TODAY, library, undefined);
  const days = infections?.days ?? [];
  const middle = (of: 'infections' | 'onsets') =>
    days.reduce((sum, row, i) => sum + i * row[of], 0) / days.reduce((sum, row) => sum + row[of], 0);
  expect(middle('onsets') - middle('infections')).toBeCloseTo(infections?.incubation.mean ?? 0, 0);
  expect(days.reduce((sum, row) => sum + row.infections, 0)).toBeCloseTo(46, 0);
  // the last days cannot be told yet
  expect(days.at(-1)?.day).toBe(addDays(TODAY, -3));
});

test('an outbreak is over with every quiet day more surely, and a new case takes it back', () => {
  const at = (quiet: number, more: Linked[] = []) =>
    behind([...curve([2, 4, 5, 3, 1], addDays(TODAY, -quiet)), ...more], [], TODAY, library, undefined).end;
  const [fresh, week, month] = [at(1), at(7), at(28)];
  expect(fresh?.over).toBeLessThan(week?.over as number);
  expect(week?.over).toBeLessThan(month?.over as number);
  expect(month).toMatchObject({ quiet: 28, by: null });
  expect(fresh?.by && fresh.by > TODAY).toBe(true);
  expect(at(28, [ill('new', addDays(TODAY, -2))])?.over).toBeLessThan(0.95);
});

test('one case behind most infections gives a small k; equal ones none; too few are said', () => {
  const cases = Array.from({ length: 24 }, (_, i) => ill(`c${i}`, i === 0 ? '2022-09-01' : '2022-09-05'));
  const star = cases.slice(1).map(({ id }) => ({ from: 'c0', to: id }));
  const one = behind(cases, star, TODAY, library, undefined).spread;
  expect(one).toMatchObject({
    linked: 24,
    counted: 24,
    infected: 23,
    most: 23,
    lacks: null,
    gap: { pairs: 23, mean: 4 },
  });
  expect(one?.k).toBeLessThan(0.1);
  expect(one?.low).toBeLessThan(one?.k as number);
  expect(one?.behind).toBeLessThan(0.1);
  const line = cases.slice(1).map(({ id }, i) => ({ from: `c${i}`, to: id }));
  expect(behind(cases, line, TODAY, library, undefined).spread).toMatchObject({ k: null, lacks: null });
  expect(behind(cases.slice(0, 4), star, TODAY, library, undefined).spread).toMatchObject({ lacks: 'too-few' });
  // who fell ill lately may yet infect
  const late = cases.map((row) => ({ ...row, onset: TODAY, reportedOn: TODAY }));
  expect(behind(late, star, TODAY, library, undefined).spread).toMatchObject({ counted: 0, lacks: 'too-few' });
});

test('nobody ill, or a disease of which nothing is stated, is said and no error', () => {
  expect(behind([], [], TODAY, library, undefined)).toMatchObject({ disease: null, endLacks: 'too-few', spread: null });
  expect(
    behind(
      curve([3, 3], TODAY).map((row) => ({ ...row, disease: 'unheard-of' })),
      [],
      TODAY,
      library,
      undefined,
    ),
  ).toMatchObject({
    infectionsLack: 'no-incubation',
    endLacks: 'no-interval',
  });
});

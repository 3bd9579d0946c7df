import { expect, test } from 'vitest';
import { makeCity } from '../../engines/simulation/index.ts';
import { plainDisease, plainTables } from '../bench/simulation-plain.ts';
import { calibrate } from './calibrate.ts';

const city = makeCity(plainTables(), 8000, 1);
const base = { hospital: { beds: 0, intensive: 0 }, measures: [] };

test('without measures the simulator gives back the R0 and the generation time it was given', () => {
  const { reproduction, generationDays } = calibrate(city, plainDisease({ r0: 1.5 }), base, []);
  expect(Math.abs(reproduction - 1.5)).toBeLessThan(0.3);
  // two days latent, then five days of even chance
  expect(Math.abs(generationDays - 4)).toBeLessThan(0.3);
});

test('a level cuts what its measures cut, and no level leaves more than the one before', () => {
  const { contact } = calibrate(city, plainDisease({ r0: 1.5 }), base, [
    [],
    [{ kind: 'distancing', community: 0.5, work: 0.5, school: 0.5 }],
    [{ kind: 'distancing', community: 0.1 }],
    [{ kind: 'stay-at-home', compliance: 1 }],
  ]);
  expect(contact[0]).toBe(1);
  expect(Math.abs(contact[1]! - 0.5)).toBeLessThan(0.1);
  expect(contact[2]).toBe(contact[1]);
  // nobody goes out, and homes do not infect in this disease
  expect(contact[3]).toBe(0);
});

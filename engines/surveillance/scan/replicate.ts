import type { Chance } from '../../../kernel/chance.ts';
import { alias } from './draws.ts';
import { type Measure, stepsOf } from './measure.ts';
import type { Windows } from './windows.ts';

/** Fills a place-major table of cases [place * steps + step] with one draw under the null hypothesis. */
export type Draw = (chance: Chance, cases: Int32Array) => void;

/** First step that any window holds: earlier cases are drawn for nothing but their number. */
const firstStep = ({ from }: Windows): number => from.reduce((least, step) => Math.min(least, step), from[0]!);

/** Poisson model: `total` cases fall on the cells in proportion to what is expected there. */
export function drawPoisson(measure: Measure, windows: Windows, total: number): Draw {
  const steps = stepsOf(measure);
  const first = firstStep(windows);
  if (measure.kind === 'product') {
    const early = measure.step.subarray(0, first).reduce((sum, value) => sum + value, 0);
    const time = alias([...measure.step.subarray(first), early]);
    const place = alias(measure.place);
    return (chance, cases) => {
      cases.fill(0);
      for (let i = 0; i < total; i++) {
        const step = first + time(chance);
        if (step < steps) cases[place(chance) * steps + step]! += 1;
      }
    };
  }
  const cell = alias(measure.values);
  return (chance, cases) => {
    cases.fill(0);
    for (let i = 0; i < total; i++) cases[cell(chance)]! += 1;
  };
}

/** Each unit of a place-major table of counts as one entry: its place and its step. */
function unfold(table: ArrayLike<number>, steps: number): { place: Int32Array; step: Int32Array } {
  const place: number[] = [];
  const step: number[] = [];
  for (let i = 0; i < table.length; i++) {
    for (let k = 0; k < table[i]!; k++) {
      place.push(Math.floor(i / steps));
      step.push(i % steps);
    }
  }
  return { place: Int32Array.from(place), step: Int32Array.from(step) };
}

/** Permutation model (Kulldorff 2005): the cases keep their places and exchange their times. */
export function drawPermutation(observed: ArrayLike<number>, steps: number, windows: Windows): Draw {
  const { place, step } = unfold(observed, steps);
  const first = firstStep(windows);
  const late = step.filter((each) => each >= first);
  const pool = place.slice();
  return (chance, cases) => {
    cases.fill(0);
    for (let i = 0; i < late.length; i++) {
      const j = i + chance.below(pool.length - i);
      const drawn = pool[j]!;
      pool[j] = pool[i]!;
      pool[i] = drawn;
      cases[drawn * steps + late[i]!]! += 1;
    }
  };
}

/** Bernoulli model: `total` cases are drawn without replacement from the persons of all cells. */
export function drawBernoulli(persons: ArrayLike<number>, steps: number, total: number): Draw {
  const { place, step } = unfold(persons, steps);
  const pool = Int32Array.from(place, (each, i) => each * steps + step[i]!);
  return (chance, cases) => {
    cases.fill(0);
    for (let i = 0; i < total; i++) {
      const j = i + chance.below(pool.length - i);
      const drawn = pool[j]!;
      pool[j] = pool[i]!;
      pool[i] = drawn;
      cases[drawn]! += 1;
    }
  };
}

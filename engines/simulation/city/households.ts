import { draw, further, keyOf, PURPOSE, uniform, unit } from '../draws.ts';
import { aliasOf, choose } from '../sampling.ts';
import type { CityTables } from './tables.ts';

/** Households by size, and the age of each member; the first member of each is its head, an adult. */
export interface Homes {
  size: Uint8Array;
  age: Uint8Array;
  /** Ages of those who live in care homes. */
  careAges: Uint8Array;
}

/** Youngest age of a head of household: legal adulthood in most censuses. */
const ADULT = 18;
/** Width in years taken for the open last age group. */
const OPEN_GROUP = 10;

/**
 * Households whose sizes and whose people's ages follow the tables exactly (largest remainders). Heads are drawn from adults; the others
 * by the household mixing row of the head, its columns fitted to the ages still free (as in iterative proportional fitting, Deming and
 * Stephan 1940); when an age has run out the nearest one is taken. Throws `city-more-households-than-adults`.
 */
export function makeHomes(tables: CityTables, people: number, seed: number): Homes {
  const free = apportion(tables.ageShare, people);
  const careGroups = takeCare(tables, free);
  const living = people - careGroups.length;
  const size = shuffled(makeSizes(tables.householdSizes, living), seed, PURPOSE.sizes);
  const heads = takeHeads(tables, free, size.length, seed);
  const rows = fittedRows(tables, heads, free, living - size.length);
  const age = new Uint8Array(living);
  const key = keyOf(seed, 0, PURPOSE.ages);
  for (let home = 0, person = 0; home < size.length; home++) {
    const row = rows[heads[home]!]!;
    for (let member = 0; member < size[home]!; member++, person++) {
      const drawn = draw(key, person);
      const group = member === 0 ? heads[home]! : takeNearest(free, choose(row, drawn));
      age[person] = ageIn(tables, group, unit(further(drawn, 1)), member === 0 ? ADULT : 0);
    }
  }
  const careKey = keyOf(seed, 0, PURPOSE.careHomes);
  const careAges = careGroups.map((group, i) =>
    ageIn(tables, group, uniform(careKey, i), tables.careHomes?.fromAge ?? 0),
  );
  return { size, age, careAges };
}

/** Whole numbers that sum to `total` and follow the shares, by largest remainders (Hamilton). */
export function apportion(shares: readonly number[], total: number): Int32Array {
  const sum = shares.reduce((all, share) => all + share, 0);
  const exact = shares.map((share) => (share / sum) * total);
  const whole = Int32Array.from(exact, Math.floor);
  const left = total - whole.reduce((all, n) => all + n, 0);
  const order = exact
    .map((value, i) => [value - Math.floor(value), i] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (let i = 0; i < left; i++) whole[order[i % order.length]![1]]!++;
  return whole;
}

/** Sizes of households, smallest first, whose sum is `people` to the person. */
function makeSizes(shares: readonly number[], people: number): Uint8Array {
  const sum = shares.reduce((all, share) => all + share, 0);
  const mean = shares.reduce((all, share, i) => all + share * (i + 1), 0) / sum;
  const counts = apportion(shares, Math.floor(people / mean));
  const sizes: number[] = [];
  let left = people - counts.reduce((all, count, i) => all + count * (i + 1), 0);
  for (; left > 0; left -= sizes.at(-1)!) sizes.push(Math.min(left, Math.max(1, Math.round(mean))));
  while (left < 0) {
    const last = counts.findLastIndex((count, i) => count > 0 && i + 1 <= -left);
    counts[last]!--;
    left += last + 1;
  }
  const all = new Uint8Array(counts.reduce((total, n) => total + n, 0) + sizes.length);
  let at = 0;
  counts.forEach((count, i) => {
    all.fill(i + 1, at, at + count);
    at += count;
  });
  all.set(sizes, at);
  return all;
}

/** In place, by Fisher and Yates; the same seed gives the same order. */
function shuffled(values: Uint8Array, seed: number, purpose: typeof PURPOSE.sizes | typeof PURPOSE.heads): Uint8Array {
  const key = keyOf(seed, 0, purpose);
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(uniform(key, i) * (i + 1));
    const swapped = values[i]!;
    values[i] = values[j]!;
    values[j] = swapped;
  }
  return values;
}

const lastAge = (tables: CityTables, group: number): number =>
  (tables.ageFrom[group + 1] ?? tables.ageFrom[group]! + OPEN_GROUP) - 1;

function ageIn(tables: CityTables, group: number, u: number, least: number): number {
  const from = Math.max(tables.ageFrom[group]!, Math.min(least, lastAge(tables, group)));
  return from + Math.floor(u * (lastAge(tables, group) - from + 1));
}

/** Age groups of care home residents, taken off `free` in proportion. */
function takeCare(tables: CityTables, free: Int32Array): Uint8Array {
  const care = tables.careHomes;
  if (!care) return new Uint8Array(0);
  const groups: number[] = [];
  free.forEach((count, group) => {
    if (tables.ageFrom[group]! < care.fromAge) return;
    const moved = Math.round(count * care.share);
    free[group]! -= moved;
    for (let i = 0; i < moved; i++) groups.push(group);
  });
  return Uint8Array.from(groups);
}

/** Age group of each head, in proportion to the adults, taken off `free`. */
function takeHeads(tables: CityTables, free: Int32Array, households: number, seed: number): Uint8Array {
  const adults = Array.from(free, (count, group) => (tables.ageFrom[group]! >= ADULT ? count : 0));
  const able = adults.reduce((all, count) => all + count, 0);
  if (able < households)
    throw new Error(
      `city-more-households-than-adults: ${households} households and ${able} adults. Give larger households or more adults.`,
    );
  const heads = new Uint8Array(households);
  let at = 0;
  apportion(adults, households).forEach((wanted, group) => {
    heads.fill(group, at, at + wanted);
    at += wanted;
    free[group]! -= wanted;
  });
  return shuffled(heads, seed, PURPOSE.heads);
}

/** One table of choice for each head's age group: mixing row times column factors such that expected demand equals `free`. */
function fittedRows(
  tables: CityTables,
  heads: Uint8Array,
  free: Int32Array,
  others: number,
): ReturnType<typeof aliasOf>[] {
  const groups = free.length;
  const headed = new Float64Array(groups);
  for (const head of heads) headed[head]!++;
  const floor = 1e-9;
  const mixing = tables.householdMixing ?? Array.from({ length: groups }, () => tables.ageShare);
  const factor = new Float64Array(groups).fill(1);
  for (let round = 0; round < 50; round++) {
    const demand = new Float64Array(groups);
    for (let i = 0; i < groups; i++) {
      if (headed[i] === 0) continue;
      let sum = 0;
      for (let j = 0; j < groups; j++) sum += (mixing[i]![j]! + floor) * factor[j]!;
      const scale = (headed[i]! / heads.length / sum) * others;
      for (let j = 0; j < groups; j++) demand[j]! += scale * (mixing[i]![j]! + floor) * factor[j]!;
    }
    for (let j = 0; j < groups; j++) factor[j]! *= demand[j]! > 0 ? (free[j]! + floor) / demand[j]! : 1;
  }
  return mixing.map((row) => aliasOf(row.map((value, j) => (value + floor) * factor[j]!)));
}

function takeNearest(free: Int32Array, wanted: number): number {
  for (let step = 0; ; step++) {
    const found = free[wanted - step]! > 0 ? wanted - step : wanted + step;
    if (free[found]! > 0) {
      free[found]!--;
      return found;
    }
  }
}

import { gather } from './gather.ts';
import { type CarerProblem, type Household, may, ownCost, priceOf } from './households.ts';
import { hungarian } from './hungarian.ts';

/** Why a household has nobody: `full`: those who could are at their caps. */
export type Left =
  | { household: number; why: 'skill'; missing: string[] }
  | { household: number; why: 'language'; wanted: string[] }
  | { household: number; why: 'both'; missing: string[]; wanted: string[] }
  | { household: number; why: 'full'; able: number[] };

export interface Carers {
  /** For each household its volunteer, or -1. */
  carer: Int32Array;
  /** Of the served, by `prices` and `way`. */
  cost: number;
  /** No assignment that serves as many of each rank costs less. Equal to `cost`: this one is the best there is. */
  bound: number;
  left: Left[];
}

/** How often staircases are drawn together and all is assigned anew. */
const ROUNDS = 6;

/**
 * Volunteers to households, within caps, skills and languages. Without a price on split staircases the result is exact: each place of a
 * volunteer is a column of an assignment problem, its price the next square of an even share, which is convex, so the cheapest assignment
 * fills places in order. With it, staircases are drawn to their first volunteer and assigned anew, then moved and swapped; `bound` is
 * the exact optimum without that price. Same input, same answer. Throws `carers-price` or `carers-cap` on a negative number.
 */
export function assignCarers(problem: CarerProblem): Carers {
  const { households, volunteers, prices } = problem;
  for (const [name, price] of Object.entries(prices))
    if (!(price >= 0)) throw new Error(`carers-price: ${name} is ${price}. A price is 0 or more.`);
  for (const { id, cap, carried } of volunteers)
    if (!(Number.isInteger(cap) && cap >= 0 && carried >= 0))
      throw new Error(`carers-cap: ${id} has a cap of ${cap} and carried ${carried}. Both are 0 or more.`);
  const first = assigned(problem, undefined);
  const bound = priceOf(problem, first, { ...prices, split: 0 });
  let best = prices.split > 0 ? gather(problem, first) : first;
  let cost = priceOf(problem, best, prices);
  for (let round = 0; round < ROUNDS && cost > bound + 1e-9 && prices.split > 0; round++) {
    const next = gather(problem, assigned(problem, chiefs(problem, best)));
    const its = priceOf(problem, next, prices);
    if (its >= cost - 1e-9) break;
    best = next;
    cost = its;
  }
  const left = households.flatMap((_, household): Left[] =>
    best[household] === -1 ? [whyLeft(problem, household)] : [],
  );
  return { carer: best, cost, bound, left };
}

/** The cheapest assignment; `chief` draws each staircase to its volunteer by the price of a split. */
function assigned(problem: CarerProblem, chief: Map<string, number> | undefined): Int32Array {
  const { households, volunteers, prices } = problem;
  const rows = households.length;
  const people = volunteers.length;
  const own = new Float64Array(rows * people);
  let dearest = 0;
  households.forEach((household, row) => {
    volunteers.forEach((volunteer, person) => {
      const drawn = chief !== undefined && chief.get(household.staircase) !== person ? prices.split : 0;
      const cost = may(household, volunteer) ? ownCost(problem, row, person) + drawn : Number.POSITIVE_INFINITY;
      own[row * people + person] = cost;
      if (cost < Number.POSITIVE_INFINITY) dearest = Math.max(dearest, cost);
    });
  });
  const places = volunteers.flatMap(({ cap, carried }, person) =>
    Array.from({ length: Math.min(cap, rows) }, (_, k) => ({ person, price: prices.uneven * (2 * (carried + k) + 1) })),
  );
  const worst = dearest + Math.max(0, ...places.map(({ price }) => price)) + 1;
  const leave = leavePrices(households, worst);
  const columns = places.length;
  const column = hungarian(rows, columns + rows, (row, at) => {
    if (at >= columns) return at - columns === row ? leave[row]! : Number.POSITIVE_INFINITY;
    const { person, price } = places[at]!;
    return own[row * people + person]! + price;
  });
  return column.map((at) => (at < columns ? places[at]!.person : -1));
}

/**
 * Being left out costs more than any chain of dearer assignments that serving could cause, and each rank more than all lower ones
 * together. Ranks are numbered densely, so numbers stay small.
 */
function leavePrices(households: Household[], worst: number): number[] {
  const price = new Map<number, number>();
  let step = worst * (households.length + 1);
  for (const rank of [...new Set(households.map((one) => one.rank))].sort((a, b) => a - b)) {
    price.set(rank, step);
    step *= 1 + households.filter((one) => one.rank === rank).length;
    if (step > Number.MAX_SAFE_INTEGER) step = Number.MAX_SAFE_INTEGER;
  }
  return households.map(({ rank }) => price.get(rank)!);
}

/** Each staircase's volunteer with most doors there. */
function chiefs({ households }: CarerProblem, carer: Int32Array): Map<string, number> {
  const doors = new Map<string, Map<number, number>>();
  carer.forEach((volunteer, household) => {
    if (volunteer === -1) return;
    const { staircase } = households[household]!;
    const here = doors.get(staircase) ?? new Map<number, number>();
    here.set(volunteer, (here.get(volunteer) ?? 0) + 1);
    doors.set(staircase, here);
  });
  return new Map(
    [...doors].map(([staircase, here]) => [staircase, [...here].reduce((a, b) => (b[1] > a[1] ? b : a))[0]]),
  );
}

function whyLeft({ households, volunteers }: CarerProblem, household: number): Left {
  const { skills, languages } = households[household]!;
  const able = volunteers.flatMap((one, n) => (may(households[household]!, one) ? [n] : []));
  if (able.length > 0) return { household, why: 'full', able };
  const skilled = volunteers.filter((one) => skills.every((skill) => one.skills.includes(skill)));
  const speaking = volunteers.filter(
    (one) => languages.length === 0 || languages.some((each) => one.languages.includes(each)),
  );
  const missing = skills.filter((skill) => !volunteers.some((one) => one.skills.includes(skill)));
  if (skilled.length === 0 && speaking.length > 0)
    return { household, why: 'skill', missing: missing.length > 0 ? missing : skills };
  if (skilled.length > 0 && speaking.length === 0) return { household, why: 'language', wanted: languages };
  return { household, why: 'both', missing: skills, wanted: languages };
}

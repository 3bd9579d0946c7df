import { PlanningFault, share, whole } from '../fault.ts';
import { checkTest, type PoolTest } from './assay.ts';

export interface HouseholdPools {
  /** Share of households with 1, 2, 3 ... people; scaled to sum to 1. */
  shares: readonly number[];
  /** Chance that an infected member infects another member of the household. */
  attack: number;
  prevalence: number;
  poolSize: number;
}

export interface HouseholdPoolFigures {
  /** Chance a member is infected from outside the household, at which the prevalence comes out. */
  community: number;
  /** Tests per person with households kept together along the queue, and with people in random order. */
  together: number;
  random: number;
  /** Share of tests saved by keeping households together. */
  saved: number;
}

/**
 * Two-stage pools filled along a queue in which households stand together, against a random queue: exact.
 * Infections in a household follow Longini and Koopman (1982): with outside escape B and escape Q from one infected member,
 * P(j of h) = C(h,j) P(j of j) B^(h-j) Q^(j(h-j)). A pool starts at a random person and may cut households at both ends.
 */
export function householdPools(input: HouseholdPools, test: PoolTest): HouseholdPoolFigures {
  share('pool-prevalence', 'prevalence', input.prevalence);
  share('pool-attack', 'attack', input.attack);
  whole('pool-size', 'pool size', input.poolSize, 1, 1000);
  checkTest(test);
  const total = input.shares.reduce((sum, each) => sum + each, 0);
  if (!(total > 0) || input.shares.some((each) => !(each >= 0)))
    throw new PlanningFault(
      'pool-households',
      `household shares [${input.shares.join(', ')}]. Give shares of at least 0.`,
    );
  const shares = input.shares.map((each) => each / total);
  const community = solveCommunity(shares, input.attack, input.prevalence);
  const n = input.poolSize;
  const perPerson = (clean: number): number => {
    if (n === 1) return 1;
    return 1 / n + clean * (1 - test.pool.specificity) + (1 - clean) * test.pool.sensitivity;
  };
  const together = perPerson(cleanAlongQueue(shares, community, input.attack, n));
  const random = perPerson((1 - input.prevalence) ** n);
  return { community, together, random, saved: 1 - together / random };
}

/** P(j of h infected), j = 0..h. */
export function householdOutcome(h: number, community: number, attack: number): number[] {
  const B = 1 - community;
  const Q = 1 - attack;
  const all: number[] = [1];
  let row: number[] = [1];
  for (let size = 1; size <= h; size++) {
    row = [];
    let rest = 1;
    let choose = 1;
    for (let j = 0; j < size; j++) {
      const chance = choose * all[j]! * B ** (size - j) * Q ** (j * (size - j));
      row.push(chance);
      rest -= chance;
      choose = (choose * (size - j)) / (j + 1);
    }
    row.push(Math.max(0, rest));
    all.push(row[size]!);
  }
  return row;
}

function prevalenceOf(shares: readonly number[], community: number, attack: number): number {
  let infected = 0;
  let people = 0;
  shares.forEach((weight, i) => {
    const h = i + 1;
    people += weight * h;
    householdOutcome(h, community, attack).forEach((chance, j) => {
      infected += weight * chance * j;
    });
  });
  return infected / people;
}

function solveCommunity(shares: readonly number[], attack: number, prevalence: number): number {
  let [low, high] = [0, prevalence];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (prevalenceOf(shares, middle, attack) < prevalence) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Chance that n people standing together along the queue are all free of infection. */
function cleanAlongQueue(shares: readonly number[], community: number, attack: number, n: number): number {
  // chance that m given members of a household of h are all clean: those infected are among the other h-m
  const clean = shares.map((_, i) => {
    const h = i + 1;
    const outcome = householdOutcome(h, community, attack);
    return Array.from({ length: h + 1 }, (_, m) =>
      outcome.reduce((sum, chance, j) => sum + chance * ratio(h - m, h, j), 0),
    );
  });
  const rest = new Float64Array(n + 1);
  rest[0] = 1;
  for (let left = 1; left <= n; left++)
    shares.forEach((weight, i) => {
      const m = Math.min(i + 1, left);
      rest[left]! += weight * clean[i]![m]! * rest[left - m]!;
    });
  const mean = shares.reduce((sum, weight, i) => sum + weight * (i + 1), 0);
  let chance = 0;
  shares.forEach((weight, i) => {
    for (let remaining = 1; remaining <= i + 1; remaining++) {
      const m = Math.min(remaining, n);
      chance += (weight / mean) * clean[i]![m]! * rest[n - m]!;
    }
  });
  return chance;
}

/** C(k, j) / C(h, j). */
function ratio(k: number, h: number, j: number): number {
  let value = 1;
  for (let i = 0; i < j; i++) value *= Math.max(0, k - i) / (h - i);
  return value;
}

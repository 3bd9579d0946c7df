import { PlanningFault, share, whole } from '../fault.ts';
import { allNegative, binomial, checkTest, type PoolTest, sensitivityAt } from './assay.ts';
import { figuresOf, type PoolFigures } from './two-stage.ts';

/**
 * Nested stages: pools of the first size, positive ones split into pools of the next size, and at last single tests
 * (Finucan 1964; nested schemes for prevalence 0.02: Armendariz 2020). `sizes` falls, each dividing the one before.
 * Perfect test: 1/n1 + sum over stages of (1 - q^n)/next size. Pools of one specimen are positive independently given its contents.
 */
export function nested(prevalence: number, sizes: readonly number[], test: PoolTest): PoolFigures {
  share('pool-prevalence', 'prevalence', prevalence);
  checkTest(test);
  checkSizes(sizes);
  const stages = sizes.length;
  const falseAlarm = 1 - test.pool.specificity;
  const dilutes = test.dilution !== 0;
  const tells = (i: number, n: number): number => (i === 0 ? falseAlarm : sensitivityAt(test, i, n));
  // Work from the innermost pool out: for each number of infected in the pool, the chance that this pool and all pools
  // around it are positive. Without dilution only "none" and "some" matter.
  let tests = 1 / sizes[0]!;
  for (let stage = 0; stage < stages; stage++) {
    const next = sizes[stage + 1] ?? 1;
    tests += reach(prevalence, sizes.slice(0, stage + 1), tells, dilutes, 'anyone') / next;
  }
  const ifInfected = reach(prevalence, sizes, tells, dilutes, 'infected');
  const ifNot = reach(prevalence, sizes, tells, dilutes, 'not');
  return figuresOf(
    prevalence,
    tests,
    ifInfected * test.individual.sensitivity,
    1 - ifNot * (1 - test.individual.specificity),
  );
}

/** Chance that all pools in `sizes` (outermost first) around one specimen are positive, given what is known of the specimen. */
function reach(
  prevalence: number,
  sizes: readonly number[],
  tells: (i: number, n: number) => number,
  dilutes: boolean,
  specimen: 'infected' | 'not' | 'anyone',
): number {
  // distribution of the infected met so far (dilutes) or of none and some, with the chance that the inner pools were positive
  let chance = specimen === 'infected' ? [0, 1] : specimen === 'not' ? [1] : [1 - prevalence, prevalence];
  let inside = 1;
  for (let stage = sizes.length - 1; stage >= 0; stage--) {
    const n = sizes[stage]!;
    chance = dilutes ? more(chance, n - inside, prevalence) : someMore(chance, n - inside, prevalence);
    chance = chance.map((each, i) => each * tells(i, n));
    inside = n;
  }
  return chance.reduce((sum, each) => sum + each, 0);
}

function someMore(chance: number[], members: number, prevalence: number): number[] {
  const none = allNegative(prevalence, members);
  return [chance[0]! * none, chance[0]! * (1 - none) + (chance[1] ?? 0)];
}

function more(chance: number[], members: number, prevalence: number): number[] {
  const out = new Array<number>(chance.length + members).fill(0);
  binomial(members, prevalence, (i, weight) => {
    for (let j = 0; j < chance.length; j++) out[i + j]! += weight * chance[j]!;
  });
  return out;
}

function checkSizes(sizes: readonly number[]): void {
  if (sizes.length === 0) throw new PlanningFault('pool-stages', 'no pool sizes. Give at least one.');
  for (const [stage, n] of sizes.entries()) {
    whole('pool-size', 'pool size', n, 2, 100_000);
    const inner = sizes[stage + 1];
    if (inner !== undefined && (inner >= n || n % inner !== 0))
      throw new PlanningFault(
        'pool-stages',
        `a pool of ${n} cannot be split into pools of ${inner}. Give sizes that divide.`,
      );
  }
}

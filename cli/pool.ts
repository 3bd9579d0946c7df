import { parseArgs } from 'node:util';
import {
  bestPools,
  entropyBound,
  householdPools,
  nested,
  type PoolTest,
  perfect,
  poolAdvice,
  poolSwitches,
  squareArray,
  twoStage,
} from '../engines/planning/index.ts';
import { type Io, UsageError } from './io.ts';
import { columns, negativesJoined, numberOf, numbersOf } from './plan/options.ts';

const HELP = `Usage: npx tandem pool --prevalence p [options]
Tests per person, sensitivity and predictive values of pooled testing; the best sizes; what to do with fixed sizes.
  --prevalence p          share of specimens positive, 0 to 1 (a guess between two: --low p --high p)
  --sizes 5,10,20         sizes the laboratory can do (default 5,10,20)
  --largest n             largest pool looked at (default 32)
  --stages 27,9,3         work this nested scheme as well;  --array n: this square array
  --pool-sensitivity s --pool-specificity s --sensitivity s --specificity s   of pool and single test (default 1)
  --dilution d            a pool with i positives of n tells with sensitivity x (i/n)^d (default 0)
  --households .25,.3,.2  shares of households of 1, 2, 3 ... people, with --attack a: pools filled by household
  --json                  results only
Examples
  npx tandem pool --prevalence 0.01
  npx tandem pool --prevalence 0.02 --stages 27,9,3
  npx tandem pool --prevalence 0.01 --households 0.2,0.3,0.25,0.15,0.1 --attack 0.17 --sizes 10`;

/** `tandem pool`: design of pooled tests. */
export async function poolCommand(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: negativesJoined(args),
    options: {
      prevalence: { type: 'string' },
      low: { type: 'string' },
      high: { type: 'string' },
      sizes: { type: 'string', default: '5,10,20' },
      largest: { type: 'string', default: '32' },
      stages: { type: 'string' },
      array: { type: 'string' },
      'pool-sensitivity': { type: 'string' },
      'pool-specificity': { type: 'string' },
      sensitivity: { type: 'string' },
      specificity: { type: 'string' },
      dilution: { type: 'string' },
      households: { type: 'string' },
      attack: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    io.out(HELP);
    return 0;
  }
  const p = numberOf('prevalence', values.prevalence, undefined);
  if (p === undefined) throw new UsageError('pool-prevalence: no --prevalence. Give the share of specimens positive.');
  const attack = numberOf('attack', values.attack, undefined);
  if ((values.households === undefined) !== (attack === undefined))
    throw new UsageError('pool-households: --households and --attack belong together. Give both or neither.');
  const test: PoolTest = {
    pool: {
      sensitivity: numberOf('pool-sensitivity', values['pool-sensitivity'], perfect.pool.sensitivity),
      specificity: numberOf('pool-specificity', values['pool-specificity'], perfect.pool.specificity),
    },
    individual: {
      sensitivity: numberOf('sensitivity', values.sensitivity, perfect.individual.sensitivity),
      specificity: numberOf('specificity', values.specificity, perfect.individual.specificity),
    },
    dilution: numberOf('dilution', values.dilution, 0),
  };
  const sizes = numbersOf('sizes', values.sizes);
  const asked = [
    ...(values.stages === undefined
      ? []
      : [
          {
            scheme: 'nested',
            sizes: numbersOf('stages', values.stages),
            ...nested(p, numbersOf('stages', values.stages), test),
          },
        ]),
    ...(values.array === undefined
      ? []
      : [
          {
            scheme: 'array',
            sizes: [numberOf('array', values.array, 0)],
            ...squareArray(p, numberOf('array', values.array, 0), test),
          },
        ]),
  ];
  const best = bestPools(p, test, numberOf('largest', values.largest, 32));
  const fixed = sizes.map((n) => ({ scheme: 'two-stage', sizes: [n], ...twoStage(p, n, test) }));
  const result = {
    prevalence: p,
    test,
    entropyBound: entropyBound(p),
    best,
    fixed,
    asked,
    switches: poolSwitches(sizes, test),
    advice: poolAdvice(numberOf('low', values.low, p), numberOf('high', values.high, p), sizes, test),
    households:
      values.households === undefined
        ? null
        : sizes.map((poolSize) => ({
            poolSize,
            ...householdPools(
              {
                shares: numbersOf('households', values.households!),
                attack: attack!,
                prevalence: p,
                poolSize,
              },
              test,
            ),
          })),
  };
  io.out(values.json ? JSON.stringify(result, null, 2) : lines(result).join('\n'));
  return 0;
}

interface Shown {
  scheme: string;
  sizes: number[];
  testsPerPerson: number;
  sensitivity: number;
  positivePredictive: number | null;
  negativePredictive: number | null;
}

function lines(result: {
  prevalence: number;
  entropyBound: number;
  best: Shown[];
  fixed: Shown[];
  asked: Shown[];
  switches: ReturnType<typeof poolSwitches>;
  advice: ReturnType<typeof poolAdvice>;
  households: ({ poolSize: number } & ReturnType<typeof householdPools>)[] | null;
}): string[] {
  const digits = (value: number | null): string => (value === null ? '-' : value.toFixed(4));
  const row = (each: Shown): string[] => [
    `${each.scheme} ${each.sizes.join('-')}`,
    digits(each.testsPerPerson),
    digits(each.sensitivity),
    digits(each.positivePredictive),
    digits(each.negativePredictive),
  ];
  const head = ['scheme', 'tests/person', 'sensitivity', 'PPV', 'NPV'];
  const { advice } = result;
  return [
    `Prevalence ${result.prevalence}. No scheme of perfect tests needs fewer than ${digits(result.entropyBound)} tests a person.`,
    '',
    ...columns([head, ...result.asked.map(row), ...result.best.map(row), ...result.fixed.map(row)]),
    '',
    'Fewest tests by prevalence: ' +
      result.switches
        .map(({ from, size }) => `${size === 1 ? 'single' : size} from ${(100 * from).toFixed(2)} %`)
        .join(', '),
    `Advice: ${advice.size === 1 ? 'test singly' : `pools of ${advice.size}`}, ${digits(advice.testsPerPerson)} tests a person` +
      (advice.switchAt
        ? `; change to ${advice.switchAt.size} above ${(100 * advice.switchAt.from).toFixed(2)} %.`
        : '.'),
    ...(result.households ?? []).map(
      (each) =>
        `Pools of ${each.poolSize} filled by household: ${digits(each.together)} tests a person, in random order ${digits(each.random)}: ${(100 * each.saved).toFixed(1)} % saved.`,
    ),
  ];
}

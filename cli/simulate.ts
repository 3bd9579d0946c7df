import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { ensembleOf, type Replicate } from '../engines/simulation/index.ts';
import { weakValues } from '../protocols/natural-history.ts';
import { loadNaturalHistory, scenarioNames } from '../server/simulation.ts';
import { type Io, UsageError } from './io.ts';
import { negativesJoined } from './plan/options.ts';
import { picture } from './simulation/picture.ts';
import { runReplicates } from './simulation/pool.ts';
import { type Plan, planOf } from './simulation/prepare.ts';

const help = (names: string[]): string => `Usage: npx tandem simulate <scenario> [options]
Runs an outbreak in a synthetic city. <scenario> is a .yaml file or one of: ${names.join(', ')}.

  --people N      people of the city; beds, tests, interviews and first cases grow with it
  --days N        days to simulate
  --seed N        another chance; the same seed gives the same result on any machine and any number of workers
  --replicates N  so many runs with seeds made from the first; results are medians and 5 to 95 % bands
  --workers N     worker threads for replicates (default: processors, at most 4)
  --json          results only

Examples
  npx tandem simulate ${names[0] ?? 'my-scenario.yaml'}
  npx tandem simulate ${names[0] ?? 'my-scenario.yaml'} --people 1000000 --json > result.json
  npx tandem simulate my-scenario.yaml --replicates 100 --workers 2`;

/** `tandem simulate`: 0 done, 1 the scenario was refused or stopped, 2 wrong words. */
export async function simulateCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: negativesJoined(args),
    allowPositionals: true,
    options: {
      people: { type: 'string' },
      days: { type: 'string' },
      seed: { type: 'string' },
      replicates: { type: 'string' },
      workers: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    io.out(help(await scenarioNames()));
    return 0;
  }
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0)
    throw new UsageError(`simulate-scenario: name one scenario. There are ${(await scenarioNames()).join(', ')}.`);
  const people = countOf('people', values.people, 1);
  const days = countOf('days', values.days, 1);
  const seed = countOf('seed', values.seed, 0);
  const replicates = countOf('replicates', values.replicates, 1) ?? 1;
  const workers = countOf('workers', values.workers, 1) ?? Math.min(4, availableParallelism());
  try {
    const plan = await planOf(name, {
      ...(people === undefined ? {} : { people }),
      ...(days === undefined ? {} : { days }),
      ...(seed === undefined ? {} : { seed }),
    });
    const written = await loadNaturalHistory(plan.text.disease);
    const ensemble = ensembleOf(await run(plan, replicates, workers, io));
    const result = { scenario: plan.text, disease: plan.disease, ...ensemble };
    io.out(values.json ? JSON.stringify(result, plain) : picture(plan, ensemble, weakValues(written).length));
    return 0;
  } catch (error) {
    if (!(error instanceof Error) || !/^[a-z]+(-[a-z0-9]+)+: /.test(error.message)) throw error;
    io.err(error.message);
    return 1;
  }
}

/** JSON has no Infinity: no superspreading is written as "none", as in the protocol. */
const plain = (_: string, value: unknown): unknown => (value === Number.POSITIVE_INFINITY ? 'none' : value);

/** Runs go to workers, one alone too, so that Ctrl-C is heard: it ends them at their next day. */
async function run(plan: Plan, replicates: number, workers: number, io: Io): Promise<Replicate[]> {
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  let told = 0;
  try {
    return await runReplicates({
      plan,
      replicates,
      workers,
      signal: stop.signal,
      progress(done, all) {
        const tenth = Math.floor((10 * done) / all);
        if (replicates > 1 && tenth > told) io.err(`${tenth * 10} %`);
        told = Math.max(told, tenth);
      },
    });
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

function countOf(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > 2_147_483_647)
    throw new UsageError(`simulate-${name}: --${name} ${text} is refused. Give a whole number of ${least} or more.`);
  return value;
}

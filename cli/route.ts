import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { check } from '../engines/dispatch/check/check.ts';
import type { Problem, Solution } from '../engines/dispatch/index.ts';
import { reasonsOf } from '../engines/dispatch/live/insert.ts';
import type { Reason } from '../engines/dispatch/live/reasons.ts';
import { type Io, UsageError } from './io.ts';
import { type Benchmark, type Rounding, readLilim, readSolomon } from './route/benchmark.ts';
import { writeBenchmark } from './route/benchmark-write.ts';
import { checkFile } from './route/check-file.ts';
import { type Format, formatOf, formats } from './route/format.ts';
import { run } from './route/run.ts';
import { travelOf } from './route/travel.ts';
import { readVroom } from './route/vroom-read.ts';
import { readInput } from './route/vroom-schema.ts';
import { writeVroom } from './route/vroom-write.ts';
import { readVrplib } from './route/vrplib.ts';

const HELP = `Usage: npx tandem route [problem] [options] > solution.json

Plans rounds. Reads VROOM's JSON (jobs, shipments, vehicles, matrices) or a benchmark file, from a file or from standard input, and
writes VROOM's JSON, each unassigned task with the reason of every vehicle. Every plan is checked before it is written.

  --budget <s>       seconds of processor to search (default 5)
  --iterations <n>   so many iterations instead: the same result on every machine
  --seed <text>      another seed, another search (default "tandem")
  --map <file>       OpenStreetMap extract (.osm.pbf) for travel times where the problem has no matrices
  --profile <name>   car, bike or foot, for vehicles that name none
  --format <name>    ${formats.join(', ')}; found out from the content when absent
  --distance <rule>  dimacs (floor(10 d)), nearest or exact (round(1000 d)), for benchmark files; default: as their best values are counted
  --check <file>     checks a solution (VROOM's JSON, or this command's for benchmarks) instead of searching

Without matrices and without --map, times are straight lines, and standard error says so. Ctrl-C writes the best so far.

Examples
  npx tandem route < problem.json > solution.json
  npx tandem route problem.json --map city.osm.pbf --profile bike --budget 10
  npx tandem route R201.txt --budget 5
  npx tandem route problem.json --check solution.json`;

const DEFAULT_BUDGET = 5;

/** `tandem route`: 0 planned, 1 refused or a plan with violations, 2 wrong words. */
export async function routeCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      budget: { type: 'string' },
      iterations: { type: 'string' },
      seed: { type: 'string', default: 'tandem' },
      map: { type: 'string' },
      profile: { type: 'string' },
      format: { type: 'string' },
      distance: { type: 'string' },
      check: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    io.out(HELP);
    return 0;
  }
  if (positionals.length > 1) throw new UsageError(`route-one: one problem at a time, not ${positionals.length}.`);
  const say = (line: string): void => io.err(line);
  try {
    const budget = above0('budget', values.budget);
    const iterations = above0('iterations', values.iterations);
    const rounding = oneOf('distance', values.distance, ['dimacs', 'nearest', 'exact'] as const);
    const file = positionals[0];
    const content = file === undefined ? await text(process.stdin) : await readFile(file, 'utf8');
    const format = formatOf(content, oneOf('format', values.format, formats));
    const search = {
      seed: values.seed,
      ...(iterations === undefined
        ? { budget: budget ?? DEFAULT_BUDGET }
        : { iterations, ...(budget === undefined ? {} : { budget }) }),
    };
    if (format !== 'vroom') {
      const instance = benchmarkOf(content, format, file === undefined ? 'input' : basename(file), rounding);
      if (values.check !== undefined) return await checkFile(values.check, instance, io);
      const { solution, seconds } = await run({ problem: instance.problem, first: instance.first, ...search }, say);
      sound(instance.problem, solution);
      io.out(JSON.stringify(writeBenchmark(instance, solution, seconds), null, 2));
      return 0;
    }
    const input = readInput(parsed(content));
    if (values.profile !== undefined) for (const vehicle of input.vehicles) vehicle.profile ??= values.profile;
    const given = await readVroom(
      input,
      (places, profiles) => travelOf(places, profiles, values.map, say),
      values.check === undefined ? 'within' : 'either',
    );
    if (values.check !== undefined) return await checkFile(values.check, given, io);
    const { solution, seconds } = await run(
      { problem: given.problem, ...(given.start ? { start: given.start } : {}), ...search },
      say,
    );
    sound(given.problem, solution);
    io.out(JSON.stringify(writeVroom(given, solution, reasonsFor(given.problem, solution), seconds), null, 2));
    return 0;
  } catch (fault) {
    if (fault instanceof UsageError || !(fault instanceof Error)) throw fault;
    io.err(fault.message);
    return 1;
  }
}

const parsed = (content: string): unknown => {
  try {
    return JSON.parse(content);
  } catch (fault) {
    throw new Error(`route-json: ${(fault as Error).message}.`);
  }
};

function benchmarkOf(
  content: string,
  format: Exclude<Format, 'vroom'>,
  name: string,
  rounding: Rounding | undefined,
): Benchmark {
  if (format === 'solomon') return readSolomon(content, rounding ?? 'dimacs');
  if (format === 'lilim') return readLilim(content, name, rounding ?? 'dimacs');
  return readVrplib(content, rounding);
}

const reasonsFor = (problem: Problem, { unserved, routes }: Solution): Map<number, Reason[]> =>
  new Map(unserved.map((job) => [job, reasonsOf(problem, routes, job)]));

/** No plan with a broken promise leaves this command. */
function sound(problem: Problem, solution: Solution): void {
  const [first, ...more] = check(problem, solution);
  if (first)
    throw new Error(
      `route-unsound: a fault of this program, and the plan is not written: ${first.rule}: ${first.words} (${more.length} more)`,
    );
}

function above0(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!(Number(value) > 0)) throw new UsageError(`route-${name}: "${value}". A number above 0.`);
  return Number(value);
}

function oneOf<T extends string>(name: string, value: string | undefined, known: readonly T[]): T | undefined {
  if (value === undefined) return undefined;
  const found = known.find((each) => each === value);
  if (!found) throw new UsageError(`route-${name}: "${value}". One of ${known.join(', ')}.`);
  return found;
}

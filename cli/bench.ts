import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Figure } from './bench/figure.ts';
import { type Io, UsageError } from './io.ts';

type Bench = (io: Io) => Promise<Figure[]>;

/** Each bench opens its own database in a temporary folder and removes it. */
const benches: Record<string, () => Promise<Bench>> = {
  commands: async () => (await import('./bench/commands.ts')).commands,
  start: async () => (await import('./bench/start.ts')).start,
  lists: async () => (await import('./bench/lists.ts')).lists,
  import: async () => (await import('./bench/import.ts')).importing,
  linkage: async () => (await import('./bench/linkage.ts')).linkage,
  simulation: async () => (await import('./bench/simulation.ts')).simulation,
  'simulation-theory': async () => (await import('./bench/simulation-theory.ts')).theory,
  transmission: async () => (await import('./bench/transmission.ts')).transmission,
  planning: async () => (await import('./bench/planning.ts')).planning,
  pages: async () => (await import('./bench/pages.ts')).pages,
  surveillance: async () => (await import('./bench/surveillance.ts')).surveillance,
  nightly: async () => (await import('./bench/nightly.ts')).nightly,
  detection: async () => (await import('./bench/detection.ts')).detection,
  golden: async () => (await import('./bench/golden.ts')).golden,
  scan: async () => (await import('./bench/scan.ts')).scanning,
  streets: async () => (await import('./bench/streets.ts')).streets,
  live: async () => (await import('./bench/live.ts')).live,
  drill: async () => (await import('./bench/drill.ts')).drill,
  dispatch: async () => (await import('./bench/dispatch.ts')).dispatch,
};

const HELP = `Usage: npx tandem bench [name ...] [--json]
Measures this build on this machine: ${Object.keys(benches).join(', ')}. Without names: all of them.
Where a limit is a ratio, both sides are measured in the same run. DATABASE_URL adds a second database to "commands": one that waits for its
disk, as a city's does (TANDEM_PG_DURABLE=1 .ci/postgres.sh start prints the address of one).`;

/** `tandem bench`: figures anyone can reproduce; a figure that misses its limit makes the exit code 1. */
export async function benchCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    io.out(HELP);
    return 0;
  }
  const names = positionals.length > 0 ? positionals : Object.keys(benches);
  const figures: Figure[] = [];
  for (const name of names) {
    const load = benches[name];
    if (!load) throw new UsageError(`bench-unknown: ${name}. One of ${Object.keys(benches).join(', ')}.`);
    io.err(`${name} ...`);
    const measured = await (await load())(io);
    figures.push(...measured);
    if (!values.json) for (const figure of measured) io.out(lineOf(figure));
  }
  if (values.json)
    io.out(
      JSON.stringify({ machine: { cpus: cpus().length, model: cpus()[0]?.model, node: process.version }, figures }),
    );
  return figures.every((figure) => figure.holds !== false) ? 0 : 1;
}

const lineOf = ({ name, value, unit, limit, holds, note }: Figure): string =>
  `${holds === undefined ? '  ' : holds ? 'ok' : 'NO'}  ${name}: ${value} ${unit}${limit ? ` (limit ${limit})` : ''}${note ? `; ${note}` : ''}`;

import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startEmbedded } from '../server/database/embedded.ts';
import { picture } from './drill/picture.ts';
import { drillCards, drillNames, readDrill } from './drill/read.ts';
import { playDrill } from './drill/run.ts';
import { type Io, UsageError } from './io.ts';
import { temporaryData } from './temporary.ts';

const help = (names: string[]): string => `Usage: npx tandem drill <scenario> [options]
Plays a drill: simulated people, the real server and rules, crews by policy, on a database of its own that is
removed afterwards. <scenario> is a .yaml file or one of: ${names.join(', ')}.

  --people N       people of the city
  --communities N  communities they live in
  --days N         days to play; injects after the last day are left out
  --seed N         another chance; the same seed gives the same sheet
  --speed N        city seconds per real second, 1 to 10000 (default: as fast as the machine can)
  --verbose        what the rules refused, as it happens
  --json           the sheet and the findings only
  --watch          a line of JSON for each day and, last, the sheet: what the page /drills reads
  --list           the drills there are, as JSON

Examples
  npx tandem drill ${names[0] ?? 'my-drill.yaml'}
  npx tandem drill ${names[0] ?? 'my-drill.yaml'} --people 50000 --communities 94 --json > sheet.json`;

/** `tandem drill`: 0 played, 1 refused or stopped, 2 wrong words. */
export async function drillCommand(args: string[], io: Io): Promise<number> {
  const number = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      people: number,
      communities: number,
      days: number,
      seed: number,
      speed: number,
      verbose: { type: 'boolean' },
      json: { type: 'boolean' },
      watch: { type: 'boolean' },
      list: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    io.out(help(await drillNames()));
    return 0;
  }
  if (values.list) {
    io.out(JSON.stringify(await drillCards()));
    return 0;
  }
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0)
    throw new UsageError(`drill-scenario: name one drill. There are ${(await drillNames()).join(', ')}.`);
  const changes = Object.fromEntries(
    (['people', 'communities', 'days', 'seed'] as const).flatMap((each) => {
      const text = values[each];
      return text === undefined ? [] : [[each, whole(each, text, each === 'seed' ? 0 : 1, 2_147_483_647)]];
    }),
  );
  const speed = values.speed === undefined ? undefined : whole('speed', values.speed, 1, 10_000);
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  const folder = temporaryData('tandem-drill-');
  try {
    const script = await readDrill(name, changes);
    const database = await ownDatabase(folder);
    try {
      const played = await playDrill(script, database.url, {
        signal: stop.signal,
        ...(speed === undefined ? {} : { speed }),
        progress: (done, all) => io.err(`day ${done} of ${all}`),
        ...(values.verbose ? { log: io.err } : {}),
        ...(values.watch ? { frame: (frame) => io.out(JSON.stringify({ frame })) } : {}),
      });
      if (values.watch) io.out(JSON.stringify({ played }));
      else io.out(values.json ? JSON.stringify(played, undefined, 2) : picture(played, script.text.names));
      return 0;
    } finally {
      await database.stop();
    }
  } catch (error) {
    if (!(error instanceof Error) || !/^[a-z]+(-[a-z0-9]+)+: /.test(error.message)) throw error;
    io.err(error.message);
    return 1;
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Never the city's own: an empty one named for drills, or one made here and removed afterwards. */
async function ownDatabase(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  const url = process.env['TANDEM_DRILL_DATABASE_URL'];
  return url ? { url, stop: async () => {} } : startEmbedded({ dataDir, fsync: false });
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`drill-${name}: --${name} ${text} is refused. Give a whole number from ${least} to ${most}.`);
  return value;
}

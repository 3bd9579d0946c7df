import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { damageOf } from '../server/database/damage.ts';
import { consoleIo, type Io, UsageError } from './io.ts';

interface Entry {
  summary: string;
  load(): Promise<(args: string[], io: Io) => Promise<number>>;
}

/** The commands of `tandem`. Each is loaded when called, so that help costs nothing. */
const commands: Record<string, Entry> = {
  start: {
    summary: 'start the city (--demo: the living demo city)',
    load: async () => (await import('./start.ts')).startCommand,
  },
  import: {
    summary: 'import a line list or contacts file',
    load: async () => (await import('./import.ts')).importCommand,
  },
  protocol: {
    summary: 'list, show, diff and check protocol editions',
    load: async () => (await import('./protocol.ts')).protocolCommand,
  },
  simulate: {
    summary: 'run an outbreak in a synthetic city',
    load: async () => (await import('./simulate.ts')).simulateCommand,
  },
  drill: {
    summary: 'play a drill headless: a simulated city, the real server, a score sheet',
    load: async () => (await import('./drill.ts')).drillCommand,
  },
  route: {
    summary: 'plan rounds: VROOM JSON or a benchmark file in, checked rounds with reasons out',
    load: async () => (await import('./route.ts')).routeCommand,
  },
  verify: {
    summary: 'recompute the hash chains and name the first broken event',
    load: async () => (await import('./verify.ts')).verifyCommand,
  },
  rebuild: {
    summary: 'throw all views away and fold them again',
    load: async () => (await import('./rebuild.ts')).rebuildCommand,
  },
  backup: {
    summary: 'write the whole city into one file',
    load: async () => (await import('./backup.ts')).backupCommand,
  },
  restore: {
    summary: 'make a city from a backup, verified',
    load: async () => (await import('./restore.ts')).restoreCommand,
  },
  account: { summary: 'add or list accounts', load: async () => (await import('./account.ts')).accountCommand },
  epi: {
    summary: 'detection, Rt, nowcast, scan: the surveillance engine on a file',
    load: async () => (await import('./epi.ts')).epiCommand,
  },
  plan: {
    summary: 'plans at least cost: zones, beds, supplies, tracers',
    load: async () => (await import('./plan.ts')).planCommand,
  },
  pool: { summary: 'design pooled tests', load: async () => (await import('./pool.ts')).poolCommand },
  quarantine: {
    summary: 'how long to hold whom: transmission prevented per day held',
    load: async () => (await import('./quarantine.ts')).quarantineCommand,
  },
  bench: { summary: 'measure this build on this machine', load: async () => (await import('./bench.ts')).benchCommand },
};

const HELP = `tandem: a city's outbreak response and its daily life, in one system

Usage: npx tandem <command> [options]      npx tandem <command> --help

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  .join('\n')}

Environment
  PORT           port of the web pages and the API (default 8080)
  TANDEM_DATA    folder of the embedded database (default .tandem)
  DATABASE_URL   a PostgreSQL 15 or newer instead of the embedded one

Examples
  npx tandem start --demo
  npx tandem import cases.csv --disease mers --dry-run
  npx tandem protocol diff CN-COVID-9 CN-COVID-9+20
`;

/** The ids of what Node's parseArgs refuses, by its codes. */
const WORDS_MISREAD: Record<string, string> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: 'option-unknown',
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: 'option-value',
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: 'word-unexpected',
};

async function main(args: string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    io.out(HELP);
    return name === undefined ? 2 : 0;
  }
  const entry = commands[name];
  if (!entry) {
    io.err(`command-unknown: ${name}. There are ${Object.keys(commands).join(', ')}.`);
    return 2;
  }
  try {
    return await (await entry.load())(rest, io);
  } catch (error) {
    // a number where a command of the system failed
    const code = String((error as { code?: string | number }).code ?? '');
    const misread = WORDS_MISREAD[code];
    if (error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS')) {
      io.err(
        `${misread === undefined ? '' : `${misread}: `}${(error as Error).message}\nSee npx tandem ${name} --help`,
      );
      return 2;
    }
    const told = damageOf(error) ?? error;
    const known = (told as { id?: string }).id !== undefined;
    io.err(known ? (told as Error).message : ((told as Error).stack ?? String(told)));
    return 1;
  }
}

// What was stripped and compiled is kept beside the packages: a command starts in a third of the time. Where nothing may be
// written there, it starts as the first time.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'tandem'));
process.exitCode = await main(process.argv.slice(2), consoleIo);

import { rm } from 'node:fs/promises';
import { startEmbedded } from '../../server/database/embedded.ts';
import type { Played } from '../drill/play.ts';
import { drillNames, readDrill } from '../drill/read.ts';
import { playDrill } from '../drill/run.ts';
import type { Io } from '../io.ts';
import { temporaryData } from '../temporary.ts';
import { type Figure, rounded } from './figure.ts';

/** Every shipped drill through the real server on a database of its own, against the seconds its scenario allows. */
export async function drill(io: Io): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const name of await drillNames()) figures.push(await timed(name, io));
  return figures;
}

async function timed(name: string, io: Io): Promise<Figure> {
  const script = await readDrill(name);
  const { budget } = script.text;
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const played = await alone((url) =>
    playDrill(script, url, { progress: (done, all) => io.err(`${name}: day ${done} of ${all}`) }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const scored = played.sheet.filter(({ value }) => value !== null).length;
  return {
    name: `${name}: ${played.days} days, ${played.people} residents, headless`,
    value: rounded(seconds, 1),
    unit: 's',
    limit: `at most ${budget}`,
    holds: seconds <= budget,
    note: `${rounded((user + system) / 1e6, 1)} CPU s of the program, the rest is PostgreSQL, which need not survive a power cut; ${played.events} events, ${sum(played.refused)} commands refused, ${scored} of ${played.sheet.length} lines scored, ${played.findings.length} findings; no peer has an exercise on its real server`,
  };
}

/** Plays on a PostgreSQL that is there for nothing else and gone afterwards. */
async function alone(play: (url: string) => Promise<Played>): Promise<Played> {
  const folder = temporaryData('tandem-bench-');
  try {
    const database = await startEmbedded({ dataDir: folder, fsync: false });
    try {
      return await play(database.url);
    } finally {
      await database.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((total, n) => total + n, 0);

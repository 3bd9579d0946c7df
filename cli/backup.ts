import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { postgresLog } from '../server/log/postgres.ts';
import { openCityOf } from './city.ts';
import { type Io, UsageError } from './io.ts';

const HELP = `Usage: npx tandem backup <file.jsonl.gz>
Writes accounts, settings, anchors and the whole log, one JSON object a line. Views are not in it: they are folded anew.`;

/** First line of a backup. */
export interface BackupHead {
  tandem: 'backup';
  version: 1;
  events: number;
}

/** `tandem backup`: complete or absent, never half a file. */
export async function backupCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { help: { type: 'boolean' } } });
  if (values.help) {
    io.out(HELP);
    return 0;
  }
  const [file] = positionals;
  if (!file) throw new UsageError('backup needs the name of a file to write.');
  const opened = await openCityOf(io);
  try {
    const { writer } = opened.city.pools;
    const events = await postgresLog(writer).head();
    await pipeline(
      Readable.from(lines(writer, events, io)),
      createGzip(),
      createWriteStream(`${file}.part`, { mode: 0o600 }),
    );
    await rename(`${file}.part`, file);
    io.out(`${events} events written to ${file}.`);
    return 0;
  } finally {
    await opened.stop();
  }
}

async function* lines(pool: pg.Pool, events: number, io: Io): AsyncGenerator<string> {
  const head: BackupHead = { tandem: 'backup', version: 1, events };
  yield `${JSON.stringify(head)}\n`;
  for (const table of ['account', 'setting', 'anchor', 'follower'] as const) {
    for (const row of (await pool.query(`select * from ${table}`)).rows) yield `${JSON.stringify({ table, row })}\n`;
  }
  const log = postgresLog(pool);
  for (let at = 0; at < events; ) {
    const page = await log.readAll(at, Math.min(5000, events - at));
    if (page.length === 0) return;
    for (const event of page) yield `${JSON.stringify({ event })}\n`;
    at = page.at(-1)?.seq ?? events;
    io.err(`${at} of ${events} events`);
  }
}

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import type { Linked } from '../kernel/log.ts';
import { verifyLog } from '../server/log/postgres.ts';
import { insertEvents } from '../server/log/rows.ts';
import { rebuild } from '../server/rebuild.ts';
import { openCityOf } from './city.ts';
import { type Io, UsageError } from './io.ts';

const HELP = `Usage: npx tandem restore <file.jsonl.gz>
Reads a backup into an empty city, verifies every hash and folds the views. Refused when the city has events.`;

/** `tandem restore`: all of it, verified, or nothing. */
export async function restoreCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { help: { type: 'boolean' } } });
  if (values.help) {
    io.out(HELP);
    return 0;
  }
  const [file] = positionals;
  if (!file) throw new UsageError('restore needs the name of a backup file.');
  const opened = await openCityOf(io);
  const { writer } = opened.city.pools;
  const client = await writer.connect();
  try {
    const { rows } = await client.query('select seq from log_head');
    if (Number(rows[0].seq) > 0)
      throw new UsageError(
        `city-not-empty: this city has ${rows[0].seq} events. Restore into an empty TANDEM_DATA or database.`,
      );
    await client.query('begin');
    const events = await readInto(client, file, io);
    await client.query('update log_head set seq = $1, epoch = epoch + 1', [events]);
    const { faults } = await verifyLog(client);
    if (faults.length > 0)
      throw new UsageError(
        `backup-broken: event ${faults[0]?.seq} of ${file} does not verify (${faults[0]?.fault}). Use another backup.`,
      );
    await client.query('commit');
    await rebuild(writer, opened.city.registry);
    io.out(`${events} events restored and verified.`);
    return 0;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
    await opened.stop();
  }
}

async function readInto(client: pg.PoolClient, file: string, io: Io): Promise<number> {
  let events = 0;
  let expected: number | undefined;
  let part: Linked[] = [];
  const write = async () => {
    if (part.length > 0) await client.query(insertEvents(part));
    events += part.length;
    part = [];
    io.err(`${events} events`);
  };
  const source = createReadStream(file);
  const gunzip = source.pipe(createGunzip());
  source.on('error', (error) => gunzip.destroy(error));
  for await (const line of createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY })) {
    const item = JSON.parse(line);
    if (item.tandem === 'backup') expected = item.events;
    else if (expected === undefined) throw new UsageError(`backup-unknown: ${file} does not begin as a Tandem backup.`);
    else if (item.event) part.push(item.event);
    else await insertRow(client, item.table, item.row);
    if (part.length >= 2000) await write();
  }
  await write();
  if (events !== expected)
    throw new UsageError(`backup-cut: ${file} holds ${events} of ${expected} events. Use another backup.`);
  return events;
}

const TABLES: Record<string, string> = { account: 'id', setting: 'name', anchor: 'day', follower: 'name' };

async function insertRow(client: pg.PoolClient, table: string, row: object): Promise<void> {
  if (!TABLES[table]) throw new UsageError(`backup-unknown: a backup has no table ${table}.`);
  await client.query(
    `insert into ${table} select * from json_populate_record(null::${table}, $1::json) on conflict (${TABLES[table]}) do nothing`,
    [JSON.stringify(row)],
  );
}

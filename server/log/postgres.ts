import type { Pool, PoolClient } from 'pg';
import { dataHash, eventHash, type Hash } from '../../kernel/chain.ts';
import type { Anchor, Append, ChainFault, Conflict, EventLog, Linked } from '../../kernel/log.ts';
import { isConflict } from '../../kernel/log.ts';
import type { Instant } from '../../kernel/time.ts';
import { nodeSha256 } from './hash.ts';
import { anchorHash } from './memory.ts';
import { fromRow, insertEvents, SELECT_EVENTS, unlinked } from './rows.ts';

/** The log in PostgreSQL. The runner writes through its own batch; this is the same log by its port. */
export function postgresLog(pool: Pool, hash: Hash = nodeSha256): EventLog {
  return {
    append: (appends, recordedAt) => inTransaction(pool, (client) => appendAll(client, appends, recordedAt, hash)),
    async readStream(stream, fromVersion = 1) {
      const { rows } = await pool.query(`${SELECT_EVENTS} where stream = $1 and version >= $2 order by version`, [
        stream,
        fromVersion,
      ]);
      return rows.map(fromRow);
    },
    async readAll(afterSeq, limit) {
      const { rows } = await pool.query(`${SELECT_EVENTS} where seq > $1 order by seq limit $2`, [afterSeq, limit]);
      return rows.map(fromRow);
    },
    async ofCommand(command) {
      const { rows } = await pool.query(`${SELECT_EVENTS} where command = $1 order by seq`, [command]);
      return rows.map(fromRow);
    },
    async head() {
      return Number((await pool.query('select seq from log_head')).rows[0].seq);
    },
    anchor: (day, until) => inTransaction(pool, (client) => writeAnchor(client, day, until, hash)),
    async anchors() {
      const { rows } = await pool.query('select day, seq, hash from anchor order by day');
      return rows.map((row) => ({ day: row.day, seq: Number(row.seq), hash: row.hash }));
    },
  };
}

async function appendAll(
  client: PoolClient,
  appends: Append[],
  recordedAt: Instant,
  hash: Hash,
): Promise<Linked[] | Conflict> {
  let seq = Number((await client.query('select seq from log_head for update')).rows[0].seq);
  const first = appends[0]?.events[0];
  if (!first) return [];
  const before = await client.query(`${SELECT_EVENTS} where command = $1 order by seq`, [first.command]);
  if (before.rows.length > 0) return before.rows.map(fromRow);
  const written: Linked[] = [];
  for (const { stream, expected, events } of appends) {
    const held = (
      await client.query('select version, hash from event where stream = $1 order by version desc limit 1', [stream])
    ).rows[0];
    const actual = held?.version ?? 0;
    if (actual !== expected) return { conflict: stream, expected, actual };
    let previous: string = held?.hash ?? '';
    for (const [n, pending] of events.entries()) {
      const event = { ...pending, stream, seq: ++seq, version: actual + n + 1, recordedAt };
      previous = eventHash(event, previous, hash);
      written.push({ ...event, hash: previous, dataHash: dataHash(event.data, hash) });
    }
  }
  await client.query(insertEvents(written));
  await client.query('update log_head set seq = $1', [seq]);
  return written;
}

async function writeAnchor(client: PoolClient, day: string, until: Instant, hash: Hash): Promise<Anchor> {
  await client.query('select seq from log_head for update');
  const known = (await client.query('select day, seq, hash from anchor where day = $1', [day])).rows[0];
  if (known) return { ...known, seq: Number(known.seq) };
  const last = (await client.query('select day, seq, hash from anchor order by day desc limit 1')).rows[0];
  const { rows } = await client.query(`${SELECT_EVENTS} where seq > $1 and recorded_at < $2 order by seq`, [
    last?.seq ?? 0,
    until,
  ]);
  const events = rows.map(fromRow);
  const anchor = { day, seq: events.at(-1)?.seq ?? Number(last?.seq ?? 0), hash: anchorHash(last, events, hash) };
  await client.query('insert into anchor values ($1, $2, $3)', [anchor.day, anchor.seq, anchor.hash]);
  return anchor;
}

/** Commits, or rolls back for a conflict or an error. */
async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query(isConflict(result) ? 'rollback' : 'commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/**
 * Recomputes every hash of every stream, the density of the sequence and the anchors, and names the first broken event.
 * Data that was erased by right (null data) is vouched for by its stored hash.
 */
export async function verifyLog(
  pool: Pick<Pool, 'query'>,
  onProgress?: (done: number) => void,
  hash: Hash = nodeSha256,
): Promise<{ events: number; faults: ChainFault[] }> {
  const faults: ChainFault[] = [];
  let last: Linked | undefined;
  let events = 0;
  let at: [string, number] = ['', 0];
  for (;;) {
    const { rows } = await pool.query(
      `${SELECT_EVENTS} where (stream, version) > ($1, $2) order by stream, version limit 5000`,
      at,
    );
    if (rows.length === 0) break;
    for (const event of rows.map(fromRow)) {
      const follows = last?.stream === event.stream ? last : undefined;
      const fault = faultOf(event, follows, hash);
      if (fault) faults.push({ stream: event.stream, version: event.version, seq: event.seq, fault });
      last = event;
      events++;
    }
    at = [last?.stream ?? '', last?.version ?? 0];
    onProgress?.(events);
  }
  const { rows: gaps } = await pool.query(
    `select s as seq from generate_series(1, (select seq from log_head)) s left join event on event.seq = s where event.seq is null limit 1`,
  );
  for (const { seq } of gaps) faults.push({ stream: '', version: 0, seq: Number(seq), fault: 'gap' });
  faults.push(...(await anchorFaults(pool, hash)));
  return { events, faults: faults.sort((a, b) => a.seq - b.seq) };
}

function faultOf(event: Linked, follows: Linked | undefined, hash: Hash): ChainFault['fault'] | undefined {
  if (event.version !== (follows?.version ?? 0) + 1) return 'gap';
  if (event.data !== null && dataHash(event.data, hash) !== event.dataHash) return 'data';
  return eventHash(unlinked(event), follows?.hash ?? '', hash, event.dataHash) === event.hash ? undefined : 'hash';
}

async function anchorFaults(pool: Pick<Pool, 'query'>, hash: Hash): Promise<ChainFault[]> {
  const faults: ChainFault[] = [];
  let last: Anchor | undefined;
  for (const row of (await pool.query('select day, seq, hash from anchor order by day')).rows) {
    const anchor: Anchor = { ...row, seq: Number(row.seq) };
    const { rows } = await pool.query('select hash from event where seq > $1 and seq <= $2 order by seq', [
      last?.seq ?? 0,
      anchor.seq,
    ]);
    if (anchorHash(last, rows as Linked[], hash) !== anchor.hash)
      faults.push({ stream: `anchor/${anchor.day}`, version: 0, seq: anchor.seq, fault: 'anchor' });
    last = anchor;
  }
  return faults;
}

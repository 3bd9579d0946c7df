import type { PoolClient, QueryConfig } from 'pg';
import type { Finds, Found } from '../../kernel/capability.ts';
import { dataHash, eventHash } from '../../kernel/chain.ts';
import type { Pending } from '../../kernel/event.ts';
import type { Linked } from '../../kernel/log.ts';
import type { Registry } from '../../kernel/registry.ts';
import type { Instant } from '../../kernel/time.ts';
import { together } from '../database/together.ts';
import { nodeSha256 } from '../log/hash.ts';
import { fromRow, insertEvents, SELECT_EVENTS } from '../log/rows.ts';
import { type Held, loadStates, saveStates } from '../log/states.ts';
import type { Memory } from './memory.ts';
import { type BatchRows, createRows } from './rows.ts';

/**
 * Many commands, one transaction. Everything is read and decided first, against what is committed with the batch that is
 * still being written laid over it; then one burst of statements takes the head of the log and writes. If the head is not
 * where the reading began, nothing is written.
 */
export interface Batch {
  /** Events of commands that were carried out before, by command id. */
  repeats(commands: string[]): Promise<Map<string, Linked[]>>;
  hold(streams: string[]): Promise<void>;
  held(stream: string): Held | undefined;
  /** Asks ahead what the commands of this batch will ask; a question that changes meanwhile is asked again. */
  prefetch(asked: Finds[], streams: string[]): Promise<void>;
  findAll(finds: Finds | undefined): Promise<Found>;
  write(pending: Pending[], stream: string, recordedAt: Instant): Linked[];
  /** Folds what was decided into rows, and writes the statements out: the work that needs no lock. Once, before `commit`. */
  fold(): Promise<void>;
  /** On `line`, behind what was sent there before; `before` is the answer to that. */
  commit(line?: PoolClient, before?: Promise<Committed | undefined>): Promise<Committed>;
  /** Events decided. */
  readonly count: number;
  /** What the batch decided next must see of this one. */
  readonly over: Over;
  release(): void;
}

interface Committed {
  seq: number;
  views: Set<string>;
  count: number;
}

export interface Over {
  /** The place in the log this batch will have reached, and the epoch it was read in. */
  seq(): number;
  epoch: number;
  events: Linked[];
  states: Map<string, Held>;
  rows: BatchRows;
}

interface BatchStart {
  reader: PoolClient;
  registry: Registry;
  memory: Memory;
  /** The place in the log, and the epoch, that everything here is read at. */
  head: { seq: number; epoch: number };
  /** Decided before, being written: oldest first. */
  behind?: readonly Over[];
  /** Holds the head already: the batch is decided under the lock. */
  holding?: PoolClient | undefined;
}

export function beginBatch({ reader, registry, memory, head, behind = [], holding }: BatchStart): Batch {
  let seq = head.seq;
  const events: Linked[] = [];
  const states = new Map<string, Held>();
  const read = new Map<string, Held>();
  const statements: QueryConfig[] = [];
  let before = behind.toReversed();
  const rows = createRows(
    reader,
    registry,
    memory,
    behind.map((over) => over.rows),
  );
  const stateOf = (stream: string): Held | undefined =>
    states.get(stream) ??
    before.find((over) => over.states.has(stream))?.states.get(stream) ??
    memory.states.get(stream) ??
    read.get(stream);

  return {
    over: { seq: () => seq, epoch: head.epoch, events, states, rows },
    async repeats(commands) {
      const { rows: found } = await reader.query({
        name: 'repeats',
        text: `${SELECT_EVENTS} where command = any ($1)`,
        values: [commands],
      });
      const wanted = new Set(commands);
      const known = new Set(found.map((row) => Number(row.seq)));
      const pending = behind
        .flatMap((over) => over.events)
        .filter((event) => wanted.has(event.command) && !known.has(event.seq));
      // sorted here: with "order by seq" the planner of a young table walks the whole log
      const sorted = [...found.map(fromRow), ...pending].sort((a, b) => a.seq - b.seq);
      return Map.groupBy(sorted, (event) => event.command);
    },
    async hold(streams) {
      const missing = [...new Set(streams)].filter((stream) => !stateOf(stream));
      if (missing.length > 0) for (const [stream, held] of await loadStates(reader, missing)) read.set(stream, held);
    },
    held: stateOf,
    prefetch: (asked, streams) =>
      rows.prefetch(
        asked,
        streams.map((stream) => stream.slice(stream.indexOf('/') + 1)),
      ),
    findAll: rows.findAll,
    write(pending, stream, recordedAt) {
      const written: Linked[] = [];
      for (const item of pending) {
        const before = stateOf(stream);
        const hashOfData = dataHash(item.data, nodeSha256);
        const event = { ...item, stream, seq: ++seq, version: (before?.version ?? 0) + 1, recordedAt };
        const linked: Linked = {
          ...event,
          hash: eventHash(event, before?.hash ?? '', nodeSha256, hashOfData),
          dataHash: hashOfData,
        };
        const evolve = registry.evolves.get(stream.slice(0, stream.indexOf('/')));
        const state = evolve ? evolve(before?.state as any, event) : before?.state;
        states.set(stream, { state, version: event.version, hash: linked.hash });
        written.push(linked);
      }
      events.push(...written);
      rows.add(written);
      return written;
    },
    async fold() {
      await rows.fold();
      if (events.length > 0) statements.push(insertEvents(events), saveStates(states), ...(await rows.saves()));
    },
    get count() {
      return events.length;
    },
    async commit(line, earlier) {
      const writer = holding ?? line;
      if (events.length > 0) {
        if (!writer) throw new Error('a batch with events needs a connection to be written on');
        // one burst: the connection carries the statements one behind the other, and only the last answer is waited for
        const sent: Promise<unknown>[] = [];
        const send = (statement: string | QueryConfig) => void sent.push(writer.query(statement));
        const flush = together(writer);
        if (!holding) {
          // planned once: a plan of its own for every burst would take its hundred rows apart twice
          send("begin; set local plan_cache_mode = 'force_generic_plan'");
          send({ name: 'take head', text: 'select tandem_take_head($1, $2)', values: [head.seq, head.epoch] });
        }
        for (const statement of statements) send(statement);
        send(`update log_head set seq = ${seq}; commit`);
        flush();
        const failed = (await Promise.allSettled(sent)).find((answer) => answer.status === 'rejected');
        if (failed) throw failed.reason;
        for (const [stream, held] of states) memory.states.set(stream, held);
        rows.remember();
      } else if (!holding) {
        // the batch before took the head there, or the log itself is asked
        if (!earlier) await stillAt(reader, head);
        else if (!(await earlier)) throw new Error('behind a batch that failed');
      }
      for (const [stream, held] of read) if (!states.has(stream)) memory.states.set(stream, held);
      memory.reached(seq);
      // or every batch would keep all before it alive
      before = [];
      behind = [];
      return { seq, views: rows.touched, count: events.length };
    },
    release: () => reader.release(),
  };
}

/** Refusals too are given only by a log that nobody else has moved meanwhile. */
async function stillAt(reader: PoolClient, head: { seq: number; epoch: number }): Promise<void> {
  const { rows } = await reader.query({ name: 'head', text: 'select seq, epoch from log_head' });
  if (Number(rows[0].seq) !== head.seq || Number(rows[0].epoch) !== head.epoch)
    throw new Error(`head-moved: the log is no longer at ${head.seq}`);
}

/** Undefined when the connection is fit for others again. */
export async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

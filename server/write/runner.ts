import type { Pool, PoolClient } from 'pg';
import type { Account, Actor } from '../../kernel/actor.ts';
import type { Told } from '../../kernel/capability.ts';
import { chanceFrom } from '../../kernel/chance.ts';
import type { Event } from '../../kernel/event.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import type { Registry } from '../../kernel/registry.ts';
import { type CommandCall, decideCall } from '../../kernel/run.ts';
import { addMinutes, dayOf, type Instant } from '../../kernel/time.ts';
import { unlinked } from '../log/rows.ts';
import { type Batch, beginBatch, rollback } from './batch.ts';
import { createMemory, type Memory } from './memory.ts';
import { type Read, readCall } from './read-call.ts';
import { cutList, fromFuture, repeatedOtherwise } from './refusals.ts';
import { CutList } from './rows.ts';
import { createThreads, type Piece, pieceOf } from './threads.ts';
import { turn } from './turn.ts';
import { actorFor, isSame } from './who.ts';

export type Outcome = { events: Event[]; repeated?: true } | { refusal: Refusal };

export interface Runner {
  /** Carries a command out for an account, or for Tandem itself (an Actor with role `system`). Resolves after commit. */
  run(call: CommandCall, by: Account | Actor): Promise<Outcome>;
  /** Commands waiting. */
  readonly waiting: number;
  readonly memory: Memory;
  /** Resolves when nothing waits. */
  idle(): Promise<void>;
  /** Ends its threads. */
  stop(): Promise<void>;
}

export interface RunnerOptions {
  pool: Pool;
  registry: Registry;
  zone: string;
  now(): Instant;
  /** What rules are told as `protocol`. */
  protocol(): unknown;
  exercise: boolean;
  onCommit?(done: { seq: number; views: Set<string>; count: number; events: Event[] }): void;
  /** Commands a transaction takes at most. */
  batchSize?: number;
  /** Threads for commands' long work; absent: as the machine has. */
  threads?: number;
}

/** Batches on their way to the database at most: with one, the database waits for what this process decides, and this process for the database. */
const DEEP = 3;

interface Waiting {
  call: CommandCall;
  by: Account | Actor;
  done(outcome: Outcome): void;
  failed(error: unknown): void;
}

/** Group commit: commands that arrive while one batch is decided or written share the next. */
export function createRunner(options: RunnerOptions): Runner {
  const { pool, registry, batchSize = 128 } = options;
  const memory = createMemory();
  const threads = createThreads(options.threads);
  const queue: Waiting[] = [];
  let pumping: Promise<void> | undefined;

  let full: (() => void) | undefined;
  const enough = (): Promise<void> =>
    new Promise((resolve) => {
      full = resolve;
    });

  /** Written to the database, not answered yet: oldest first. */
  const sent: Flight[] = [];
  /** Once one of them failed nothing more is sent: all behind it were decided on it, and fail too. */
  let failed = false;

  /** While batches are being written, the next is decided on top of them and sent behind them on the same connection. */
  async function pump(): Promise<void> {
    let line: PoolClient | undefined;
    while (queue.length > 0 || sent.length > 0) {
      if (failed) {
        await Promise.all(sent.map(({ settled }) => settled));
        line?.release(true);
        line = undefined;
        failed = false;
      }
      const [oldest] = sent;
      if (oldest && sent.length >= DEEP) await oldest.settled;
      // a handful would wait for the write as long as a hundred, so they are joined by those that it answers
      else if (oldest && queue.length < batchSize / 3) await Promise.race([oldest.settled.then(turn), enough()]);
      if (failed || queue.length === 0) continue;
      const taken = queue.splice(0, batchSize);
      const decided = await decideAhead(taken, sent);
      if (decided && !failed) line ??= await pool.connect().catch(() => undefined);
      if (decided && !failed && line) {
        const flight = send(line, decided, taken);
        // refusals alone ask where the log stands, and must not be overtaken
        if (decided.batch.count === 0 && sent.length === 1) await flight.settled;
        continue;
      }
      decided?.batch.release();
      await Promise.all(sent.map(({ settled }) => settled));
      await underLock(taken);
    }
    line?.release();
    // at once: a command that comes after the last look at the queue must start the next pump
    pumping = undefined;
  }

  interface Decided {
    batch: Batch;
    outcomes: Outcome[];
  }
  interface Flight {
    batch: Batch;
    /** Resolves to whether the database took it. */
    taken: Promise<Awaited<ReturnType<Batch['commit']>> | undefined>;
    /** Whoever sent its commands was answered. */
    settled: Promise<void>;
  }

  /** Undefined where it cannot be done: this node does not know the log's head, or a command breaks. */
  async function decideAhead(taken: Waiting[], before: readonly Flight[]): Promise<Decided | undefined> {
    const behind = before.map(({ batch }) => batch.over);
    const last = behind.at(-1);
    const head = last ? { seq: last.seq(), epoch: last.epoch } : memory.head();
    if (!head) return undefined;
    let batch: Batch | undefined;
    try {
      const reader = await pool.connect();
      batch = beginBatch({ reader, registry, memory, head, behind });
      const outcomes = await decideAll(batch, taken);
      await batch.fold();
      return { batch, outcomes };
    } catch {
      // found out again, and told, under the lock
      batch?.release();
      return undefined;
    }
  }

  /** Writes what was decided ahead. When the log has moved meanwhile, it and all behind it are decided again under the lock, in order. */
  function send(line: PoolClient, { batch, outcomes }: Decided, commands: Waiting[]): Flight {
    const before = sent.at(-1);
    const answer = batch.commit(line, before?.taken).catch(() => {
      failed = true;
      return undefined;
    });
    const settle = async () => {
      const committed = await answer;
      batch.release();
      if (committed) return tell(commands, outcomes, committed);
      // what was sent behind it must have failed before the log moves on, or it could fit again by chance
      await Promise.all(sent.map(({ taken }) => taken));
      await before?.settled;
      memory.forget();
      await underLock(commands);
    };
    const flight: Flight = { batch, taken: answer, settled: Promise.resolve() };
    sent.push(flight);
    flight.settled = settle().finally(() => void sent.splice(sent.indexOf(flight), 1));
    return flight;
  }

  /** One transaction that holds the head from before it reads; after a failure one for each, so that a bad command harms no other. */
  async function underLock(taken: Waiting[]): Promise<void> {
    await locked(taken).catch(async () => {
      for (const item of taken) await locked([item]).catch((error) => item.failed(error));
    });
  }

  async function locked(taken: Waiting[]): Promise<void> {
    const holding = await pool.connect();
    let reader: PoolClient | undefined;
    let broken: Error | undefined;
    try {
      reader = await pool.connect();
      await holding.query('begin');
      const { rows } = await holding.query('select seq, epoch from log_head for update');
      const head = { seq: Number(rows[0].seq), epoch: Number(rows[0].epoch) };
      memory.meet(head.seq, head.epoch);
      const batch = beginBatch({ reader, registry, memory, head, holding });
      const outcomes = await decideAll(batch, taken);
      await batch.fold();
      const committed = await batch.commit();
      if (committed.count === 0) await holding.query('commit');
      tell(taken, outcomes, committed);
    } catch (error) {
      memory.forget();
      broken = await rollback(holding);
      throw error;
    } finally {
      holding.release(broken);
      reader?.release();
    }
  }

  function tell(taken: Waiting[], outcomes: Outcome[], committed: Awaited<ReturnType<Batch['commit']>>): void {
    const events = outcomes.flatMap((outcome) => ('events' in outcome && !outcome.repeated ? outcome.events : []));
    for (const [n, item] of taken.entries()) item.done(outcomes[n] as Outcome);
    if (committed.count > 0) options.onCommit?.({ ...committed, events });
  }

  async function decideAll(batch: Batch, taken: Waiting[]): Promise<Outcome[]> {
    const read = taken.map(({ call }) => readCall(registry, call));
    const streams = read.flatMap((item) => (isRefusal(item) ? [] : item.stream));
    const [repeats] = await Promise.all([batch.repeats(taken.map(({ call }) => call.id)), batch.hold(streams)]);
    await batch.prefetch(
      read.map((item) =>
        isRefusal(item) ? {} : (item.command.find?.(item.input, batch.held(item.stream)?.state) ?? {}),
      ),
      streams,
    );
    const outcomes: Outcome[] = [];
    const about = { today: dayOf(options.now(), options.zone), protocol: options.protocol() };
    const spread = await threads.spread(read, about, ({ command, input, stream }) =>
      batch.findAll(command.find?.(input, batch.held(stream)?.state)),
    );
    for (const [n, { call, by }] of taken.entries()) {
      if (n % 8 === 7) await turn();
      const before = repeats.get(call.id);
      const item = read[n] as Read | Refusal;
      if (before) {
        outcomes.push(
          isSame(before[0], by, item)
            ? { events: before.map(unlinked), repeated: true }
            : { refusal: repeatedOtherwise(call.id) },
        );
        continue;
      }
      const outcome = isRefusal(item)
        ? { refusal: item }
        : await decideOne(batch, call, by, item, (piece) => spread.take(n, piece));
      if ('events' in outcome && outcome.events.length > 0) repeats.set(call.id, outcome.events as any);
      outcomes.push(outcome);
    }
    return outcomes;
  }

  async function decideOne(
    batch: Batch,
    call: CommandCall,
    by: Account | Actor,
    item: Read,
    worked: (piece: Piece) => Promise<unknown>,
  ): Promise<Outcome> {
    const { command, input, stream } = item;
    const now = options.now();
    if (call.happenedAt && call.happenedAt > addMinutes(now, 2)) return { refusal: fromFuture(call.happenedAt, now) };
    const state = batch.held(stream)?.state;
    const actor = actorFor(by, command, command.area(input, state), state);
    if (isRefusal(actor)) return { refusal: actor };
    let found: unknown;
    try {
      found = await batch.findAll(command.find?.(input, state));
    } catch (error) {
      if (error instanceof CutList) return { refusal: cutList(error.message) };
      throw error;
    }
    const told: Told = {
      now,
      today: dayOf(now, options.zone),
      zone: options.zone,
      chance: chanceFrom(call.id),
      actor,
      protocol: options.protocol(),
      found,
    };
    if (command.work) told.worked = await worked(pieceOf(command, input, told));
    const decided = decideCall(command, call, input, state, told, options.exercise);
    if (isRefusal(decided)) return { refusal: decided };
    const written = batch.write(decided, stream, now);
    return { events: written.map(unlinked) };
  }

  return {
    memory,
    get waiting() {
      return queue.length;
    },
    run: (call, by) =>
      new Promise<Outcome>((done, failed) => {
        queue.push({ call, by, done, failed });
        if (queue.length >= batchSize / 3) full?.();
        // a turn lets commands that arrive together share a transaction
        pumping ??= turn().then(pump);
      }),
    async idle() {
      while (pumping) await pumping;
    },
    stop: threads.stop,
  };
}

import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { Account, Actor } from '../kernel/actor.ts';
import type { Row } from '../kernel/capability.ts';
import { type Registry, registryOf } from '../kernel/registry.ts';
import type { CommandCall } from '../kernel/run.ts';
import type { ProtocolLibrary } from '../protocols/schema.ts';
import { type Clock, openClock } from './clock.ts';
import { readEnd } from './database/damage.ts';
import { migrate } from './database/migrate.ts';
import { openPools, type Pools } from './database/pools.ts';
import { type Clockwork, createClockwork } from './follow/clockwork.ts';
import { createNight } from './follow/night.ts';
import { createReactor, type Reactor } from './follow/reactor.ts';
import { type Live, openLive } from './live.ts';
import { rebuild } from './rebuild.ts';
import type { Register } from './register-port.ts';
import { findPage, type Query } from './views/find.ts';
import { createReads, type Reads } from './views/read.ts';
import { prepareViews } from './views/tables.ts';
import { createRunner, type Outcome, type Runner } from './write/runner.ts';

export interface City {
  registry: Registry;
  library: ProtocolLibrary;
  zone: string;
  exercise: boolean;
  /** What rules are told as `protocol` now. */
  protocol(): unknown;
  pools: Pools;
  clock: Clock;
  runner: Runner;
  reads: Reads;
  live: Live;
  run(call: CommandCall, by: Account | Actor): Promise<Outcome>;
  /** Rows of a view with the server's own sight: never for answering a person. */
  look(query: Query): Promise<Row[]>;
  /** Carries out everything that follows by itself: reactions and clockwork, until nothing is left. */
  settle(): Promise<void>;
  /** While the work runs, what follows by itself follows only when it calls `settle`: so a story goes the same way each time. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export interface CityOptions {
  url: string;
  register: Register;
  zone?: string;
  /** Absent: whatever the database was made as. */
  exercise?: boolean;
  log?: (line: string, more?: Record<string, unknown>) => void;
  /** Milliseconds between looks at the clockwork; 0: only when `settle` is called. */
  tickMs?: number;
  poolSize?: number;
  /** Threads for commands' long work; absent: as the machine has. */
  threads?: number;
  /** Instead of real time, for an exercise that says itself what time it is. */
  clock?: Clock;
}

const MIGRATIONS = ['schema.sql', 'account-about.sql', 'heads.sql', 'lean.sql'];

/** Opens a city on a database: migrates, folds what is missing, and starts following the log. */
export async function openCity(options: CityOptions): Promise<City> {
  const { url, register, zone = 'Asia/Shanghai', log = () => undefined, tickMs = 1000, poolSize = 16 } = options;
  const library = await register.library();
  const registry = registryOf(register.capabilities(library));
  const pools = await openPools(url, { size: poolSize });
  const whole = async (): Promise<void> => {
    await migrate(
      pools.writer,
      MIGRATIONS.map((name) => ({ name, sql: readFileSync(new URL(`./log/${name}`, import.meta.url), 'utf8') })),
    );
    await readEnd(pools.writer);
    await prepare(pools.writer, registry, log);
  };
  await whole().catch(async (error) => {
    await pools.end();
    throw error;
  });
  const exercise = await isExercise(pools.writer, options.exercise);
  const clock = options.clock ?? (await openClock(pools.writer, exercise));
  const live = await openLive(url, log);
  const look = (query: Query): Promise<Row[]> => lookIn(pools.writer, registry, query);
  const protocol = await register.protocol(library, look);
  let stopping = false;
  let alone = false;
  live.listen((change) => {
    if (change.views.some((view) => protocol.views.includes(view))) background(protocol.refresh());
  });

  const runner = createRunner({
    pool: pools.commands,
    registry,
    zone,
    exercise,
    now: clock.now,
    protocol: protocol.told,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    onCommit({ seq, views, events }) {
      for (const event of events) protocol.saw(event);
      live.changed(seq, views);
      if (tickMs > 0 && !stopping && !alone) background(reactor.catchUp());
    },
  });
  const follow = {
    pool: pools.commands,
    registry,
    runner,
    zone,
    now: clock.now,
    protocol: protocol.told,
    onRefusal: (call: CommandCall, refused: string) =>
      log('a command of Tandem itself was refused', { command: call.command, id: call.id, refused }),
  };
  const reactor: Reactor = createReactor(follow);
  const clockwork: Clockwork = createClockwork(follow);
  const night = createNight({
    pool: pools.writer,
    zone,
    now: clock.now,
    async onVerified(day, result) {
      for (const fault of result.faults.slice(0, 10)) log('the log does not verify', { ...fault });
      await aside(register.recordVerified(day, result));
    },
  });
  const background = (work: Promise<unknown>): void =>
    void work.catch((error) => log('following the log failed', { error: String(error) }));
  const timer =
    tickMs > 0
      ? setInterval(() => {
          if (alone) return;
          background(
            clockwork
              .tick()
              .then(() => reactor.catchUp())
              .then(night.watch),
          );
        }, tickMs)
      : undefined;
  if (tickMs > 0) background(reactor.catchUp());

  /** Commands that Tandem itself sends beside a person's, such as traces of reads and refusals. */
  const aside = async (call: (Omit<CommandCall, 'id'> & { id?: string }) | undefined): Promise<void> => {
    if (!call) return;
    const outcome = await runner.run({ id: crypto.randomUUID(), ...call }, register.system);
    if ('refusal' in outcome) log('a trace was refused', { command: call.command, refused: outcome.refusal.refused });
  };

  return {
    registry,
    library,
    zone,
    exercise,
    protocol: protocol.told,
    pools,
    clock,
    runner,
    live,
    look,
    reads: createReads({
      pool: pools.reader,
      registry,
      trace: (read) => aside(register.traceRead(read)),
      refusedPurpose: (account, view, refusal) =>
        aside(
          register.noteRefusal(
            { id: crypto.randomUUID(), command: `read ${view}`, input: {} },
            account,
            refusal,
            clock.now(),
          ),
        ),
    }),
    async run(call, by) {
      const outcome = await runner.run(call, by);
      if ('refusal' in outcome) await aside(register.noteRefusal(call, by, outcome.refusal, clock.now()));
      return outcome;
    },
    async settle() {
      do {
        await reactor.catchUp();
        await runner.idle();
      } while ((await clockwork.tick()) > 0);
      await reactor.catchUp();
      await night.anchor();
    },
    async alone(work) {
      alone = true;
      return work().finally(() => {
        alone = false;
      });
    },
    async stop() {
      stopping = true;
      clearInterval(timer);
      await runner.idle();
      await reactor.catchUp().catch(() => undefined);
      await runner.idle();
      await runner.stop();
      await live.close();
      await pools.end();
    },
  };
}

/** A database is an exercise or a real city for good: the first to open it empty decides. */
async function isExercise(pool: pg.Pool, wanted: boolean | undefined): Promise<boolean> {
  const { rows } = await pool.query(
    `select (select value from setting where name = 'exercise') as exercise, (select seq from log_head) as seq`,
  );
  const known = rows[0].exercise as boolean | null;
  if (known !== null) {
    if (wanted === true && !known)
      throw new CityFault(
        'city-is-real',
        'this database holds a real city. Start the exercise on an empty one: set TANDEM_DATA to another folder.',
      );
    return known;
  }
  if (wanted === true && Number(rows[0].seq) > 0)
    throw new CityFault(
      'city-is-real',
      'this database holds events that are no exercise. Set TANDEM_DATA to another folder.',
    );
  await pool.query(`insert into setting values ('exercise', $1) on conflict do nothing`, [
    JSON.stringify(wanted ?? false),
  ]);
  return wanted ?? false;
}

/** A city that cannot be opened as asked. */
class CityFault extends Error {
  readonly id: string;
  constructor(id: string, text: string) {
    super(`${id}: ${text}`);
    this.id = id;
  }
}

/** Makes view tables; those made anew are folded from the log. */
async function prepare(
  pool: pg.Pool,
  registry: Registry,
  log: (line: string, more?: Record<string, unknown>) => void,
): Promise<void> {
  const client = await pool.connect();
  let stale: Awaited<ReturnType<typeof prepareViews>>;
  try {
    await client.query('begin');
    await client.query('select seq from log_head for update');
    stale = await prepareViews(client, registry);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
  const { rows } = await pool.query('select seq from log_head');
  if (stale.length === 0 || Number(rows[0].seq) === 0) return;
  log('folding views anew', { views: stale.map((view) => view.name) });
  await rebuild(pool, registry, stale);
}

async function lookIn(pool: pg.Pool, registry: Registry, query: Query): Promise<Row[]> {
  const view = registry.views.get(query.view);
  if (!view) throw new Error(`no view ${query.view}`);
  const client = await pool.connect();
  try {
    return (await findPage(client, view, query)).rows;
  } finally {
    client.release();
  }
}

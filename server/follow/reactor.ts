import type { Pool } from 'pg';
import { systemActor } from '../../kernel/actor.ts';
import type { Finds, Found } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Registry } from '../../kernel/registry.ts';
import type { CommandCall } from '../../kernel/run.ts';
import { dayOf, type Instant } from '../../kernel/time.ts';
import { together } from '../database/together.ts';
import { fromRow, SELECT_EVENTS } from '../log/rows.ts';
import { findIn } from '../write/rows.ts';
import type { Runner } from '../write/runner.ts';

export interface FollowOptions {
  pool: Pool;
  registry: Registry;
  runner: Runner;
  zone: string;
  now(): Instant;
  protocol(): unknown;
  /** A refusal of a reaction or of clockwork: worth a line in the log, since nobody stands before a screen. */
  onRefusal(call: CommandCall, refused: string): void;
}

/** Follows the log and sends the commands of every reaction. Where it stopped is in the database, so nothing is lost or skipped. */
export interface Reactor {
  /** Reacts to everything up to the head of the log. */
  catchUp(): Promise<void>;
}

const PAGE = 500;

export function createReactor(options: FollowOptions): Reactor {
  const { pool, registry, runner } = options;
  const types = [...registry.reactions.keys()];
  let at: number | undefined;
  let running: Promise<void> | undefined;
  let again = false;

  async function follow(): Promise<void> {
    at ??= Number(
      (
        await pool.query(
          `insert into follower values ('reactions', 0) on conflict (name) do update set name = excluded.name returning seq`,
        )
      ).rows[0].seq,
    );
    for (;;) {
      const head = Number((await pool.query('select seq from log_head')).rows[0].seq);
      if (head <= at) return;
      const { rows }: { rows: any[] } = await pool.query(
        `${SELECT_EVENTS} where seq > $1 and seq <= $2 and type = any ($3) order by seq limit ${PAGE}`,
        [at, head, types],
      );
      const sent = await reactToAll(rows.map(fromRow));
      await Promise.all(sent);
      at = rows.length < PAGE ? head : Number(rows.at(-1)?.seq ?? head);
      await pool.query(`update follower set seq = $1 where name = 'reactions' and seq < $1`, [at]);
    }
  }

  /** In the order of the log. The questions of all are asked at once; what an earlier event causes makes later ones ask again. */
  async function reactToAll(events: Event[]): Promise<Promise<void>[]> {
    const due = events.flatMap((event) =>
      (registry.reactions.get(event.type) ?? []).map(({ capability, reaction }) => ({
        event,
        capability,
        reaction,
        finds: reaction.find?.(event) ?? {},
      })),
    );
    const asked = await answers(due.map(({ finds }) => finds));
    const sent: Promise<void>[] = [];
    for (const [n, { event, capability, reaction, finds }] of due.entries()) {
      let found = asked[n];
      if (sent.length > 0 && Object.keys(finds).length > 0) {
        await Promise.all(sent);
        [found] = await answers([finds]);
      }
      const now = options.now();
      const calls = reaction.then(event, found ?? {}, {
        now,
        today: dayOf(now, options.zone),
        zone: options.zone,
        protocol: options.protocol(),
      });
      for (const [i, call] of calls.entries())
        sent.push(send({ ...call, id: `${event.id}>${capability}:${i}`, cause: event.id }, capability));
    }
    return sent;
  }

  async function answers(asked: Finds[]): Promise<Found[]> {
    if (asked.every((finds) => Object.keys(finds).length === 0)) return asked.map(() => ({}));
    const client = await pool.connect();
    try {
      const flush = together(client);
      const answered = Promise.all(
        asked.map(async (finds) =>
          Object.fromEntries(
            await Promise.all(
              Object.entries(finds).map(async ([name, find]) => [name, await findIn(client, registry, find)] as const),
            ),
          ),
        ),
      );
      flush();
      return await answered;
    } finally {
      client.release();
    }
  }

  async function send(call: CommandCall, capability: string): Promise<void> {
    const outcome = await runner.run(call, systemActor(capability));
    if ('refusal' in outcome) options.onRefusal(call, outcome.refusal.refused);
  }

  return {
    catchUp() {
      if (running) {
        again = true;
        return running;
      }
      running = follow().finally(() => {
        running = undefined;
      });
      return running.then(() => {
        if (!again) return;
        again = false;
        return this.catchUp();
      });
    },
  };
}

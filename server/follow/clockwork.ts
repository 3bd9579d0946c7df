import { systemActor } from '../../kernel/actor.ts';
import type { RegisteredView } from '../../kernel/registry.ts';
import { findPage } from '../views/find.ts';
import type { FollowOptions } from './reactor.ts';

/** Sends the commands whose time has come. */
export interface Clockwork {
  /** Sends everything due; returns how many commands were sent. */
  tick(): Promise<number>;
}

const PAGE = 500;

export function createClockwork(options: FollowOptions): Clockwork {
  const { pool, registry, runner } = options;
  /** Refused once: not sent again by this process until the row's time changes. */
  const refused = new Set<string>();

  async function dueOf(work: (typeof registry.clockwork)[number]): Promise<number> {
    const view = registry.views.get(work.view) as RegisteredView;
    let sent = 0;
    let cursor: string | undefined;
    do {
      const client = await pool.connect();
      const page = await findPage(client, view, {
        view: work.view,
        where: { ...work.where, [`${work.at}_to`]: options.now() },
        order: work.at,
        limit: PAGE,
        ...(cursor ? { cursor } : {}),
      }).finally(() => client.release());
      cursor = page.next;
      await Promise.all(
        page.rows.map(async (row) => {
          const call = work.command(row);
          const id = `${work.view}:${row.id}:${(row as any)[work.at]}:${call.command}`;
          if (refused.has(id)) return;
          const outcome = await runner.run({ ...call, id }, systemActor(work.capability));
          if ('refusal' in outcome) {
            refused.add(id);
            options.onRefusal({ ...call, id }, outcome.refusal.refused);
          } else if (!outcome.repeated) sent++;
        }),
      );
    } while (cursor);
    return sent;
  }

  let running: Promise<number> | undefined;
  return {
    tick() {
      running ??= (async () => {
        let sent = 0;
        for (const work of registry.clockwork) sent += await dueOf(work);
        return sent;
      })().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Row } from '../../kernel/capability.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { addMinutes, instant, readInstant } from '../../kernel/time.ts';
import type { City } from '../city.ts';
import { loadStates } from '../log/states.ts';
import { whoAsks } from './session.ts';

const outbox = z.strictObject({
  /** The phone's clock at sending, to correct times it wrote while it was wrong. */
  deviceNow: z.string(),
  commands: z
    .array(
      z.strictObject({
        id: z.string().min(8).max(200),
        command: z.string(),
        input: z.unknown(),
        happenedAt: z.string(),
      }),
    )
    .max(500),
});

/** A clock wrong by less than this is taken as it is. */
const TOLERATED_MS = 120_000;

/**
 * A phone's two exchanges. Down: every row it may carry, and the states its commands decide on. Up: commands decided
 * offline, each answered applied, repeated or refused; the server's answer wins and the phone folds again.
 */
export function syncRoutes(app: FastifyInstance, city: City): void {
  app.get(
    '/api/sync',
    { schema: { tags: ['sync'], summary: 'Rows and states a phone carries offline' } },
    async (request, reply) => {
      const account = whoAsks(request, reply);
      if (!account) return reply;
      const rows: Record<string, Row[]> = {};
      const streams: string[] = [];
      /** Views of which there is more than a phone carries: it says so. */
      const cut: string[] = [];
      for (const view of city.registry.views.values()) {
        if (!view.offline || !account.grants.some((grant) => view.reads[grant.role])) continue;
        const kept: Row[] = [];
        let cursor: string | undefined;
        do {
          const page = await city.reads.list(
            account,
            view.name,
            {
              view: view.name,
              where: view.offline.where ?? {},
              limit: Math.min(500, view.offline.limit - kept.length),
              ...(cursor ? { cursor } : {}),
            },
            'livelihood',
          );
          if (isRefusal(page)) break;
          kept.push(...page.rows);
          cursor = page.next;
        } while (cursor && kept.length < view.offline.limit);
        rows[view.name] = kept;
        if (cursor) cut.push(view.name);
        if (view.offline.stream) streams.push(...kept.flatMap((row) => view.offline?.stream?.(row) ?? []));
      }
      const states = [...(await loadStates(city.pools.writer, streams))].map(([stream, { version, state }]) => ({
        stream,
        version,
        state: state ?? null,
      }));
      return { now: city.clock.now(), rows, cut, states };
    },
  );

  app.get(
    '/api/protocols',
    { schema: { tags: ['sync'], summary: 'All protocols, and which are in force where' } },
    async (request, reply) => (whoAsks(request, reply) ? city.protocol() : reply),
  );

  app.post(
    '/api/sync',
    { schema: { tags: ['sync'], summary: 'Commands a phone decided offline' } },
    async (request, reply) => {
      const account = whoAsks(request, reply);
      if (!account) return reply;
      const read = outbox.safeParse(request.body);
      const deviceNow = read.success ? readInstant(read.data.deviceNow) : undefined;
      if (!read.success || !deviceNow) {
        return reply.code(400).send({
          refusal: {
            refused: 'outbox-invalid',
            words: {
              en: 'The phone sent something that is no outbox. Update the page and sync again; nothing is deleted.',
              zh: '手机发送的内容无法识别。请更新页面后重新同步，手机上的内容不会删除。',
            },
          },
        });
      }
      const now = city.clock.now();
      const wrongBy = Date.parse(now) - Date.parse(deviceNow);
      const corrected = Math.abs(wrongBy) > TOLERATED_MS ? wrongBy : 0;
      const outcomes = await Promise.all(
        read.data.commands.map(async ({ happenedAt, ...call }) => {
          const written = readInstant(happenedAt);
          const at = written && instant(Date.parse(written) + corrected);
          const outcome = await city.run(
            { ...call, ...(at ? { happenedAt: at > now && at < addMinutes(now, 2) ? now : at } : {}) },
            account,
          );
          if ('refusal' in outcome) return { id: call.id, answer: 'refused', refusal: outcome.refusal };
          return { id: call.id, answer: outcome.repeated ? 'repeated' : 'applied' };
        }),
      );
      return { now, clockWrongByMs: corrected, outcomes };
    },
  );
}

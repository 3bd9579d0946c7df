import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { AppOptions } from './options.ts';
import { whoAsks } from './session.ts';

/** Health, metrics, progress of a start, and the clock of an exercise. */
export function opsRoutes(app: FastifyInstance, { city, progress }: AppOptions): void {
  const started = Date.now();
  let requests = 0;
  let failures = 0;
  const buckets = [5, 10, 25, 50, 100, 300, 1000, 3000].map((le) => ({ le, count: 0 }));
  let totalMs = 0;
  app.addHook('onResponse', async (_request, reply) => {
    requests++;
    totalMs += reply.elapsedTime;
    if (reply.statusCode >= 500) failures++;
    for (const bucket of buckets) if (reply.elapsedTime <= bucket.le) bucket.count++;
  });

  app.get('/healthz', async (_request, reply) => {
    const { ready } = progress();
    const { rows } = await city.pools.writer.query('select seq from log_head');
    return reply.code(ready ? 200 : 503).send({ ready, events: Number(rows[0].seq), now: city.clock.now() });
  });
  app.get('/api/progress', async () => progress());
  app.get('/metrics', async (_request, reply) => {
    const lines = [
      `tandem_uptime_seconds ${Math.round((Date.now() - started) / 1000)}`,
      `tandem_requests_total ${requests}`,
      `tandem_request_failures_total ${failures}`,
      `tandem_commands_waiting ${city.runner.waiting}`,
      `tandem_events_total ${(await city.pools.writer.query('select seq from log_head')).rows[0].seq}`,
      ...buckets.map(({ le, count }) => `tandem_request_ms_bucket{le="${le}"} ${count}`),
      `tandem_request_ms_bucket{le="+Inf"} ${requests}`,
      `tandem_request_ms_sum ${Math.round(totalMs)}`,
      `tandem_request_ms_count ${requests}`,
    ];
    return reply.type('text/plain; version=0.0.4').send(`${lines.join('\n')}\n`);
  });
  app.get('/api/docs', async () => app.swagger());

  if (!city.exercise) return;
  const step = z.strictObject({
    minutes: z
      .number()
      .min(1)
      .max(60 * 24 * 31),
  });
  app.post(
    '/api/exercise/clock',
    { schema: { tags: ['exercise'], summary: 'Sets the clock of the exercise ahead' } },
    async (request, reply) => {
      const account = whoAsks(request, reply);
      if (!account) return reply;
      if (!account.grants.some((grant) => grant.role === 'trainer')) {
        return reply.code(403).send({
          refusal: {
            refused: 'not-permitted',
            value: 'exercise clock',
            words: { en: 'Only the trainer sets the exercise clock.', zh: '只有演练教员可以调整演练时钟。' },
          },
        });
      }
      const read = step.safeParse(request.body);
      if (!read.success)
        return reply.code(400).send({
          refusal: {
            refused: 'request-invalid',
            words: { en: 'Give minutes, 1 to 44,640.', zh: '请给出分钟数，1 到 44640。' },
          },
        });
      // an hour at a time, so that what follows from each hour has happened before the next
      for (let left = read.data.minutes; left > 0; left -= 60) {
        await city.clock.advance(Math.min(60, left));
        await city.settle();
      }
      return { now: city.clock.now() };
    },
  );
}

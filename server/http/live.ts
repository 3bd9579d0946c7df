import type { FastifyInstance } from 'fastify';
import type { City } from '../city.ts';
import { whoAsks } from './session.ts';

const HEARTBEAT_MS = 20_000;

/** Server-sent events: which views changed. Readers ask again, so nobody is told more than they may see. */
export function liveRoutes(app: FastifyInstance, city: City): void {
  const open = new Set<{ end(): void }>();
  app.addHook('preClose', async () => {
    for (const stream of open) stream.end();
  });
  app.get(
    '/api/live',
    { schema: { tags: ['live'], summary: 'Which views changed, as server-sent events' } },
    (request, reply) => {
      if (!whoAsks(request, reply)) return;
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
      raw.write('retry: 2000\n\n');
      const stop = city.live.listen(
        (change) => void raw.write(`data: ${JSON.stringify({ ...change, now: city.clock.now() })}\n\n`),
      );
      const beat = setInterval(() => raw.write(': beat\n\n'), HEARTBEAT_MS);
      open.add(raw);
      request.raw.on('close', () => {
        stop();
        clearInterval(beat);
        open.delete(raw);
      });
    },
  );
}

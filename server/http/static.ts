import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The built pages. Files with a hash in their name never change; the pages themselves are asked for each time. */
export async function webRoutes(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    preCompressed: false,
    setHeaders: (reply, path) =>
      void reply.header('cache-control', /assets/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || request.url.startsWith('/api/') || /\.\w+$/.test(request.url.split('?')[0] ?? '')) {
      return reply.code(404).send({
        refusal: {
          refused: 'address-unknown',
          value: request.url,
          words: { en: `There is nothing at ${request.url}.`, zh: `${request.url} 不存在。` },
        },
      });
    }
    return reply.sendFile('index.html');
  });
}

import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { commandRoutes } from './commands.ts';
import { faultOf } from './faults.ts';
import { liveRoutes } from './live.ts';
import { opsRoutes } from './ops.ts';
import type { AppOptions } from './options.ts';
import { capabilityRoutes } from './routes.ts';
import { guardSessions, sessionRoutes } from './session.ts';
import { shed } from './shed.ts';
import { webRoutes } from './static.ts';
import { syncRoutes } from './sync.ts';
import { viewRoutes } from './views.ts';

/** The HTTP server: permissions stand in the runner and the reads, so no route can forget them. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: true,
    genReqId: () => crypto.randomUUID(),
  }) as unknown as FastifyInstance;
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    // where HTTPS is, a proxy in front ends it and says so itself
    hsts: false,
  });
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: 2 * 1024 * 1024 });
  // a fast gzip: lists are made anew for everybody, and Brotli took more of a second than the lists themselves
  await app.register(compress, { threshold: 1400, encodings: ['gzip', 'identity'], zlibOptions: { level: 1 } });
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Tandem',
        version: '1',
        description:
          'Commands change the city, views show it. Every refusal has a stable id and words in English and Chinese.',
      },
    },
  });
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const { status, refused, words, retryAfter } = faultOf(error);
    if (status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
    if (retryAfter) reply.header('retry-after', retryAfter);
    return reply.code(status).send({ refusal: { refused, value: error.code, words } });
  });
  shed(app, options);
  guardSessions(app, options.accounts);
  await app.register(async (scope) => {
    sessionRoutes(scope, options);
    commandRoutes(scope, options.city);
    viewRoutes(scope, options.city);
    liveRoutes(scope, options.city);
    syncRoutes(scope, options.city);
    opsRoutes(scope, options);
    capabilityRoutes(scope, options);
    if (options.webRoot) await webRoutes(scope, options.webRoot);
  });
  return app;
}

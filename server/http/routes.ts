import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '../../kernel/actor.ts';
import type { CityPort, Route, RouteReply } from '../../kernel/port.ts';
import { isRefusal, refuse } from '../../kernel/refusal.ts';
import { portOf } from '../port.ts';
import type { AppOptions } from './options.ts';
import { whoAsks } from './session.ts';
import { statusOf } from './status.ts';

const NOBODY: Account = {
  id: 'nobody',
  name: 'nobody',
  org: { id: 'public', name: 'public', level: 'country', kind: 'resident' },
  grants: [],
};

/** Mounts the addresses that capabilities and adapters bring. */
export function capabilityRoutes(app: FastifyInstance, { city, register }: AppOptions): void {
  const port = portOf(city);
  // a table is a file too, whatever the sender calls it
  app.addContentTypeParser(['application/octet-stream', 'text/csv'], (_request, payload, done) => done(null, payload));
  for (const route of register.routes(city)) {
    app.route({
      method: route.method,
      url: route.path,
      schema: { summary: `${route.summary.en} · ${route.summary.zh}`, tags: [route.path.split('/')[2] ?? 'other'] },
      ...(route.upload ? { bodyLimit: Number.MAX_SAFE_INTEGER } : {}),
      handler: (request, reply) => answer(route, port, request, reply),
    });
  }
}

async function answer(route: Route, port: CityPort, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const account = route.roles === 'public' ? (request.account ?? NOBODY) : whoAsks(request, reply);
  if (!account) return reply;
  if (route.roles !== 'public' && !account.grants.some((grant) => route.roles.includes(grant.role))) {
    const refusal = refuse('not-permitted', route.path, {
      en: `${route.summary.en} is for ${route.roles.join(', ')}.`,
      zh: `“${route.summary.zh}”仅限：${route.roles.join('、')}。`,
    });
    return reply.code(403).send({ refusal });
  }
  const outcome = await route.handle(
    {
      account,
      params: request.params as Record<string, string>,
      query: request.query as Record<string, string>,
      headers: request.headers,
      body: route.upload ? undefined : request.body,
      ...(route.upload ? { upload: request.body as AsyncIterable<Uint8Array> } : {}),
    },
    port,
  );
  if (isRefusal(outcome)) return reply.code(statusOf(outcome)).send({ refusal: outcome });
  const { status = 200, type, headers = {}, body } = outcome as RouteReply;
  void reply.code(status).headers(headers);
  if (type) void reply.type(type);
  return reply.send(body);
}

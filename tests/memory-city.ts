import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance } from 'fastify';
import { capability as places } from '../capabilities/places/capability.ts';
import { capability as requests } from '../capabilities/requests/capability.ts';
import type { Account, Actor } from '../kernel/actor.ts';
import type { Row } from '../kernel/capability.ts';
import type { CityPort, PortQuery, Route, RouteReply } from '../kernel/port.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { registryOf } from '../kernel/registry.ts';
import { createReplica, type Replica } from '../kernel/replica.ts';
import type { Instant } from '../kernel/time.ts';
import type { ProtocolLibrary } from '../protocols/schema.ts';

/** A city in memory behind the port that adapters see, with a clock that can be set. */
export interface MemoryCity {
  port: CityPort<ProtocolLibrary> & { library: ProtocolLibrary };
  replica: Replica;
  now: Instant;
  run(command: string, input: unknown, by: Actor): unknown;
}

export function memoryCity(library: ProtocolLibrary, now: Instant): MemoryCity {
  const protocol = () => ({ library: city.port.library, active: [] });
  const replica = createReplica({ registry: registryOf([places, requests]), protocol, zone: 'Asia/Shanghai' });
  let n = 0;
  const actorOf = (by: Account | Actor): Actor =>
    'grants' in by ? { ...by, role: by.grants[0]?.role ?? 'resident', area: by.grants[0]?.area ?? 'cn' } : by;
  const city: MemoryCity = {
    replica,
    now,
    run: (command, input, by) => {
      const outcome = replica.run({ id: `c${++n}`, command, input }, by, city.now);
      if (isRefusal(outcome)) throw new Error(outcome.words.en);
      replica.settle(city.now);
      return outcome;
    },
    port: {
      now: () => city.now,
      zone: 'Asia/Shanghai',
      exercise: false,
      library,
      protocol,
      commands: new Map(),
      newId: () => `id-${++n}`,
      list: async (_account, query) => ({ rows: look(query) }),
      look: async (query) => look(query),
      async run(call, by) {
        const outcome = replica.run(call, actorOf(by), city.now);
        return isRefusal(outcome) ? { refusal: outcome } : { events: outcome };
      },
      runMany: () => Promise.reject(new Error('not used')),
    },
  };
  /** As the server: `column_from` and `column_to` bound a column, `order` sorts, `limit` cuts. */
  function look({ where = {}, order, limit = 1000, ...query }: PortQuery): Row[] {
    const equal = Object.fromEntries(Object.entries(where).filter(([name]) => !/_(from|to)$/.test(name)));
    const rows = replica.find({ ...query, where: equal, limit: 50_000 }).filter((row: any) =>
      Object.entries(where).every(([name, bound]) => {
        const value = row[name.replace(/_(from|to)$/, '')];
        return name.endsWith('_from')
          ? value >= (bound as string)
          : name.endsWith('_to')
            ? value <= (bound as string)
            : true;
      }),
    );
    const column = order?.replace('-', '') ?? 'id';
    const sign = order?.startsWith('-') ? -1 : 1;
    return rows
      .sort((a: any, b: any) => (a[column] < b[column] ? -sign : a[column] > b[column] ? sign : 0))
      .slice(0, limit);
  }
  return city;
}

/** A real HTTP server with the adapter's addresses, as server/http mounts them. */
export async function serve(routes: Route[], port: CityPort): Promise<FastifyInstance> {
  const app = Fastify();
  await app.register(formbody);
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        const nobody: Account = {
          id: 'nobody',
          name: 'nobody',
          org: { id: 'public', name: 'public', level: 'country', kind: 'resident' },
          grants: [],
        };
        const {
          status = 200,
          type,
          headers = {},
          body,
        } = (await route.handle(
          {
            account: nobody,
            params: request.params as any,
            query: request.query as any,
            headers: request.headers,
            body: request.body,
          },
          port,
        )) as RouteReply;
        void reply.code(status).headers(headers);
        if (type) void reply.type(type);
        return reply.send(body);
      },
    });
  }
  await app.ready();
  return app;
}

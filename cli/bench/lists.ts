import { Worker } from 'node:worker_threads';
import pino from 'pino';
import { createApp } from '../../server/http/app.ts';
import { register } from '../../server/register.ts';
import { seedDemo } from '../demo/seed.ts';
import type { Io } from '../io.ts';
import { benchCity } from './city.ts';
import { type Figure, percentile, rounded } from './figure.ts';
import type { UsersOrders, UsersReport } from './lists-users.ts';

const USERS = 200;
const SECONDS = 15;
/** Looks before this are the compiler's: a server that has just started answers slower for some seconds. */
const WARM_SECONDS = 10;
/** A user looks at something every this many milliseconds, on average. */
const THINK_MS = 1000;

const ORDER_FIELDS = 'person,household,class,status,phases,suspended,endsAt,nextTest,edition';

/** What each role's pages ask for. */
const LOOKS: Record<string, string[]> = {
  desk: [
    '/api/views/requests/queue?limit=50',
    '/api/views/duties/duties?limit=50',
    '/api/views/people/households?limit=20&q=wang',
    '/api/views/people/households?limit=20&q=李',
  ],
  investigator: [
    '/api/views/cases/cases?limit=50',
    '/api/views/contacts/contacts?limit=50',
    '/api/views/cases/curve?limit=200',
  ],
  officer: ['/api/views/zones/zones?limit=50', `/api/views/stays/orders?limit=50&fields=${ORDER_FIELDS}`],
  hq: [
    '/api/views/situation/days?limit=200',
    '/api/views/zones/zones?limit=50',
    '/api/views/places/places?level=community&limit=200',
  ],
  volunteer: ['/api/views/visits/visits?limit=50'],
  resident: ['/api/views/requests/requests?limit=20', '/api/views/visits/visits?limit=20'],
};

/** Lists and boards over HTTP with the demo city (about 50,000 residents) and 200 users at once. */
export async function lists(io: Io): Promise<Figure[]> {
  const { city, accounts, close } = await benchCity();
  try {
    await seedDemo(city, accounts, 'district', () => undefined);
    const { rows } = await city.pools.writer.query(
      'select (select count(*)::int from v_people_persons) as people, (select count(*)::int from v_people_households) as homes',
    );
    io.err(`seeded: ${rows[0].people} residents in ${rows[0].homes} households`);
    const ready = { done: 1, total: 1, label: { en: '', zh: '' }, ready: true };
    const app = await createApp({ city, accounts, register, logger: pino({ level: 'silent' }), progress: () => ready });
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const roles = Object.entries(LOOKS);
    const users = Array.from({ length: USERS }, async (_, n) => {
      const [role, looks] = roles[n % roles.length] as [string, string[]];
      return { looks, token: await accounts.open(role) };
    });
    const { times, shed } = await watched({
      address,
      users: await Promise.all(users),
      warmSeconds: WARM_SECONDS,
      seconds: SECONDS,
      thinkMs: THINK_MS,
    });
    await app.close();
    const all = [...times.values()].flat();
    const p95 = percentile(all, 0.95);
    const slowest = [...times]
      .map(([path, taken]) => [path, percentile(taken, 0.95)] as const)
      .sort((a, b) => b[1] - a[1])[0];
    return [
      {
        name: `lists and boards, ${rows[0].people} residents, ${USERS} users`,
        value: rounded(p95),
        unit: 'ms p95',
        limit: 'at most 300',
        holds: p95 <= 300,
        note: `p50 ${rounded(percentile(all, 0.5))}, p99 ${rounded(percentile(all, 0.99))}, ${all.length} looks, ${shed} asked to come again; slowest ${slowest?.[0]} ${rounded(slowest?.[1] ?? 0)} ms`,
      },
    ];
  } finally {
    await close();
  }
}

/** The users have a thread of their own, as they have machines of their own. */
const watched = (orders: UsersOrders): Promise<UsersReport> =>
  new Promise((done, failed) => {
    const worker = new Worker(new URL('./lists-users.ts', import.meta.url), { workerData: orders });
    worker.once('message', done);
    worker.once('error', failed);
  });

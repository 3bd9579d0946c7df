import pg from 'pg';
import type { Account } from '../../kernel/actor.ts';
import { openCity } from '../../server/city.ts';
import { register } from '../../server/register.ts';
import { benchCity } from './city.ts';
import { type Figure, rate, rounded } from './figure.ts';

const SECONDS = 5;
/** Connections of the raw side; senders of the commands' side share transactions, as users of one server do. */
const RAW_CONNECTIONS = 20;
const SENDERS = 200;

const DESK: Account = {
  id: 'bench',
  name: 'bench',
  org: { id: 'bench', name: 'bench', level: 'city', kind: 'hotline' },
  grants: [
    { role: 'desk', area: 'cn' },
    { role: 'admin', area: 'cn' },
  ],
};

/** Whole commands (rule, append, views, duties, outbox in one transaction) against raw single-row commits of the same database. */
export async function commands(): Promise<Figure[]> {
  const own = await benchCity();
  const figures = await measure('embedded PostgreSQL 18', own.url, own.city).finally(() => own.close());
  const given = process.env['DATABASE_URL'];
  if (!given) return figures;
  const city = await openCity({ url: given, register, exercise: true });
  return [...figures, ...(await measure('DATABASE_URL', given, city).finally(() => city.stop()))];
}

async function measure(where: string, url: string, city: Awaited<ReturnType<typeof openCity>>): Promise<Figure[]> {
  const pool = new pg.Pool({ connectionString: url, max: RAW_CONNECTIONS });
  const doc = JSON.stringify({ text: 'x'.repeat(400) });
  const raw = () =>
    rate(
      RAW_CONNECTIONS,
      SECONDS * 1000,
      async () => void (await pool.query('insert into bench_raw (doc) values ($1)', [doc])),
    );
  await pool.query('create table if not exists bench_raw (id bigserial primary key, doc jsonb)');
  const before = await raw();
  const stamp = Date.now();
  const taken = await rate(SENDERS, SECONDS * 1000, async (lane, n) => {
    const outcome = await city.run(
      {
        id: `bench-${stamp}-${lane}-${n}`,
        command: 'requests.TakeRequest',
        input: requestOf(`b-${stamp}-${lane}-${n}`, lane, n),
      },
      DESK,
    );
    if ('refusal' in outcome) throw new Error(outcome.refusal.words.en);
  });
  const after = await raw();
  await pool.query('drop table bench_raw');
  await pool.end();
  const base = (before + after) / 2;
  return [
    {
      name: `raw single-row commits, ${where}, ${RAW_CONNECTIONS} connections`,
      value: rounded(base),
      unit: '/s',
      note: `before ${rounded(before)}, after ${rounded(after)}`,
    },
    {
      name: `requests taken (rule, append, views, duties), ${where}, ${SENDERS} senders`,
      value: rounded(taken),
      unit: '/s',
    },
    {
      name: `ratio, ${where}`,
      value: rounded(taken / base, 2),
      unit: 'x',
      limit: 'at least 0.5',
      holds: taken / base >= 0.5,
    },
  ];
}

const CLASSES = ['garbage', 'food', 'noise', 'water', 'enquiry', 'transport'];

/** Requests from all over a district: 100 communities, several classes, each judged against its neighbours for duplicates. */
const requestOf = (id: string, lane: number, n: number) => ({
  id,
  class: CLASSES[n % CLASSES.length],
  channel: 'phone',
  caller: { name: '王芳', phone: '10012345678' },
  beneficiary: {},
  place: `cn.44.03.04.0${10 + (lane % 10)}.0${10 + (n % 10)}`,
  description: `小区问题 ${id}，两天没有人处理。`,
});

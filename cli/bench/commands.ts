import pg from 'pg';
import type { Account } from '../../kernel/actor.ts';
import { dayOf, instant } from '../../kernel/time.ts';
import { openCity } from '../../server/city.ts';
import { register } from '../../server/register.ts';
import { benchCity } from './city.ts';
import { type Figure, rate, rounded } from './figure.ts';

const SECONDS = 5;
/** Connections of the raw side; 10 are slower. Where the disk hardly waits, 40 are a sixth faster: then it is the processor that is measured. */
const RAW_CONNECTIONS = 20;
/** Senders of the commands' side share transactions, as users of one server do; so many keep its batches full. */
const SENDERS = 800;

const account = (id: string, role: 'desk' | 'officer' | 'grid' | 'investigator', area: string): Account => ({
  id,
  name: id,
  org: { id: `${id}-office`, name: id, level: role === 'desk' ? 'city' : 'community', kind: 'government' },
  grants: [{ role, area }],
});
const DESK = account('bench-desk', 'desk', 'cn');
const CALLER = account('bench-call-back', 'desk', 'cn');
const OFFICE = account('bench-office', 'officer', 'cn.44.03.04');
const GRID = account('bench-grid', 'grid', 'cn.44.03.04');
const INVESTIGATOR = account('bench-investigator', 'investigator', 'cn.44.03.04');

type City = Awaited<ReturnType<typeof openCity>>;
type Send = (command: string, input: object, by: Account) => Promise<void>;

/** Whole commands (rule, append, views, duties, outbox in one transaction) against raw single-row commits of the same database. */
export async function commands(): Promise<Figure[]> {
  const own = await benchCity();
  const figures = await measure('embedded PostgreSQL 18', own.url, own.city).finally(() => own.close());
  const given = process.env['DATABASE_URL'];
  if (!given) return figures;
  const city = await openCity({ url: given, register, exercise: true });
  return [...figures, ...(await measure('DATABASE_URL', given, city).finally(() => city.stop()))];
}

async function measure(where: string, url: string, city: City): Promise<Figure[]> {
  const pool = new pg.Pool({ connectionString: url, max: RAW_CONNECTIONS });
  return await compare(where, pool, city).finally(() => pool.end());
}

async function compare(where: string, pool: pg.Pool, city: City): Promise<Figure[]> {
  const doc = JSON.stringify({ text: 'x'.repeat(400) });
  const raw = () =>
    rate(
      RAW_CONNECTIONS,
      SECONDS * 1000,
      async () => void (await pool.query('insert into bench_raw (doc) values ($1)', [doc])),
    );
  await pool.query('create table if not exists bench_raw (id bigserial primary key, doc jsonb)');
  const stamp = Date.now().toString(36);
  let sent = 0;
  const send: Send = async (command, input, by) => {
    const outcome = await city.run({ id: `bench-${stamp}-${sent++}`, command, input }, by);
    if ('refusal' in outcome) throw new Error(`${command}: ${outcome.refusal.words.en}`);
  };
  // those that Tandem sends itself, because of others, are commands too
  const carriedOut = async (): Promise<number> =>
    (await pool.query('select count(distinct command)::int as n from event')).rows[0].n;
  const perSecond = async (work: (lane: number, n: number) => Promise<void>): Promise<number> => {
    const [begun, before] = [performance.now(), await carriedOut()];
    await rate(SENDERS, SECONDS * 1000, work);
    const ms = performance.now() - begun;
    return ((await carriedOut()) - before) / (ms / 1000);
  };
  let round = 0;
  const day = (lane: number): Promise<void> => roundOf(send, `${stamp}-${lane}`, lane, round++);
  await people(send, stamp);
  await perSecond(day); // the first seconds are the compiler's
  const first = await raw();
  const mixed = await perSecond(day);
  const second = await raw();
  const taken = await perSecond((lane, n) =>
    send('requests.TakeRequest', requestOf(`t-${stamp}-${lane}-${n}`, lane, n), DESK),
  );
  const third = await raw();
  await pool.query('drop table bench_raw');
  const ratio = mixed / ((first + second) / 2);
  return [
    {
      name: `raw single-row commits, ${where}, ${RAW_CONNECTIONS} connections`,
      value: rounded((first + second + third) / 3),
      unit: '/s',
      note: `${rounded(first)}, ${rounded(second)} and ${rounded(third)}, taken between the others`,
    },
    {
      name: `commands of a day, ${where}, ${SENDERS} senders`,
      value: rounded(mixed),
      unit: '/s',
      note: 'a request from call to call-back, three households looked in on, a contact listed and followed up, and what follows by itself',
    },
    {
      name: `ratio, ${where}`,
      value: rounded(ratio, 2),
      unit: 'x',
      limit: 'at least 0.5',
      holds: ratio >= 0.5,
    },
    {
      name: `requests taken alone (the command with most rows), ${where}`,
      value: rounded(taken),
      unit: '/s',
      note: `${rounded(taken / ((second + third) / 2), 2)} of raw`,
    },
  ];
}

const placeOf = (lane: number, n: number): string => `cn.44.03.04.0${10 + (lane % 10)}.0${10 + (n % 10)}`;
const householdOf = (lane: number): string => `${placeOf(lane, lane)}.b${lane}.u1.r${lane}`;

/** A household and a case for every sender, so that there is somebody to look in on and somebody to be a contact of. */
async function people(send: Send, stamp: string): Promise<void> {
  await Promise.all(
    Array.from({ length: SENDERS }, async (_, lane) => {
      await send(
        'people.RegisterHousehold',
        {
          path: householdOf(lane),
          kind: 'home',
          members: [{ id: `${householdOf(lane)}.p1`, name: '王芳', sex: 'female', smartphone: true }],
        },
        GRID,
      );
      await send(
        'cases.ReportCase',
        {
          id: `c-${stamp}-${lane}`,
          area: placeOf(lane, lane),
          disease: 'covid-19',
          name: '李强',
          sex: 'male',
          detectedOn: TODAY,
          reportedOn: TODAY,
          classification: 'suspected',
          origin: 'unknown',
          source: 'screening',
        },
        INVESTIGATOR,
      );
    }),
  );
}

const TODAY = dayOf(instant(Date.now()), 'Asia/Shanghai');

/** The shares are those of the demo city's fortnight: look-ins and follow-ups beside requests from call to call-back. */
async function roundOf(send: Send, who: string, lane: number, round: number): Promise<void> {
  const id = `r-${who}-${round}`;
  const area = placeOf(lane, round);
  await send('requests.TakeRequest', requestOf(id, lane, round), DESK);
  const office = { org: 'bench-office-office', orgName: 'bench-office', level: 'community', area };
  await send('requests.DispatchRequest', { id, ...office, confirmed: true }, DESK);
  await send('requests.RecordContact', { id, reached: true, channel: 'phone' }, OFFICE);
  for (let i = 0; i < 3; i++)
    await send('people.CheckOnHousehold', { path: householdOf(lane), how: 'door', outcome: 'well' }, GRID);
  await send('requests.AnswerRequest', { id, what: '已经上门解决。' }, OFFICE);
  await send(
    'contacts.ListContact',
    {
      id: `k-${id}`,
      case: `c-${who}`,
      disease: 'covid-19',
      area,
      name: '陈杰',
      class: 'contact.close',
      criterion: 'same-household',
      lastExposure: TODAY,
      owner: { id: GRID.id, name: GRID.name },
    },
    INVESTIGATOR,
  );
  await send('contacts.RecordFollowUp', { id: `k-${id}`, day: TODAY, outcome: 'seen-well', temperature: 36.6 }, GRID);
  await send('requests.RecordCallBack', { id, outcome: 'solved', satisfied: true, channel: 'phone' }, CALLER);
}

const CLASSES = ['garbage', 'food', 'noise', 'water', 'enquiry', 'transport'];

/** Requests from all over a district: 100 communities, several classes, each judged against its neighbours for duplicates. */
const requestOf = (id: string, lane: number, n: number) => ({
  id,
  class: CLASSES[n % CLASSES.length],
  channel: 'phone',
  caller: { name: '王芳', phone: '10012345678' },
  beneficiary: {},
  place: placeOf(lane, n),
  description: `小区问题 ${id}，两天没有人处理。`,
});

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type NycRow, postOfNyc } from '../adapters/open311/translate-nyc.ts';
import { register } from '../server/register.ts';
import { openStage } from './stage.ts';

const rows = parse(
  readFileSync(new URL('../adapters/open311/samples/nyc311_sample_anon.csv', import.meta.url), 'utf8'),
  { columns: true },
) as NycRow[];
/** All of them on one engine; on the second, whose every commit waits for the disk, enough to show that it is the same. */
const posted = process.env['TANDEM_TEST_DATABASE_URL'] ? rows.slice(0, 300) : rows;
let stage: Awaited<ReturnType<typeof openStage>>;
let app: FastifyInstance;
beforeAll(async () => {
  stage = await openStage(register);
  app = await stage.app();
});
afterAll(async () => {
  await app.close();
  await stage.close();
});

const post = (row: NycRow, key: string) =>
  app.inject({
    method: 'POST',
    url: '/open311/v2/requests.json',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ api_key: key, ...postOfNyc(row, stage.city.library) }).toString(),
  });

/** As a city's counters send them: each waits for its answer, none for the others. */
const SENDERS = 8;

test(`${posted.length} real requests, posted to the real server by ${SENDERS} senders, land in the one desk queue with their clocks`, {
  timeout: 900_000,
}, async () => {
  const waiting = [...posted];
  const send = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      const answer = await post(row, 'exercise');
      if (answer.statusCode !== 200) throw new Error(`${row.synthetic_id}: ${answer.statusCode} ${answer.body}`);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  await stage.city.settle();
  const { rows: counts } = await stage.city.pools.writer.query(`
    select (select count(*)::int from v_requests_queue) as queue, (select count(*)::int from v_requests_queue where c_due_at is null) as without,
      (select count(distinct doc::jsonb ->> 'stream')::int from v_duties_duties where doc::jsonb ->> 'stream' like 'request/%') as clocked`);
  expect(counts[0]).toEqual({ queue: posted.length, without: 0, clocked: posted.length });
});

test('a wrong key is refused, and a request about a person is never public', async () => {
  expect((await post(rows[0] as NycRow, 'wrong')).statusCode).toBe(403);
  const taken = await app.inject({
    method: 'POST',
    url: '/open311/v2/requests.json',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'api_key=exercise&service_code=psychological&address_string=%E5%8D%97%E5%9B%AD&description=help',
  });
  const [{ service_request_id: id }] = taken.json();
  expect((await app.inject({ url: `/open311/v2/requests/${id}.json` })).statusCode).toBe(404);
});

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { Account } from '../../kernel/actor.ts';
import { addMinutes } from '../../kernel/time.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { memoryCity, serve } from '../../tests/memory-city.ts';
import { open311 } from './port.ts';
import { type NycRow, postOfNyc } from './translate-nyc.ts';

const library = await loadProtocols();
const rows = parse(readFileSync(new URL('./samples/nyc311_sample_anon.csv', import.meta.url), 'utf8'), {
  columns: true,
}) as NycRow[];
const account: Account = {
  id: 'app',
  name: 'app',
  org: { id: 'app', name: 'app', level: 'city', kind: 'firm' },
  grants: [{ role: 'desk', area: 'cn.44.03' }],
};

test('2,000 real requests are posted one by one and every one is found again', { timeout: 120_000 }, async () => {
  const city = memoryCity(library, '2022-09-20T01:00:00.000Z');
  const app = await serve(
    open311({
      area: 'cn.44.03',
      jurisdictions: [],
      keys: () => account,
      endpoint: { url: 'https://x.example', type: 'test', contact: '12345', keyService: 'none' },
    }),
    city.port,
  );
  const classes = new Map<string, number>();
  for (const row of rows) {
    // One every five minutes: a week of them.
    city.now = addMinutes(city.now, 5);
    const fields = postOfNyc(row, library);
    const outcome = await app.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ api_key: 'k', ...fields }).toString(),
    });
    expect([row.synthetic_id, outcome.statusCode, outcome.body.slice(0, 200)]).toEqual([
      row.synthetic_id,
      200,
      outcome.body.slice(0, 200),
    ]);
    const code = fields['service_code'] as string;
    classes.set(code, (classes.get(code) ?? 0) + 1);
  }
  const queue = city.replica.find({ view: 'requests.queue', limit: 50_000 });
  expect(queue).toHaveLength(2000);
  expect(new Set(queue.map((row: any) => row.source.ref)).size).toBe(2000);
  // Real complaint types land in a class of their own; few fall to `other`.
  expect((classes.get('other') ?? 0) / rows.length).toBeLessThan(0.02);
  expect(classes.size).toBeGreaterThan(12);
  expect(queue.every((row: any) => row.dueAt !== null)).toBe(true);
});

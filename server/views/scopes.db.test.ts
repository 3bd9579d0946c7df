import { afterAll, beforeAll, expect, test } from 'vitest';
import { capability as places } from '../../capabilities/places/capability.ts';
import { accountOf, openStage } from '../../tests/stage.ts';
import { asReader } from '../database/pools.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
const paths = ['cn.44.03.04', 'cn.44.03.04.001', 'cn.44.03.04.001.019', 'cn.44.03.04.0011', 'cn.44.03.05'];
beforeAll(async () => {
  stage = await openStage([places]);
  const admin = accountOf('admin', { role: 'admin', area: 'cn' });
  for (const path of paths) {
    const input = { path, kind: 'area', names: { zh: path, en: path } };
    await stage.city.run({ id: `register-${path}`, command: 'places.RegisterPlace', input }, admin);
  }
});
afterAll(() => stage.close());

const seen = (scopes: string[]) =>
  asReader(stage.city.pools.reader, scopes, async (client) =>
    (await client.query('select id from v_places_places order by id')).rows.map((row) => row.id),
  );

test.each([
  ['nothing', [], []],
  ['the whole country', ['cn'], [...paths].sort()],
  [
    'a street and what lies in it, but not the street whose code begins alike',
    ['cn.44.03.04.001'],
    ['cn.44.03.04.001', 'cn.44.03.04.001.019'],
  ],
  ['two areas', ['cn.44.03.05', 'cn.44.03.04.001.019'], ['cn.44.03.04.001.019', 'cn.44.03.05']],
  ['an account to which nothing belongs', ['@nobody'], []],
])('with the scope of %s a reader sees just that', async (_what, scopes, rows) => {
  expect(await seen(scopes as string[])).toEqual(rows);
});

test('a reader cannot write', async () => {
  await expect(
    asReader(stage.city.pools.reader, ['cn'], (client) => client.query(`delete from v_places_places`)),
  ).rejects.toThrow(/read-only/);
});

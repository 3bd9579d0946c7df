import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { register } from '../server/register.ts';
import { openStage } from './stage.ts';

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

test('a list asked for "order maintenance" is refused with 403, and an inspector of another organisation is alarmed', async () => {
  const org = { id: 'petitions', name: 'Petitions office', level: 'district' as const, kind: 'government' as const };
  await stage.accounts.save({
    id: 'zhao',
    name: '赵',
    home: '/',
    org,
    grants: [{ role: 'officer', area: 'cn.44.03.04' }],
  });
  const token = await stage.accounts.open('zhao');
  const answer = await app.inject({
    url: '/api/views/people/households',
    headers: { authorization: `Bearer ${token}`, 'x-tandem-purpose': 'order maintenance' },
  });
  expect([answer.statusCode, answer.json().refusal.refused]).toEqual([403, 'purpose-refused']);
  await stage.city.settle();
  const alarms = (await stage.city.look({ view: 'oversight.alarms' })) as unknown as { kind: string; notOrg: string }[];
  expect(alarms).toMatchObject([{ kind: 'purpose', notOrg: 'petitions' }]);
});

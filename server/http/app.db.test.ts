import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { capability as places } from '../../capabilities/places/capability.ts';
import type { Capability, View } from '../../kernel/capability.ts';
import { addHours } from '../../kernel/time.ts';
import { openStage } from '../../tests/stage.ts';

/** A phone carries two places of this city. */
const carried: Capability = {
  ...places,
  views: { ...places.views, places: { ...(places.views['places'] as View), offline: { limit: 2 } } },
};
let stage: Awaited<ReturnType<typeof openStage>>;
let app: FastifyInstance;
let token = '';
beforeAll(async () => {
  stage = await openStage([carried]);
  app = await stage.app();
  await stage.accounts.save(
    {
      id: 'ma',
      name: '马',
      home: '/',
      org: { id: 'o', name: 'o', level: 'community', kind: 'committee' },
      grants: [
        { role: 'grid', area: 'cn.44' },
        { role: 'admin', area: 'cn.44' },
      ],
    },
    'a long password',
  );
  token = (
    await app.inject({ method: 'POST', url: '/api/session', payload: { account: 'ma', password: 'a long password' } })
  ).json().token;
});
afterAll(async () => {
  await app.close();
  await stage.close();
});

const bearer = () => ({ authorization: `Bearer ${token}` });
const path = 'cn.44.b1';
const send = (command: string, body: object, headers: Record<string, string> = bearer()) =>
  app.inject({ method: 'POST', url: `/api/commands/${command.replace('.', '/')}`, payload: body, headers });
const building = {
  path,
  kind: 'building',
  names: { zh: '楼', en: 'b' },
  exits: [{ id: 'door', kind: 'unit-door', names: { zh: '门', en: 'door' } }],
};

describe('sign-in', () => {
  test('a wrong password and an unknown account are answered alike, and the sixth try must wait', async () => {
    const attempt = (account: string) =>
      app.inject({ method: 'POST', url: '/api/session', payload: { account, password: 'wrong' } });
    expect((await attempt('nobody')).json()).toEqual((await attempt('ma')).json());
    for (let i = 0; i < 4; i++) await attempt('ma');
    const sixth = await attempt('ma');
    expect(sixth.statusCode).toBe(429);
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('a forged token is refused, and none is asked to sign in', async () => {
    expect(
      (await app.inject({ url: '/api/views/places/places', headers: { authorization: 'Bearer forged' } })).json()
        .refusal.refused,
    ).toBe('token-invalid');
    expect((await app.inject({ url: '/api/views/places/places' })).statusCode).toBe(401);
  });

  test('a page of another site cannot use the cookie for a change', async () => {
    const cookies = { tandem: token };
    const answer = await app.inject({
      method: 'POST',
      url: '/api/commands/places/RegisterPlace',
      payload: { id: 'cross-site', input: building },
      cookies,
    });
    expect(answer.json().refusal.refused).toBe('header-missing');
  });
});

describe('a list', () => {
  test('comes short when only some fields are asked for, and long otherwise', async () => {
    await send('places.RegisterPlace', { id: 'http-list-1', input: { ...building, path: 'cn.44.b2' } });
    const rows = async (query: string) =>
      (await app.inject({ url: `/api/views/places/places?ids=cn.44.b2${query}`, headers: bearer() })).json().rows;
    expect(await rows('&fields=names,kind')).toEqual([
      { id: 'cn.44.b2', area: 'cn.44.b2', names: building.names, kind: 'building' },
    ]);
    expect((await rows(''))[0]).toMatchObject({ exits: building.exits });
  });
});

describe('commands', () => {
  test('repeat harmlessly and answer the same events', async () => {
    const first = await send('places.RegisterPlace', { id: 'http-command-1', input: building });
    const again = await send('places.RegisterPlace', { id: 'http-command-1', input: building });
    expect(first.statusCode).toBe(200);
    expect(again.json().events).toEqual(first.json().events);
  });

  test.each([
    ['an unknown field', { id: 'http-bad-1', input: { ...building, colour: 'red' } }, 400, 'input-invalid'],
    ['no id', { input: building }, 400, 'request-invalid'],
    [
      'a moment without zone',
      { id: 'http-bad-3', input: building, happenedAt: '2022-11-08 09:00' },
      400,
      'request-invalid',
    ],
    ['a rule that says no', { id: 'http-bad-4', input: building }, 422, 'place-exists'],
  ])('with %s are refused', async (_what, body, status, refused) => {
    const answer = await send('places.RegisterPlace', body);
    expect([answer.statusCode, answer.json().refusal.refused]).toEqual([status, refused]);
    expect(answer.json().refusal.words.zh).toBeTruthy();
  });

  test('larger than two megabytes are refused with what to do', async () => {
    const answer = await send('places.RegisterPlace', {
      id: 'http-large-1',
      input: { ...building, names: { zh: 'x'.repeat(2.1e6), en: 'x' } },
    });
    expect([answer.statusCode, answer.json().refusal.refused]).toEqual([413, 'body-too-large']);
  });
});

describe('a phone that was offline', () => {
  const exit = { path, exit: 'door', clear: false };
  const sync = (deviceNow: string, commands: object[]) =>
    app.inject({ method: 'POST', url: '/api/sync', payload: { deviceNow, commands }, headers: bearer() });

  test('is answered for each command: applied, repeated, refused', async () => {
    const now = stage.city.clock.now();
    const item = { id: 'phone-cmd-1', command: 'places.RecordExit', input: exit, happenedAt: now };
    const answer = await sync(now, [item, { ...item, id: 'phone-cmd-2', input: { ...exit, exit: 'roof' } }]);
    expect(answer.json().outcomes).toMatchObject([
      { answer: 'applied' },
      { answer: 'refused', refusal: { refused: 'exit-unknown' } },
    ]);
    expect((await sync(now, [item])).json().outcomes).toMatchObject([{ answer: 'repeated' }]);
  });

  test('is told what it does not carry of a longer list', async () => {
    const pull = async () => (await app.inject({ url: '/api/sync', headers: bearer() })).json();
    for (const n of [2, 3, 4])
      await send('places.RegisterPlace', { id: `more-places-${n}`, input: { ...building, path: `cn.44.b${n}` } });
    const { rows, cut } = await pull();
    expect([rows['places.places'].length, cut]).toEqual([2, ['places.places']]);
  });

  test('with a clock a day ahead has its times set right', async () => {
    const now = stage.city.clock.now();
    const wrong = addHours(now, 24);
    const answer = await sync(wrong, [
      { id: 'phone-cmd-3', command: 'places.RecordExit', input: exit, happenedAt: addHours(wrong, -1) },
    ]);
    expect(answer.json()).toMatchObject({ outcomes: [{ answer: 'applied' }] });
    const { rows } = await stage.city.pools.writer.query(`select happened_at from event where command = 'phone-cmd-3'`);
    expect(Math.abs(Date.parse(rows[0].happened_at) - Date.parse(addHours(now, -1)))).toBeLessThan(5000);
  });
});

describe('the API', () => {
  test('is documented from the schemas that judge it', async () => {
    const docs = (await app.inject({ url: '/api/docs' })).json();
    const input =
      docs.paths['/api/commands/places/RegisterPlace'].post.requestBody.content['application/json'].schema.properties
        .input;
    expect(input.required).toEqual(expect.arrayContaining(['path', 'kind', 'names']));
    expect(docs.paths['/api/views/places/places']).toBeTruthy();
  });

  test('tells health and metrics without signing in', async () => {
    expect((await app.inject({ url: '/healthz' })).json().ready).toBe(true);
    expect((await app.inject({ url: '/metrics' })).body).toMatch(/tandem_events_total \d+/);
  });

  test('answers an unknown address in words', async () => {
    expect(
      (await app.inject({ url: '/api/commands/places/Destroy', method: 'POST', headers: bearer(), payload: {} }))
        .statusCode,
    ).toBe(404);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { capability as places } from '../capabilities/places/capability.ts';
import type { Row } from '../kernel/capability.ts';
import { addMinutes } from '../kernel/time.ts';
import { accountOf, openStage } from '../tests/stage.ts';
import { verifyLog } from './log/postgres.ts';
import { digestsOf, rebuild } from './rebuild.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage([places]);
});
afterAll(() => stage.close());

const futian = 'cn.44.03.04';
const admin = accountOf('admin', { role: 'admin', area: futian });
const building = (name: string, area = futian) => ({
  path: `${area}.${name}`,
  kind: 'building',
  names: { zh: '楼', en: 'building' },
  exits: [{ id: 'door', kind: 'unit-door', names: { zh: '门', en: 'door' } }],
});
const register = (id: string, input: unknown, by = admin) =>
  stage.city.run({ id, command: 'places.RegisterPlace', input }, by);
let n = 0;
const fresh = () => `command-${++n}-long-enough`;

describe('a command', () => {
  test('is written once, however often it is repeated, also at the same moment', async () => {
    const id = fresh();
    const outcomes = await Promise.all([
      register(id, building('once')),
      register(id, building('once')),
      register(id, building('once')),
    ]);
    const again = await register(id, building('once'));
    expect(outcomes.map((outcome) => 'events' in outcome && outcome.events[0]?.seq)).toEqual(
      Array(3).fill('events' in again && again.events[0]?.seq),
    );
    expect(await stage.city.look({ view: 'places.places', ids: [`${futian}.once`] })).toHaveLength(1);
  });

  test('under an id that was used for something else, or by somebody else, is refused and tells nothing of it', async () => {
    const id = fresh();
    await register(id, building('first'));
    const other = accountOf('another', { role: 'admin', area: futian });
    for (const outcome of [await register(id, building('second')), await register(id, building('first'), other)])
      expect(outcome).toMatchObject({ refusal: { refused: 'command-id-taken' } });
    expect(await stage.city.look({ view: 'places.places', ids: [`${futian}.second`] })).toHaveLength(0);
  });

  test('names actor, place, both times and purpose', async () => {
    const outcome = await stage.city.run(
      {
        id: fresh(),
        command: 'places.RegisterPlace',
        input: building('named'),
        happenedAt: addMinutes(stage.city.clock.now(), -90),
      },
      admin,
    );
    const event = 'events' in outcome ? outcome.events[0] : undefined;
    expect(event).toMatchObject({
      area: `${futian}.named`,
      actor: { id: 'admin', role: 'admin' },
      purpose: 'livelihood',
      exercise: true,
      version: 1,
    });
    expect(Date.parse(event?.recordedAt ?? '') - Date.parse(event?.happenedAt ?? '')).toBeGreaterThan(80 * 60_000);
  });

  test('outside the area of the grant is refused', async () => {
    expect(await register(fresh(), building('b', 'cn.44.03.05'))).toMatchObject({
      refusal: { refused: 'not-permitted' },
    });
  });

  test('of another role is refused', async () => {
    expect(await register(fresh(), building('c'), accountOf('r', { role: 'resident', area: futian }))).toMatchObject({
      refusal: { refused: 'not-permitted' },
    });
  });

  test('from the future is refused and names both times', async () => {
    const happenedAt = addMinutes(stage.city.clock.now(), 60);
    expect(
      await stage.city.run({ id: fresh(), command: 'places.RegisterPlace', input: building('d'), happenedAt }, admin),
    ).toMatchObject({ refusal: { refused: 'event-from-future', value: happenedAt } });
  });

  test('with text that cannot be stored is refused, and its neighbours are not harmed', async () => {
    const [odd, good] = await Promise.all([
      register(fresh(), { ...building('odd'), names: { zh: 'a\u0000b', en: 'x' } }),
      register(fresh(), building('good')),
    ]);
    expect(odd).toMatchObject({ refusal: { refused: 'text-unstorable' } });
    expect(good).toHaveProperty('events');
    expect(
      await register(fresh(), { ...building('quote'), names: { zh: '\\u0000 是文字', en: 'text' } }),
    ).toHaveProperty('events');
  });

  test('decides on what commands of the same transaction did', async () => {
    const exit = { path: `${futian}.seq`, exit: 'door', clear: false };
    const grid = accountOf('g', { role: 'grid', area: futian });
    const [made, seen, twice] = await Promise.all([
      register(fresh(), building('seq')),
      stage.city.run({ id: fresh(), command: 'places.RecordExit', input: exit }, grid),
      register(fresh(), building('seq')),
    ]);
    expect(made).toHaveProperty('events');
    expect(seen).toHaveProperty('events');
    expect(twice).toMatchObject({ refusal: { refused: 'place-exists' } });
    expect(await stage.city.look({ view: 'places.places', ids: [`${futian}.seq`] })).toMatchObject([
      { blockedExits: 1 },
    ]);
  });
});

describe('two servers on one database', () => {
  test("see each other's work and share one dense sequence", async () => {
    const other = await stage.open();
    const calls = Array.from({ length: 60 }, (_, i) =>
      (i % 2 ? other : stage.city).run(
        { id: fresh(), command: 'places.RegisterPlace', input: building(`two-${i}`) },
        admin,
      ),
    );
    await Promise.all(calls);
    const exit = { path: `${futian}.two-1`, exit: 'door', clear: false };
    await stage.city.run(
      { id: fresh(), command: 'places.RecordExit', input: exit },
      accountOf('g', { role: 'grid', area: futian }),
    );
    expect(await other.look({ view: 'places.places', ids: [exit.path] })).toMatchObject([{ blockedExits: 1 }]);
    const { rows } = await stage.city.pools.writer.query(
      'select count(*)::int n, max(seq)::int last, (select seq::int from log_head) head from event',
    );
    expect(rows[0].n).toBe(rows[0].last);
    expect(rows[0].head).toBe(rows[0].last);
  });

  test('overtake each other with many batches on their way, and nothing is lost, doubled or out of order', async () => {
    const other = await stage.open();
    const grid = accountOf('g', { role: 'grid', area: futian });
    const exits = Array.from({ length: 8 }, (_, i) => ({ path: `${futian}.two-${i}`, exit: 'door' }));
    const before = Number((await stage.city.pools.writer.query('select seq from log_head')).rows[0].seq);
    const outcomes = await Promise.all(
      Array.from({ length: 1200 }, (_, i) =>
        (i % 100 < 70 ? stage.city : other).run(
          {
            id: `overtake-${i}-long-enough`,
            command: 'places.RecordExit',
            input: { ...exits[i % 8], clear: i % 16 < 8, note: `${i}` },
          },
          grid,
        ),
      ),
    );
    const told = outcomes.flatMap((outcome) => ('events' in outcome ? outcome.events : []));
    const { rows } = await stage.city.pools.writer.query('select seq::int, command from event where seq > $1', [
      before,
    ]);
    expect(rows.map(({ command }) => command).sort()).toEqual(told.map(({ command }) => command).sort());
    expect(new Set(rows.map(({ command }) => command)).size).toBe(1200);
    expect((await verifyLog(stage.city.pools.writer)).faults).toEqual([]);
    const views = [...stage.city.registry.views.values()];
    const standing = await digestsOf(stage.city.pools.writer, views);
    expect((await rebuild(stage.city.pools.writer, stage.city.registry)).digests).toEqual(standing);
  });
});

describe('views', () => {
  test('rebuilt from the log are what they were', async () => {
    const views = [...stage.city.registry.views.values()];
    const before = await digestsOf(stage.city.pools.writer, views);
    await stage.city.pools.writer.query(
      `update v_places_places set doc = jsonb_set(doc::jsonb, '{present}', '7')::text`,
    );
    expect(await digestsOf(stage.city.pools.writer, views)).not.toEqual(before);
    expect((await rebuild(stage.city.pools.writer, stage.city.registry)).digests).toEqual(before);
    expect(await register(fresh(), building('once'))).toMatchObject({ refusal: { refused: 'place-exists' } });
  });

  test.each(['id', '-id', 'blockedExits', '-blockedExits', 'code', '-code'])(
    'come in pages by %s that neither skip nor repeat a row, those without a value last',
    async (order) => {
      const column = order.replace('-', '');
      for (const code of ['440304', '440305']) await register(fresh(), { ...building(`coded${++n}`), code });
      const seen: Row[] = [];
      let cursor: string | undefined;
      do {
        const page = await stage.city.reads.list(admin, 'places.places', {
          view: 'places.places',
          limit: 7,
          order,
          ...(cursor ? { cursor } : {}),
        });
        if ('refused' in page) throw new Error(page.refused);
        seen.push(...page.rows);
        cursor = page.next;
      } while (cursor);
      expect(new Set(seen.map((row) => row.id)).size).toBe(seen.length);
      const known = (row: Row) => (row as unknown as Record<string, string | number | null>)[column] ?? null;
      const rising = seen.toSorted((a, b) => {
        const [x, y] = [known(a), known(b)];
        if (x === null || y === null) return Number(x === null) - Number(y === null);
        return (x < y ? -1 : x > y ? 1 : 0) * (order === column ? 1 : -1);
      });
      expect(seen.map(known)).toEqual(rising.map(known));
      expect(seen.length).toBe((await stage.city.look({ view: 'places.places', limit: 500 })).length);
    },
  );

  test.each([
    ['an unknown column', { where: { colour: 'red' } }],
    ['an unknown order', { order: 'colour' }],
    ['a forged cursor', { cursor: 'abc' }],
    ['a number that is none', { where: { present: 'many' } }],
  ])('refuse %s', async (_what, query) => {
    expect(await stage.city.reads.list(admin, 'places.places', { view: 'places.places', ...query })).toMatchObject({
      refused: 'query-invalid',
    });
  });

  test('are read for no other purpose', async () => {
    expect(
      await stage.city.reads.list(admin, 'places.places', { view: 'places.places' }, 'order maintenance'),
    ).toMatchObject({ refused: 'purpose-refused', value: 'order maintenance' });
  });
});

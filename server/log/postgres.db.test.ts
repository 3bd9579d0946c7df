import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../tests/database.ts';
import { logCases } from '../../tests/log.suite.ts';
import { openPools, type Pools } from '../database/pools.ts';
import { postgresLog, verifyLog } from './postgres.ts';

let database: TestDatabase;
let pools: Pools;
beforeAll(async () => {
  database = await freshDatabase();
  pools = await openPools(database.url);
});
afterAll(async () => {
  await pools.end();
  await database.drop();
});
beforeEach(async () => {
  await pools.writer.query('truncate event, anchor; update log_head set seq = 0');
});

describe('the log in PostgreSQL', () => {
  for (const { name, holds } of logCases) test(name, () => holds(postgresLog(pools.writer)));
});

describe('verify', () => {
  const three = async () => {
    const log = postgresLog(pools.writer);
    for (const n of [1, 2, 3]) {
      await log.append(
        [
          {
            stream: 'case/c1',
            expected: n - 1,
            events: [
              {
                id: `k${n}:0`,
                stream: 'case/c1',
                type: 'cases.CaseReported',
                data: { n },
                area: 'cn',
                purpose: 'control',
                command: `k${n}`,
                actor: { id: 'a', name: 'A', role: 'desk', org: { id: 'o', name: 'O', level: 'city' } },
                happenedAt: '2022-11-08T01:00:00.000Z',
              },
            ],
          },
        ],
        '2022-11-08T01:00:00.000Z',
      );
    }
    await log.anchor('2022-11-08', '2022-11-09T00:00:00.000Z');
  };

  test('finds nothing wrong in an untouched log', async () => {
    await three();
    expect(await verifyLog(pools.writer)).toEqual({ events: 3, faults: [] });
  });

  test.each([
    ['changed data', `update event set data = '{"n": 9}' where seq = 2`, { seq: 2, fault: 'data' }],
    ['a changed actor', `update event set actor = '{"id":"b"}' where seq = 2`, { seq: 2, fault: 'hash' }],
    [
      'data and its hash changed together',
      `update event set data = '{"n": 9}', data_hash = '${'0'.repeat(64)}' where seq = 3`,
      { seq: 3, fault: 'data' },
    ],
    ['a removed event', 'delete from event where seq = 2', { seq: 2, fault: 'gap' }],
    [
      'the last event removed and the head set back',
      'delete from event where seq = 3; update log_head set seq = 2',
      { seq: 3, fault: 'anchor' },
    ],
  ])('names the first event after %s', async (_what, sql, fault) => {
    await three();
    await pools.writer.query(sql);
    const { faults } = await verifyLog(pools.writer);
    expect(faults[0]).toMatchObject(fault);
  });

  test('takes erased data as vouched for by its hash', async () => {
    await three();
    await pools.writer.query('update event set data = null where seq = 2');
    expect((await verifyLog(pools.writer)).faults).toEqual([]);
  });
});

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyLog } from '../server/log/postgres.ts';
import { digestsOf, rebuild } from '../server/rebuild.ts';
import { register } from '../server/register.ts';
import { openStage } from './stage.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage(register);
});
afterAll(() => stage.close());

/** Runs the writer and kills it, without warning, after so many acknowledgements. */
async function killedAfter(count: number): Promise<string[]> {
  const child = spawn(process.execPath, ['tests/crash-writer.ts', stage.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === count) child.kill('SIGKILL');
  }
  return acknowledged;
}

test('kill -9 in the middle of commits: all that was acknowledged is there once, the chain holds, views rebuild the same', async () => {
  const acknowledged = [...(await killedAfter(40)), ...(await killedAfter(90))];
  expect(acknowledged.length).toBeGreaterThanOrEqual(130);
  const { rows } = await stage.city.pools.writer.query(
    `select data ->> 'id' as id, count(*)::int as n from event where type = 'requests.RequestTaken' group by 1`,
  );
  const written = new Map(rows.map((row) => [row.id, row.n]));
  expect(acknowledged.filter((id) => written.get(id) !== 1)).toEqual([]);
  expect((await verifyLog(stage.city.pools.writer)).faults).toEqual([]);
  const views = [...stage.city.registry.views.values()];
  await stage.city.settle();
  const before = await digestsOf(stage.city.pools.writer, views);
  const after = (await rebuild(stage.city.pools.writer, stage.city.registry)).digests;
  expect(Object.keys(after).filter((view) => after[view] !== before[view])).toEqual([]);
});

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { weakValues } from '../protocols/natural-history.ts';
import { diseaseNames, loadNaturalHistory, scenarioNames } from '../server/simulation.ts';
import { UsageError } from './io.ts';
import { simulateCommand } from './simulate.ts';
import { runReplicates } from './simulation/pool.ts';
import { planOf } from './simulation/prepare.ts';

async function said(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const io = {
    out(text: string) {
      out += text;
    },
    err(text: string) {
      err += text;
    },
  };
  return { code: await simulateCommand(args, io), out, err };
}

async function file(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'tandem-')), 'mine.yaml');
  await writeFile(path, text);
  return path;
}
const small = `id: mine
names: { en: Mine, zh: 我的 }
disease: influenza-a
city: { tables: china, people: 3000, areas: 3 }
days: 40
seeds: { cases: 5 }
hospital: { beds: 10, intensive: 1 }
`;

test('every shipped scenario shows its disease, in a small city too', async () => {
  for (const name of await scenarioNames()) {
    const { code, out, err } = await said(name, '--people', '20000', '--json');
    expect(err).toBe('');
    expect(code).toBe(0);
    const result = JSON.parse(out) as { scenario: { seeds: { cases: number } }; totals: { infections: number[] } };
    expect(result.totals.infections[0]).toBeGreaterThan(5 * result.scenario.seeds.cases);
  }
}, 60_000);

test('every disease names its sources and says which values are weak', async () => {
  const names = await diseaseNames();
  expect(names.length).toBeGreaterThanOrEqual(5);
  for (const name of names) {
    const written = await loadNaturalHistory(name);
    expect(weakValues(written).length).toBeGreaterThan(0);
  }
});

test('--json holds results only: the same bytes on one and on two workers', async () => {
  const path = await file(small);
  const one = await said(path, '--replicates', '3', '--workers', '1', '--json');
  const two = await said(path, '--replicates', '3', '--workers', '2', '--json');
  expect(two.out).toBe(one.out);
  expect(one.out).not.toMatch(/workers|node|cpu/);
}, 60_000);

test('the picture shows a curve, the costs and the hash', async () => {
  const { out } = await said(await file(small), '--seed', '3');
  expect(out).toMatch(/[▁▂▃▄▅▆▇█]/);
  expect(out).toMatch(/infected +\d/);
  expect(out).toMatch(/hash [0-9a-f]{16}/);
});

test('one day has its picture too', async () => {
  const { code, out } = await said(await file(small), '--days', '1');
  expect(code).toBe(0);
  expect(out).toMatch(/day 0 1/);
});

test('another number of people scales beds, tests and first cases', async () => {
  const plan = await planOf(
    await file(`${small}measures:\n  - { kind: testing, seeks: 1, delay: 0, resultDelay: 1, perDay: 100 }\n`),
    { people: 30_000 },
  );
  expect(plan.scenario).toMatchObject({
    seeds: { cases: 50 },
    hospital: { beds: 100, intensive: 10 },
    measures: [{ perDay: 1000 }],
  });
});

test('a smaller city keeps its first cases, at most one for a thousand people', async () => {
  const path = await file(small.replace('people: 3000', 'people: 100000').replace('cases: 5', 'cases: 20'));
  expect((await planOf(path, { people: 20_000 })).scenario.seeds.cases).toBe(20);
  expect((await planOf(path, { people: 4000 })).scenario.seeds.cases).toBe(4);
  expect((await planOf(path, { people: 50 })).scenario.seeds.cases).toBe(1);
});

test('cancelled in the middle, the workers end', async () => {
  const plan = await planOf(await file(small), {});
  const stop = new AbortController();
  const running = runReplicates({
    plan,
    replicates: 50,
    workers: 1,
    signal: stop.signal,
    progress: () => stop.abort(),
  });
  await expect(running).rejects.toThrow('simulation-cancelled');
}, 30_000);

test('Ctrl-C ends a single run too, and says so', async () => {
  const running = said('covid-19', '--people', '400000');
  const ask = setInterval(() => process.emit('SIGINT'), 50);
  const { code, out, err } = await running;
  clearInterval(ask);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^simulation-cancelled: .*start it again\.$/);
}, 30_000);

describe('refused with its reason', () => {
  const refused: [string, string][] = [
    ['simulation-disease: no parameters for plague', small.replace('influenza-a', 'plague')],
    ['bedds', small.replace('beds: 10', 'bedds: 10')],
    ['simulation-beds: 9999 beds for 3000 people', small.replace('beds: 10', 'beds: 9999')],
    ['r0', `${small}with: { r0: -1 }\n`],
    ['simulation-with: mine changes speed', `${small}with: { speed: 3 }\n`],
    ['simulation-city: no tables for atlantis', small.replace('china', 'atlantis')],
    ['city-area-unknown: zz', `${small}measures:\n  - { kind: stay-at-home, compliance: 1, areas: [zz] }\n`],
    ['kind', `${small}measures:\n  - { kind: prayer }\n`],
    ['simulation-yaml', `${small}: :\n\t`],
  ];
  test.each(refused)('%s', async (reason, text) => {
    const { code, out, err } = await said(await file(text));
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(reason);
  });

  test('an unknown scenario, wrong numbers', async () => {
    expect((await said('no-such')).err).toContain('simulation-scenario: no scenario no-such');
    await expect(said('influenza', '--people=-5')).rejects.toThrow(UsageError);
    await expect(said()).rejects.toThrow('simulate-scenario');
  });
});

import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from './io.ts';
import { planCommand } from './plan.ts';

const said = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  let [out, err] = ['', ''];
  const code = await planCommand(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
};
const zones = await readFile(new URL('../protocols/planning/zones.yaml', import.meta.url), 'utf8');
const file = async (text: string): Promise<string> => {
  const path = join(await mkdtemp(join(tmpdir(), 'tandem-plan-')), 'mine.yaml');
  await writeFile(path, text);
  return path;
};

test('D4: a plan that needs more than there is is refused: which capacity, in which week, by how much', async () => {
  const path = await file(zones.replace('kind: beds, amount: 420', 'kind: beds, amount: 12'));
  const { code, out, err } = await said('zones', path, '--gap', '0.05', '--plans', '1', '--worlds', '1');
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain('zones-infeasible: no plan can keep the capacities and holds');
  expect(err).toMatch(/beds in week \d: needs [\d,.]+, has 12[.0]*: [\d,.]+ too few/);
}, 60_000);

test('Ctrl-C ends a plan and says so', async () => {
  const planning = said('zones');
  process.emit('SIGINT');
  expect(await planning).toEqual({
    code: 1,
    out: '',
    err: 'plan-cancelled: the plan was stopped. Nothing of it is kept; start it again.',
  });
  expect(process.listenerCount('SIGINT')).toBe(0);
});

test('a plan nobody makes, and a file that is not there, are wrong words', async () => {
  await expect(said('weather')).rejects.toThrow(UsageError);
  await expect(said('zones', '/nowhere/zones.yaml')).rejects.toThrow('plan-file: /nowhere/zones.yaml');
});

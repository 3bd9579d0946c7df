import { expect, test } from 'vitest';
import { protocolCommand } from './protocol.ts';

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await protocolCommand(args, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('given list, then the editions with their dates', async () => {
  const { code, out } = await run('list');
  expect(code).toBe(0);
  expect(out).toMatch(/cn-covid-9-20 +2022-11-11 - 2022-12-06/);
});

test('given diff with the names people write, then the direction of each change', async () => {
  const { code, out } = await run('diff', 'CN-COVID-9', 'CN-COVID-9+20');
  expect(code).toBe(0);
  expect(out).toContain('looser    contact.close.quarantine.central.days: 7 d [S, contacts] -> 5 d [S, measure 1]');
  expect(out).toContain('looser    stay of contact.close: 10 -> 8 days');
});

test('given diff --json, then data', async () => {
  const { out } = await run('diff', 'cn-covid-9', 'cn-covid-9', '--json');
  expect(JSON.parse(out)).toMatchObject({ changes: [], stays: [] });
});

test('given show on a day, then the values of that day', async () => {
  const { out } = await run('show', 'cn-covid-9-20', '--on', '2022-11-15', '--json');
  const values = (JSON.parse(out) as { values: { key: string; value: unknown }[] }).values;
  expect(values.find((each) => each.key === 'zone.high.lift.round')?.value).toBe(false);
});

test('given check, then every worked example holds', async () => {
  const { code, out } = await run('check', '--json');
  expect(JSON.parse(out)).toMatchObject({ failed: [] });
  expect(code).toBe(0);
});

test.each([
  [['show', 'cn-covid-7'], 1, 'protocol-unknown'],
  [['show', 'cn-covid-9', '--on', 'today'], 2, 'no day'],
  [['show', 'cn-covid-9', '--on', '2020-01-01'], 1, 'before it'],
  [[], 2, 'tandem protocol'],
  [['diff', 'cn-covid-9'], 2, 'tandem protocol'],
])('given %j, then exit %i and what to do', async (args, code, words) => {
  const outcome = await run(...args);
  expect(outcome.code).toBe(code);
  expect(outcome.err).toContain(words);
});

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkDrill, DrillText } from '../../protocols/drill.ts';
import { drillNames, readDrill } from './read.ts';

test('every shipped drill reads, with its disease and its city', async () => {
  const names = await drillNames();
  expect(names.length).toBeGreaterThanOrEqual(9);
  for (const name of names) expect((await readDrill(name)).text.id).toBe(name);
});

test('an inject that names nobody is refused, by name and with what to do', async () => {
  const { text } = await readDrill('lanzhou-relay-2022');
  const nobody = { day: 0, kind: 'life-threat', households: 0, note: 'chest pain' };
  expect(DrillText.safeParse({ ...text, injects: [nobody] }).error?.issues[0]?.message).toMatch(/names nobody/);
  const nowhere = { day: 0, kind: 'dead-line' as const, community: 7, households: 1 };
  expect(() => checkDrill({ ...text, injects: [nowhere] })).toThrow(/^drill-inject: .*nobody lives in community 7/);
  const never = { day: 99, kind: 'crew' as const, factor: 0.5 };
  expect(() => checkDrill({ ...text, injects: [never] })).toThrow(/^drill-inject: /);
});

test('a drill nobody wrote is refused with the names there are', async () => {
  await expect(readDrill('tsunami')).rejects.toThrow(/^drill-unknown: no drill tsunami\. One of chengdu/);
  await expect(readDrill('/nowhere/x.yaml')).rejects.toThrow(/^drill-file: /);
});

test('a disease without parameters is refused, with those there are', async () => {
  const written = readFileSync('protocols/drills/lanzhou-relay-2022.yaml', 'utf8');
  const path = join(mkdtempSync(join(tmpdir(), 'drill-')), 'other.yaml');
  writeFileSync(path, written.replace(/^disease: .*$/m, 'disease: nobody-measured-it'));
  await expect(readDrill(path)).rejects.toThrow(/^simulation-disease: no parameters for nobody-measured-it/);
});

import { expect, test } from 'vitest';
import { poolCommand } from '../pool.ts';
import { quarantineCommand } from '../quarantine.ts';
import { negativesJoined } from './options.ts';

const silent = { out() {}, err() {} };

test('a number below zero belongs to the option before it', () => {
  expect(negativesJoined(['--gap', '-1', '--json', '-h', 'file', '-3'])).toEqual([
    '--gap=-1',
    '--json',
    '-h',
    'file',
    '-3',
  ]);
  expect(negativesJoined(['--gap=2', '-1'])).toEqual(['--gap=2', '-1']);
});

test.each([
  [['--prevalence', '-1'], 'pool-prevalence: prevalence is -1'],
  [['--prevalence', '0.1', '--households', '0.5,0.5'], 'pool-households: --households and --attack belong together'],
  [['--prevalence', '0.1', '--attack', '0.5'], 'pool-households'],
])('pool %s is refused', async (args, message) => {
  await expect(poolCommand(args, silent)).rejects.toThrow(message);
});

test.each([
  [['--delay', '-1'], 'quarantine-delay: a result after -1 days'],
  [['--travellers', '-7'], 'quarantine-travellers: a trip of -7 days'],
  [['--travellers', '7.5'], 'quarantine-travellers: a trip of 7.5 days'],
  [['a.yaml', 'b.yaml'], 'quarantine-arguments: b.yaml too much'],
])('quarantine %s is refused', async (args, message) => {
  await expect(quarantineCommand(args, silent)).rejects.toThrow(message);
});

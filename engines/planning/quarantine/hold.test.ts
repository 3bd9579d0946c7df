import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type HeldGroup, holdEffect, holdOptions } from './hold.ts';
import { meanGeneration, type TransmissionTiming } from './timing.ts';

const timing: TransmissionTiming = {
  shape: 3.277,
  scale: 6.127,
  missed: [
    [0, 1],
    [1, 1],
    [4, 0.67],
    [5, 0.38],
    [6, 0.25],
    [7, 0.21],
    [8, 0.2],
    [9, 0.21],
    [21, 0.66],
  ],
};
const contact: HeldGroup = { exposures: [0], infected: 0.1, isolatedUntil: 10, of: 'all' };
const traveller: HeldGroup = {
  exposures: [-7, -6, -5, -4, -3, -2, -1, 0],
  infected: 0.01,
  isolatedUntil: 10,
  of: 'after-arrival',
};

const golden = JSON.parse(
  readFileSync(new URL('../../../tests/golden/planning/tables.json', import.meta.url), 'utf8'),
) as {
  quarantine: Record<string, number>;
};

describe('Ashcroft 2021', () => {
  test('the mean generation time is 5.494 days', () => {
    expect(meanGeneration(timing)).toBeCloseTo(5.494, 3);
  });

  test.each(Object.entries(golden.quarantine))('a traced contact held from day 3 to day %s', (until, prevented) => {
    expect(holdEffect(timing, { from: 3, until: Number(until) }, contact).prevented).toBeCloseTo(prevented, 6);
  });

  test.each([
    [5, 0, 0.6808],
    [6, 0, 0.8099],
    [7, 0, 0.8635],
    [5, 1, 0.7588],
    [6, 1, 0.855],
    [7, 1, 0.8891],
  ])('tested on day %i, result after %i days', (testOn, delay, prevented) => {
    expect(holdEffect(timing, { from: 3, until: testOn + delay, testOn }, contact).prevented).toBeCloseTo(prevented, 4);
  });

  test.each([
    [6, 6, 0.9786],
    [5, 7, 0.986],
    [0, 0, 0.3525],
    [0, 2, 0.5411],
  ])('a traveller tested on day %i and released on day %i', (testOn, until, prevented) => {
    expect(holdEffect(timing, { from: 0, until, testOn }, traveller).prevented).toBeCloseTo(prevented, 4);
  });

  test('a traveller held ten days: 99.9 %', () => {
    expect(holdEffect(timing, { from: 0, until: 10 }, traveller).prevented).toBeCloseTo(0.999, 3);
  });
});

test('the options: longer prevents more; the frontier keeps what nothing beats', () => {
  const { options, frontier, best } = holdOptions(timing, contact, { from: 3, longest: 14, delay: 1 });
  const plain = options.filter((each) => each.rule.testOn === undefined);
  for (let i = 1; i < plain.length; i++) expect(plain[i]!.prevented).toBeGreaterThanOrEqual(plain[i - 1]!.prevented);
  for (const each of frontier)
    expect(options.some((other) => other.daysHeld <= each.daysHeld && other.prevented > each.prevented)).toBe(false);
  expect(Math.max(...options.map((each) => each.utility ?? 0))).toBe(best.utility);
});

test('bad input is refused by name', () => {
  expect(() => holdEffect(timing, { from: 3, until: 2 }, contact)).toThrow('quarantine-days');
  expect(() => holdEffect(timing, { from: 3, until: 7, testOn: 8 }, contact)).toThrow('quarantine-test');
  expect(() => holdEffect({ ...timing, missed: [[1, 2]] }, { from: 3, until: 7 }, contact)).toThrow(
    'quarantine-timing',
  );
});

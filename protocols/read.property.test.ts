import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../kernel/refusal.ts';
import { addDays } from '../kernel/time.ts';
import { loadProtocols } from '../server/protocols.ts';
import { compare } from './compare.ts';
import { compareValues, diff, mirror } from './diff.ts';
import { stayPlan } from './plans.ts';
import { edition, inForce, lastDay, valueOn } from './read.ts';
import type { Edition, Key, ParamValue } from './schema.ts';
import { LocalRule } from './schema-city.ts';

const library = await loadProtocols();
const named = (id: string): Edition => {
  const found = edition(library, id);
  if (isRefusal(found)) throw new Error(found.words.en);
  return found;
};
const anyEdition = fc.constantFrom(...library.editions);
const anyCovid = fc.constantFrom(...library.editions.filter((each) => each.disease === 'covid-19'));
const anyKey = fc.constantFrom(...new Set(library.editions.flatMap((each) => Object.keys(each.params))));
const anyClass = fc.constantFrom(...Object.keys(library.dictionary.personClasses));
const dayFrom = (day: string, span: number) => fc.integer({ min: 0, max: span }).map((n) => addDays(day, n));

describe('what is in force', () => {
  test('on every day from the 8th edition on, exactly one COVID edition is in force', () => {
    fc.assert(
      fc.property(dayFrom('2021-05-14', 3000), (day) => {
        const found = inForce(library, 'covid-19', day);
        expect(isRefusal(found)).toBe(false);
        expect(
          library.editions.filter(
            (each) => each.disease === 'covid-19' && each.effectiveFrom <= day && day <= (each.effectiveTo ?? '9999'),
          ),
        ).toEqual([found]);
      }),
    );
  });

  test('given any key, edition and day, then a value in force that day or a typed refusal, and never anything else', () => {
    fc.assert(
      fc.property(anyEdition, anyKey, dayFrom('2021-01-01', 2500), (of, key, day) => {
        const found = valueOn(of, key, day);
        if (isRefusal(found)) {
          expect(['protocol-not-yet', 'param-unstated']).toContain(found.refused);
          return;
        }
        const read =
          found.edition !== of.id && of.law.includes(found.edition)
            ? day
            : day < (of.effectiveTo ?? day)
              ? day
              : (of.effectiveTo ?? day);
        expect(found.from <= read && read <= (found.to ?? '9999')).toBe(true);
        expect(of.chain).toContain(found.edition);
      }),
      { numRuns: 400 },
    );
  });
});

describe('plans', () => {
  test('total days are the sum of the phases, and every test falls inside its phase', () => {
    fc.assert(
      fc.property(anyEdition, anyClass, (of, personClass) => {
        const plan = stayPlan(of, personClass, lastDay(of));
        if (isRefusal(plan) || plan.kind !== 'stay') return;
        expect(plan.totalDays).toBe(plan.phases.reduce((sum, phase) => sum + phase.days, 0));
        expect(plan.totalDays).toBeGreaterThan(0);
        for (const phase of plan.phases) expect(phase.tests.every((day) => day >= 1 && day <= phase.days)).toBe(true);
      }),
    );
  });
});

describe('diff', () => {
  test('of A and B mirrors that of B and A', () => {
    fc.assert(
      fc.property(
        anyCovid,
        anyCovid,
        dayFrom('2023-01-08', 1500),
        dayFrom('2023-01-08', 1500),
        (a, b, before, after) => {
          const there = diff(a, b, { before, after });
          const back = diff(b, a, { before: after, after: before });
          expect(back.changes.map(({ key, change }) => [key, change])).toEqual(
            there.changes.map(({ key, change }) => [key, mirror(change)]),
          );
          expect(back.stays.map(({ personClass, change }) => [personClass, change])).toEqual(
            there.stays.map(({ personClass, change }) => [personClass, mirror(change)]),
          );
        },
      ),
    );
  });

  test('names exactly the keys whose value differs', () => {
    fc.assert(
      fc.property(anyCovid, anyCovid, (a, b) => {
        const { changes } = diff(a, b);
        const at = (of: Edition, key: string): unknown => {
          const found = valueOn(of, key, lastDay(of));
          return isRefusal(found) ? null : found.value;
        };
        const keys = [...new Set([...Object.keys(a.params), ...Object.keys(b.params)])].sort();
        expect(changes.map((each) => each.key)).toEqual(
          keys.filter((key) => JSON.stringify(at(a, key)) !== JSON.stringify(at(b, key))),
        );
      }),
    );
  });

  test('direction follows the key dictionary', () => {
    const value = (n: number): ParamValue => ({
      value: n,
      key: 'k',
      kind: 'hours',
      from: '2022-01-01',
      edition: 'e',
      clause: 'c',
      sources: [],
      confidence: 'D',
    });
    const key = (stricterWhen: Key['stricterWhen']): Key => ({
      kind: 'hours',
      names: { en: 'k', zh: 'k' },
      stricterWhen,
      binds: 'public',
    });
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (a, b) => {
        fc.pre(a !== b);
        expect(compareValues(key('more'), value(a), value(b))).toBe(b > a ? 'stricter' : 'looser');
        expect(compareValues(key('less'), value(a), value(b))).toBe(b > a ? 'looser' : 'stricter');
        expect(compareValues(key('none'), value(a), value(b))).toBe('reworded');
        expect(compareValues(key('more'), undefined, value(b))).toBe('added');
        expect(compareValues(key('more'), value(a), undefined)).toBe('removed');
      }),
    );
  });
});

describe('a local rule', () => {
  const local = (centralDays: number, homeDays: number) =>
    LocalRule.parse({
      id: 'r',
      text: 'r',
      issuer: { name: 'A county', level: 'district' },
      on: 'person',
      personClass: 'contact.close',
      from: '2022-11-20',
      phases: [
        { measure: 'central', days: centralDays },
        { measure: 'home', days: homeDays },
      ],
    });
  test('is equal at 5 + 3, an addition above, laxness below, both when it trades one for the other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), (central, home) => {
        const found = compare(local(central, home), named('cn-covid-9-20'), library);
        if (isRefusal(found)) throw new Error(found.words.en);
        const expected = [
          ...(central > 5 || central + home > 8 ? [[5, 'stricter']] : []),
          ...(central < 5 || central + home < 8 ? [[undefined, 'laxer']] : []),
        ];
        expect(found.map(({ dont, direction }) => [dont, direction])).toEqual(expected);
      }),
    );
  });
});

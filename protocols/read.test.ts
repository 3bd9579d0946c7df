import { describe, expect, test } from 'vitest';
import { isRefusal } from '../kernel/refusal.ts';
import { daysBetween } from '../kernel/time.ts';
import { loadProtocols, loadWritten } from '../server/protocols.ts';
import { assemble, keyOf } from './assemble.ts';
import { lacks, mayDecide } from './authority.ts';
import { basicNeed, meetsNeed, requestClass } from './city.ts';
import { clocksOn, termOf } from './clocks.ts';
import { diff } from './diff.ts';
import { stayPlan, zonePlan } from './plans.ts';
import { edition, inForce, lastDay, mayActivate, needsSignOff, numberOn, valueOn, valuesOn } from './read.ts';
import type { Edition, WrittenEdition, WrittenLibrary } from './schema.ts';

const written = await loadWritten();
const library = await loadProtocols();
const named = (id: string): Edition => {
  const found = edition(library, id);
  if (isRefusal(found)) throw new Error(found.words.en);
  return found;
};
/** A copy of the written library with one thing changed. */
const planted = (change: (copy: WrittenLibrary) => void): WrittenLibrary => {
  const copy = structuredClone(written);
  change(copy);
  return copy;
};
const covid9 = (copy: WrittenLibrary): WrittenEdition =>
  copy.editions.find((each) => each.id === 'cn-covid-9') as WrittenEdition;

describe('what is in force', () => {
  test('given a day before any edition, then a refusal says so', () => {
    expect(inForce(library, 'covid-19', '2019-12-31')).toMatchObject({ refused: 'protocol-none' });
    expect(inForce(library, 'no-such-disease', '2022-09-20')).toMatchObject({ refused: 'protocol-none' });
  });

  test('an amendment is heard before its base', () => {
    for (const of of library.editions.filter((each) => each.basedOn !== undefined)) {
      for (const value of valuesOn(of, lastDay(of))) {
        const own = (of.params[value.key] ?? []).filter(
          (each) => each.edition === of.id && each.from <= lastDay(of) && lastDay(of) <= (each.to ?? '9999'),
        );
        if (own.length > 0) expect(value.edition).toBe(of.id);
      }
    }
  });

  test('given an edition followed longer than its document, then its last word holds', () => {
    expect(numberOn(named('cn-covid-9-20'), 'contact.close.quarantine.central.days', '2026-11-23')).toBe(5);
    expect(valueOn(named('cn-covid-9'), 'report.CDC.verify.h', '2026-11-23')).toMatchObject({
      value: 2,
      edition: 'cn-general',
    });
  });

  test('given an abolished rule, then numberOn refuses instead of giving nothing a number', () => {
    expect(numberOn(named('cn-covid-9-20'), 'transfer.secondary.h', '2022-11-15')).toMatchObject({
      refused: 'param-abolished',
    });
    expect(numberOn(named('cn-covid-9'), 'zone.scheme', '2022-09-20')).toMatchObject({ refused: 'param-no-number' });
  });
});

describe('plans', () => {
  test('every COVID edition answers for close contacts, and no later one is longer', () => {
    const days = ['cn-covid-8', 'cn-covid-9', 'cn-covid-9-20', 'cn-covid-9-10', 'cn-covid-b'].map((id) => {
      const plan = stayPlan(named(id), 'contact.close', lastDay(named(id)));
      return isRefusal(plan) ? plan.refused : plan.kind === 'stay' ? plan.totalDays : 0;
    });
    expect(days).toEqual([21, 10, 8, 5, 0]);
  });

  test('given unknown words, then refusals', () => {
    expect(stayPlan(named('cn-covid-9'), 'neighbour', '2022-09-20')).toMatchObject({ refused: 'person-class-unknown' });
    expect(stayPlan(named('cn-covid-8'), 'exposed.place.person', '2022-01-20')).toMatchObject({
      refused: 'param-unstated',
    });
    expect(stayPlan(named('cn-covid-9'), 'case.mild', '2022-09-20')).toMatchObject({ refused: 'stay-unstated' });
    expect(zonePlan(named('cn-covid-9'), 'purple', '2022-09-20')).toMatchObject({ refused: 'zone-level-unknown' });
  });

  test('given home days without a rule at home, then the plan is refused, not guessed', () => {
    const faulty = assemble(
      planted((copy) => {
        delete covid9(copy).params['contact.secondary.quarantine.home.regime'];
      }),
    );
    if (isRefusal(faulty)) throw new Error(faulty.words.en);
    const of = faulty.editions.find((each) => each.id === 'cn-covid-9') as Edition;
    expect(stayPlan(of, 'contact.secondary', '2022-09-20')).toMatchObject({ refused: 'stay-regime-unstated' });
  });
});

describe('diff', () => {
  test('of an edition with itself is empty', () => {
    for (const of of library.editions) expect(diff(of, of)).toMatchObject({ changes: [], stays: [] });
  });
});

describe('sign-off', () => {
  test('given the twenty measures, then every value marked G or P waits for a named person', () => {
    const of = named('cn-covid-9-20');
    const open = needsSignOff(of);
    expect(open.length).toBeGreaterThan(0);
    expect(open.every((each) => each.confidence === 'G' || each.confidence === 'P')).toBe(true);
    expect(mayActivate(of, [])).toMatchObject({ refused: 'protocol-unsigned' });
    expect(
      mayActivate(
        of,
        open.map(({ key }) => ({ key, by: ' ' })),
      ),
    ).toMatchObject({ refused: 'protocol-unsigned' });
    expect(
      mayActivate(
        of,
        open.slice(1).map(({ key }) => ({ key, by: 'Li Na' })),
      ),
    ).toMatchObject({ because: [{ value: open[0]?.key }] });
    expect(
      mayActivate(
        of,
        open.map(({ key }) => ({ key, by: 'Li Na' })),
      ),
    ).toBe(true);
  });
});

describe('clocks and classes', () => {
  test('every clock in force has a term under the 9th edition, and takes it from a key that exists', () => {
    const day = '2022-09-20';
    for (const clock of clocksOn(library, day)) {
      expect(isRefusal(termOf(clock, named('cn-covid-9'), day)), clock.id).toBe(false);
      if ('paramKey' in clock.within)
        expect(keyOf(library.dictionary, clock.within.paramKey), clock.id).toMatchObject({ kind: 'hours' });
    }
  });

  test('given a clock that takes its hours from an edition and none in force, then a refusal', () => {
    const clock = library.clocks.find((each) => each.id === 'case.core');
    expect(clock && termOf(clock, undefined, '2022-09-20')).toMatchObject({ refused: 'clock-needs-edition' });
  });

  test('every request class has a dispatch and an answer clock of its urgency', () => {
    for (const { code, urgency } of library.requestClasses) {
      expect(requestClass(library, code), code).toMatchObject({
        clocks: expect.arrayContaining([`request.dispatch.${urgency}`, `request.answer.${urgency}`]),
      });
    }
    expect(requestClass(library, 'medical-trip')).toMatchObject({
      clocks: expect.arrayContaining(['request.medical-trip.confirm']),
    });
    expect(requestClass(library, 'noise')).toMatchObject({
      clocks: expect.not.arrayContaining(['request.medical-trip.confirm', 'request.answer.life']),
    });
    expect(requestClass(library, 'spaceship')).toMatchObject({ refused: 'request-class-unknown' });
  });

  test('classes of life, care and rights are never public', () => {
    const leaks = library.requestClasses.filter((each) => ['care', 'rights'].includes(each.group) && !each.personal);
    expect(leaks).toEqual([]);
  });
});

describe('floors and duties of publication', () => {
  test('given 14 litres, then below the floor of water; given 21 people to a toilet, then above its bound', () => {
    const [water, toilet] = ['water', 'toilet'].map((id) => basicNeed(library, id));
    if (!water || !toilet || isRefusal(water) || isRefusal(toilet)) throw new Error('floors are missing');
    expect([meetsNeed(water, 14), meetsNeed(water, 15), meetsNeed(toilet, 20), meetsNeed(toilet, 21)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(basicNeed(library, 'gold')).toMatchObject({ refused: 'basic-need-unknown' });
  });

  test('given a closure without end and help phone, then both are named', () => {
    const row = mayDecide(library.authority, 'close-places', { level: 'district', kind: 'government' }, 'B');
    if (isRefusal(row)) throw new Error(row.words.en);
    expect(lacks(row, ['notice', 'scope', 'explanation'])).toEqual(['duration', 'helpPhone']);
    expect(lacks(row, row.mustCarry)).toEqual([]);
  });
});

describe('faulty data', () => {
  const faults = (change: (copy: WrittenLibrary) => void): string[] => {
    const outcome = assemble(planted(change));
    return isRefusal(outcome) ? (outcome.because ?? []).map((each) => each.refused) : [];
  };
  test('the library as shipped has none', () => expect(faults(() => undefined)).toEqual([]));
  test.each<[string, (copy: WrittenLibrary) => void]>([
    [
      'param-unknown',
      (copy) => {
        covid9(copy).params['contact.close.colour'] = { value: 'red', clause: 'c', sources: ['S1'], confidence: 'S' };
      },
    ],
    [
      'param-misfit',
      (copy) => {
        covid9(copy).params['zone.scheme'] = { value: 'purple', clause: 'c', sources: ['S1'], confidence: 'S' };
      },
    ],
    [
      'param-unsourced',
      (copy) => {
        covid9(copy).params['zone.scheme'] = { value: 'highLow', clause: 'c', sources: [], confidence: 'S' };
      },
    ],
    [
      'param-twice',
      (copy) => {
        covid9(copy).params['zone.scheme'] = [
          { value: 'highLow', clause: 'c', sources: [], confidence: 'D' },
          { value: 'none', clause: 'c', sources: [], confidence: 'D' },
        ];
      },
    ],
    [
      'protocol-base-missing',
      (copy) => {
        covid9(copy).basedOn = 'cn-covid-7';
      },
    ],
    [
      'protocol-circle',
      (copy) => {
        covid9(copy).basedOn = 'cn-covid-9-10';
      },
    ],
    [
      'protocol-overlap',
      (copy) => {
        covid9(copy).effectiveTo = '2022-12-31';
      },
    ],
  ])('given %s planted, then the library is refused', (refused, change) => expect(faults(change)).toContain(refused));
});

test('editions of a disease follow one another without a gap', () => {
  const covid = library.editions
    .filter((each) => each.disease === 'covid-19')
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  for (const [i, each] of covid.slice(1).entries())
    expect(daysBetween(covid[i]?.effectiveTo ?? '', each.effectiveFrom), each.id).toBe(1);
});

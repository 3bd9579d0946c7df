import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameReading } from '../../capabilities/people/find-by.ts';
import { synthesis } from '../../cli/bench/linkage/errors.ts';
import { type Evidence, estimate, persons, Register, STARTING, thresholds, Weights } from './index.ts';
import { FIELD_NAMES, FIELDS, type Person, packed, unpacked } from './person.ts';
import { Blocks } from './register/blocks.ts';

const person: fc.Arbitrary<Omit<Person, 'id'>> = fc.record(
  {
    name: fc.constantFrom('王小明', '王晓明', 'Wang Xiaoming', '李雷', 'Anna Müller', 'Muller Anna', '???', ''),
    sex: fc.constantFrom('male', 'female', 'unknown', '男'),
    birth: fc.constantFrom('1986-03-07', '1986-07-03', '1986', '1986-03', '1990-01-01'),
    bornAbout: fc.constantFrom(1985, 1986, 1990),
    phone: fc.constantFrom('13812345678', '+86 138 1234 5678', '110', '82345678'),
    address: fc.constantFrom('百花园3栋2单元502室', 'Flat 3, 12 High Street', 'cn.44.03.04.e1.b1.h502', '村口'),
    idNumber: fc.constantFrom('11010519491231002X', '11010519491231003X', 'E123'),
    day: fc.constantFrom('2022-09-01', '2022-09-20'),
    group: fc.constantFrom('a', 'b'),
  },
  { requiredKeys: [] },
);
const weights = new Weights(STARTING);
const fields = [...FIELD_NAMES];

test('a pattern holds every combination of levels', () => {
  const levels = fc.tuple(...FIELD_NAMES.map((field) => fc.integer({ min: 0, max: FIELDS[field].length })));
  fc.assert(
    fc.property(levels, (each) => {
      expect([...unpacked(packed(Uint8Array.from(each)))]).toEqual(each);
    }),
  );
});

test('weights are the same from both sides, their parts add up, and silence says nothing', () => {
  fc.assert(
    fc.property(person, person, (a, b) => {
      const from = (one: object, other: object) => {
        const held = new Register({ reading: nameReading, fields });
        held.add({ ...other, id: 'held' } as Person);
        return held.ask({ ...one, id: 'asked' } as Person, weights, -1000).matches[0];
      };
      const [there, back] = [from(a, b), from(b, a)];
      if (there && back) {
        const levels = (match: typeof there) => match.said.map(({ field, level }) => `${field} ${level}`);
        expect(levels(there)).toEqual(levels(back));
        expect(there.start + there.said.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(there.weight, 9);
        for (const { field } of there.said)
          if (field === 'sex') expect(a.sex !== undefined && b.sex !== undefined).toBe(true);
        expect(there.probability).toBeGreaterThanOrEqual(0);
        expect(there.probability).toBeLessThan(1);
      }
      if ((a.group ?? '') !== (b.group ?? '')) expect(there).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test('blocks hold exactly what was added and not removed, whatever the order', () => {
  const step = fc.record({ add: fc.boolean(), row: fc.nat(7), key: fc.constantFrom(1, 1025, 2049, 5, 0xffffffff) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const blocks = new Blocks(8, 5);
      const truth = new Map<number, Set<number>>();
      const keys = [1, 1025, 2049, 5, 0xffffffff];
      for (const { add, row, key } of steps) {
        const rows = truth.get(key) ?? new Set<number>();
        truth.set(key, rows);
        if (add && !rows.has(row)) {
          rows.add(row);
          blocks.add(row, keys.indexOf(key), key);
        } else if (!add && rows.delete(row)) blocks.remove(row, key);
      }
      for (const key of keys) {
        const found: number[] = [];
        blocks.each(key, (row) => void found.push(row));
        expect(found.sort()).toEqual([...(truth.get(key) ?? [])].sort());
        expect(blocks.sizeOf(key)).toBe(found.length);
      }
    }),
    { numRuns: 500 },
  );
});

test('a register grown and shrunk answers as one built anew', () => {
  fc.assert(
    fc.property(
      fc.array(person, { minLength: 4, maxLength: 30 }),
      fc.array(fc.nat(29)),
      person,
      (people, gone, asked) => {
        const grown = new Register({ reading: nameReading, fields, expected: 1 });
        for (const [n, one] of people.entries()) grown.add({ ...one, id: `p${n}` });
        for (const n of gone) grown.remove(`p${n}`);
        for (const n of gone.slice(0, 3))
          if (people[n] && !grown.has(`p${n}`)) grown.add({ ...people[n], id: `p${n}` });
        const anew = new Register({ reading: nameReading, fields });
        for (const [n, one] of people.entries()) if (grown.has(`p${n}`)) anew.add({ ...one, id: `p${n}` });
        const answer = (register: Register) =>
          register
            .ask({ ...asked, id: 'asked' }, weights, -1000, 100)
            .matches.map(({ id, weight }) => `${id} ${weight.toFixed(6)}`)
            .sort();
        expect(grown.size).toBe(anew.size);
        expect(answer(grown)).toEqual(answer(anew));
      },
    ),
    { numRuns: 200 },
  );
});

test('nothing is silent: blocks over the cap, short numbers and names without letters are told', () => {
  const held = new Register({ reading: nameReading, cap: 2 });
  for (const n of [1, 2, 3]) held.add({ id: `p${n}`, name: '王伟', phone: '110' });
  held.add({ id: 'p4', name: '???' });
  const answer = held.ask({ id: 'q', name: '王伟' }, weights, 0);
  expect(answer).toMatchObject({ matches: [], compared: 0, skipped: [{ pass: 'name', size: 3 }] });
  expect(held.report()).toMatchObject({
    people: 4,
    skipped: { name: { blocks: 1, pairs: 3 } },
    unused: { phones: 3, names: 1 },
  });
  expect(() => held.add({ id: 'p1' })).toThrow(/linkage-id-twice: p1/);
  expect(() => held.add({ id: 'p9', birth: 'May' })).toThrow(/linkage-birth/);
  expect(held.has('p9')).toBe(false);
});

test('without a label seen, the thresholds keep the precision and recall they promise', () => {
  const { register, asked, truth } = synthesis('test', 20_000, 2_000, nameReading);
  const held = new Register({ reading: nameReading, expected: register.length });
  for (const one of register) held.add(one);
  const { model, expected } = estimate(held, asked, { seed: 'test', pairs: 200_000, rows: 5_000 });
  expect(expected / asked.length).toBeGreaterThan(0.45);
  expect(expected / asked.length).toBeLessThan(0.55);
  const learnt = new Weights(model);
  const best = asked.map((one) => held.ask(one, learnt, 0, 1).matches[0]);
  const shown = thresholds(
    best.flatMap((match) => (match ? [match] : [])),
    { precision: 0.99, recall: 0.98 },
  );
  let [linked, right] = [0, 0];
  for (const [n, match] of best.entries()) {
    if (!match || match.weight < shown.same) continue;
    linked++;
    if (match.id === truth[n]) right++;
  }
  expect(right / linked).toBeGreaterThan(0.98);
  expect(right / truth.filter((id) => id !== undefined).length).toBeGreaterThan(0.98);
  for (const field of FIELD_NAMES) expect(model.same[field].reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6);
  expect(model.same.sex[0]).toBeGreaterThan(0.97);
});

test('thresholds: precision from above, recall from below, and the band between them', () => {
  const pairs = [0.999, 0.999, 0.99, 0.9, 0.5, 0.1].map((probability, n) => ({ weight: 20 - n, probability }));
  expect(thresholds(pairs, { precision: 0.99, recall: 0.9 })).toMatchObject({ same: 18, review: 16, band: 2 });
  expect(thresholds(pairs, { precision: 1, recall: 1 })).toMatchObject({ same: Number.POSITIVE_INFINITY, review: 15 });
  expect(thresholds([], { precision: 0.9, recall: 0.9 })).toMatchObject({ band: 0 });
  expect(() => thresholds(pairs, { precision: 0, recall: 1 })).toThrow(/linkage-wanted/);
});

test('merges are a function of the evidence: an undo leaves what was, nothing is lost', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const records = ids.map((id, n) => ({
    id,
    values: { name: `n${n % 3}`, phone: n % 2 ? undefined : `1${n}`, [id]: n },
  }));
  const pair = fc.uniqueArray(fc.constantFrom(...ids), { minLength: 2, maxLength: 2 });
  const found: fc.Arbitrary<Evidence> = fc
    .tuple(fc.constantFrom('same', 'not-same', 'undone'), pair)
    .map(([kind, [id, into]]) => ({ kind, id, into, ...(kind === 'same' ? { shown: ['name'] } : {}) }) as Evidence);
  fc.assert(
    fc.property(fc.array(found, { maxLength: 12 }), pair, (evidence, [id, into]) => {
      const wholes = persons(records, evidence);
      expect(wholes.flatMap((whole) => whole.records).sort()).toEqual(ids);
      for (const whole of wholes) {
        const said = new Set(
          whole.records.flatMap((each) =>
            Object.entries(records[ids.indexOf(each)]?.values ?? {})
              .filter(([, value]) => value !== undefined)
              .map(([field]) => field),
          ),
        );
        expect(Object.keys(whole.values).sort()).toEqual([...said].sort());
      }
      const pairOf = ({ id: a, into: b }: { id: string; into: string }) => [a, b].sort().join();
      const untouched = evidence.filter((each) => pairOf(each) !== pairOf({ id: id as string, into: into as string }));
      const merged = [...untouched, { kind: 'same', id, into } as Evidence, { kind: 'undone', id, into } as Evidence];
      expect(persons(records, merged)).toEqual(persons(records, untouched));
    }),
    { numRuns: 300 },
  );
  expect(() => persons(records, [{ kind: 'same', id: 'a', into: 'x' }])).toThrow(/linkage-record/);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderRow } from '../../capabilities/stays/index.ts';
import { restrictionOf } from '../../capabilities/stays/index.ts';
import { type ZoneHouseholdRow, type ZoneRow, zoneOf } from '../../capabilities/zones/index.ts';
import { registryOf } from '../../kernel/registry.ts';
import { createReplica } from '../../kernel/replica.ts';
import { addHours } from '../../kernel/time.ts';
import { capabilities, cdc, type Futian, household, personOf, protocol } from './futian.ts';
import { act, history, type Step, start } from './history.ts';
import { heldBy } from './oracle.ts';

const orders = (here: Futian) => here.replica.find({ view: 'stays.orders', limit: 50_000 }) as OrderRow[];
const zones = (here: Futian) => here.replica.find({ view: 'zones.zones', limit: 50_000 }) as ZoneRow[];
const people = Array.from({ length: 8 }, (_, n) => n);
const restricted = (here: Futian, at = here.now) =>
  new Set(
    people.map(personOf).filter(
      (person) =>
        restrictionOf(
          orders(here).filter((row) => row.person === person),
          at,
        ).restricted,
    ),
  );
const zoned = (here: Futian, at = here.now) =>
  people.filter(
    (n) => zoneOf(here.replica.row('zones.households', household(n)) as ZoneHouseholdRow | undefined, at) !== undefined,
  );

function live(steps: readonly Step[], after: (here: Futian, n: number) => void = () => undefined): Futian {
  const here = start();
  steps.forEach((each, n) => {
    act(here, each, n);
    after(here, n);
  });
  return here;
}

test('SG7: who is restricted follows from evidence and edition alone, at every moment of any history', () => {
  fc.assert(
    fc.property(history, (steps) => {
      live(steps, (here) =>
        expect([...restricted(here)].sort()).toEqual([...heldBy(here.replica.events, here.now)].sort()),
      );
    }),
  );
});

test('SG1: past the end everybody is free though nobody acts and no clock runs; once it runs, each is told', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const here = live(steps);
      const last =
        [...orders(here).map((row) => row.endsAt), ...zones(here).flatMap((row) => row.endsAt ?? [])].sort().at(-1) ??
        here.now;
      const then = last > here.now ? last : here.now;
      expect(restricted(here, then).size).toBe(0);
      expect(zoned(here, then)).toEqual([]);
      expect(here.replica.tick(then)).toEqual([]);
      for (const row of [...orders(here), ...zones(here).filter((zone) => zone.startsAt !== null)]) {
        expect(row).toMatchObject({ status: 'ended', dueAt: null });
        const told = row.notices.filter(({ words }) => words.en.includes('has ended') && words.zh.includes('已于'));
        expect(told).toHaveLength(1);
      }
      expect(here.replica.find({ view: 'zones.households' })).toEqual([]);
    }),
  );
});

test('SG1: an end never moves later, except for a zone by an extension on a new case', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const ends = new Map<string, string>();
      for (const { type, data } of live(steps).replica.events) {
        if (type === 'stays.StayOrdered' || type === 'zones.ZonePublished' || type === 'zones.ZoneExtended')
          ends.set(data.id, data.endsAt);
        if (type === 'stays.StayReconsidered' || type === 'zones.ZoneReconsidered') {
          expect(data.endsAt <= ends.get(data.id)!).toBe(true);
          ends.set(data.id, data.endsAt);
        }
      }
    }),
  );
});

test('SG2, SG14, SG15, SG17: whatever was ordered or published carries article, edition, end, service and a whole notice', () => {
  fc.assert(
    fc.property(history, (steps) => {
      for (const { type, data, actor } of live(steps).replica.events) {
        if (type !== 'stays.StayOrdered' && type !== 'zones.ZonePublished') continue;
        expect(data.article).toMatch(/Art\. \d+/);
        expect(actor.org.id).toBe(type === 'stays.StayOrdered' ? 'cdc' : 'gov');
        const evidence =
          type === 'stays.StayOrdered' ? ['contact with a case', '与病例接触'] : ['inside, the last on', '区内病例'];
        for (const [words, end, parts] of [
          [data.notice.en, /\d{1,2} \w{3} \d{4}, 00:00/, ['Rule and law', 'edition', 'How to appeal', evidence[0]]],
          [data.notice.zh, /\d{4}年\d{1,2}月\d{1,2}日 00:00/, ['法律依据', '第九版', '申诉', evidence[1]]],
        ] as const) {
          for (const part of parts) expect(words).toContain(part);
          expect(words).toMatch(end);
          expect(words).toContain(data.service?.hotline ?? data.hotline);
        }
        if (type === 'zones.ZonePublished')
          expect(data.households.every((each: { carer: string }) => each.carer !== '')).toBe(true);
      }
    }),
  );
});

test('SG4: an order overturned holds nobody, and nobody else is held on evidence found false', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const here = live(steps);
      for (const { type, data, actor } of here.replica.events) {
        if (type === 'stays.AppealDecided')
          expect(data.reviewer.org.id).not.toBe(orders(here).find((row) => row.id === data.id)!.ordererOrg);
        if (type === 'stays.EvidenceFell' && actor.role === 'reviewer') {
          const seq = here.replica.events.findIndex((event) => event.data === data);
          const since = new Set(
            here.replica.events
              .slice(seq)
              .filter((event) => event.type === 'stays.StayOrdered')
              .map((event) => event.data.id),
          );
          expect(
            orders(here).filter(
              (row) => row.status === 'open' && !since.has(row.id) && row.grounds.includes(data.evidence),
            ),
          ).toEqual([]);
        }
      }
    }),
  );
});

test('SG13: danger to life in a held household opens its door and its gate in the same moment', () => {
  fc.assert(
    fc.property(history, fc.nat(7), (steps, n) => {
      const here = live(steps);
      const held = orders(here).filter((row) => row.household === household(n) && row.status === 'open');
      act(here, { do: 'life', n, m: 0, flag: true }, 999);
      for (const row of held) expect(here.replica.row('stays.orders', row.id).gateOpenedAt).toBe(here.now);
      const inside = here.replica.row('zones.households', household(n)) as ZoneHouseholdRow | undefined;
      if (inside) expect(inside.gateOpenedAt).toBe(here.now);
    }),
  );
});

test('folding new events onto old rows equals folding all from the start; a repeated command changes nothing', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const here = live(steps);
      const registry = registryOf(capabilities);
      const again = createReplica({ registry, protocol, zone: 'Asia/Shanghai', exercise: true });
      for (const event of here.replica.events) again.apply(event);
      for (const view of registry.views.keys())
        expect(again.find({ view, limit: 50_000 })).toEqual(here.replica.find({ view, limit: 50_000 }));
      here.replica.tick(here.now);
      const settled = here.replica.events.length;
      here.replica.tick(here.now);
      for (const event of here.replica.events.slice(0, settled))
        here.replica.run({ id: event.command, command: 'stays.LiftStay', input: {} }, cdc, addHours(here.now, 1));
      expect(here.replica.events.length).toBe(settled);
    }),
    { numRuns: 40 },
  );
});

import { expect, test } from 'vitest';
import { drawPoisson } from '../../engines/surveillance/index.ts';
import { systemActor } from '../../kernel/actor.ts';
import { chanceFrom } from '../../kernel/chance.ts';
import type { Event } from '../../kernel/event.ts';
import { addDays } from '../../kernel/time.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { actor, city } from '../../tests/given.ts';
import { capability as places } from '../places/capability.ts';
import { signalsCapability } from './capability.ts';
import { judge } from './judge.ts';
import type { Raised } from './model.ts';
import type { SeriesRow } from './series.ts';

const library = await loadProtocols();
const cdc = actor('investigator');
const C1 = 'cn.44.03.04.001.001';
const KINDS = ['fever-clinic', 'pharmacy', 'school', 'hotline'] as const;
const QUIET = 90;
const FIRST = '2022-06-22';

/** A community with four sources, quiet for three months; nobody watches until the test says so. */
function watched(extra: (kind: string, d: number) => number = () => 0, seed = 'watched') {
  const { reacts: _reacts, clockwork: _clockwork, ...still } = signalsCapability(library);
  const futian = city([places, still], {
    protocol: () => ({ library, active: [] }),
    now: `${addDays(FIRST, QUIET)}T03:00:00.000Z`,
  });
  const chance = chanceFrom(seed);
  for (const kind of KINDS) {
    futian.given(cdc, 'signals.RegisterChannel', {
      id: kind,
      kind,
      names: { zh: kind, en: kind },
      area: C1,
      subjects: ['respiratory'],
      rhythm: 'day',
      expectedBy: 12,
    });
    for (let d = 0; d <= QUIET; d++)
      futian.given(cdc, 'signals.RecordCounts', {
        channel: kind,
        sending: `${kind}-${d}`,
        day: addDays(FIRST, d),
        via: 'api',
        lines: [{ area: C1, subject: 'respiratory', value: drawPoisson(chance, 12) + extra(kind, d) }],
      });
  }
  futian.given(systemActor('signals'), 'signals.WatchArea', { area: C1, on: 'arrival' });
  return futian;
}
const SCHOOL = {
  id: 'school',
  kind: 'school',
  names: { zh: '学校', en: 'School' },
  subjects: ['respiratory'],
  rhythm: 'day',
  expectedBy: 12,
};
const counted = (day: string, value: number) => ({
  channel: 'school',
  sending: day,
  day,
  via: 'hand',
  lines: [{ area: C1, subject: 'respiratory', value }],
});
const raised = (futian: { replica: { events: Event[] } }) =>
  futian.replica.events.filter(({ type }) => type === 'signals.SignalRaised').map(({ data }) => data as Raised);

test.each(KINDS)('a signal injected in %s alone raises an alert on the day it comes (B1)', (source) => {
  const futian = watched((kind, d) => (kind === source && d === QUIET ? 22 : 0));
  const [alert, ...others] = raised(futian);
  expect(others).toEqual([]);
  expect(alert).toMatchObject({ area: C1, subject: 'respiratory', day: addDays(FIRST, QUIET) });
  expect(alert?.parts[0]).toMatchObject({ kind: source, channel: source });
  expect(alert?.parts[0]?.observed).toBeGreaterThan(alert?.parts[0]?.upper ?? Number.POSITIVE_INFINITY);
  expect(alert?.why.en).toContain('where');
});

test('two weak signals combine: together they are found far more often than either alone, quiet sources beside them (B1)', () => {
  const ALPHA = 0.001;
  const found = (kinds: string[], seed: number): boolean => {
    const chance = chanceFrom(`pair-${seed}`);
    const rows = KINDS.map(
      (kind): SeriesRow => ({
        id: kind,
        area: C1,
        channel: kind,
        kind,
        level: 'community',
        subject: 'respiratory',
        measure: 'count',
        step: 'day',
        feed: false,
        first: FIRST,
        last: addDays(FIRST, QUIET),
        values: Array.from(
          { length: QUIET + 1 },
          (_, d) => drawPoisson(chance, 12) + (kinds.includes(kind) && d > QUIET - 5 ? 7 : 0),
        ),
      }),
    );
    return (judge('respiratory', rows, addDays(FIRST, QUIET), 120)?.p ?? 1) < ALPHA;
  };
  const share = (...kinds: string[]): number =>
    Array.from({ length: 40 }, (_, seed) => found(kinds, seed)).filter(Boolean).length / 40;
  expect(share()).toBe(0);
  const [pharmacy, school, both] = [share('pharmacy'), share('school'), share('pharmacy', 'school')];
  expect(both).toBeGreaterThan(0.7);
  expect(both).toBeGreaterThan(Math.max(pharmacy, school) + 0.25);
});

test('what comes is judged when it comes, and once more by night; the same alert is not raised again', () => {
  const futian = city([places, signalsCapability(library)], {
    protocol: () => ({ library, active: [] }),
    now: `${addDays(FIRST, 40)}T03:00:00.000Z`,
  });
  futian.given(cdc, 'signals.RegisterChannel', { ...SCHOOL, area: 'cn.44.03.04' });
  for (let d = 0; d < 40; d++)
    futian.given(cdc, 'signals.RecordCounts', counted(addDays(FIRST, d), [3, 5, 4, 2, 4, 3][d % 6] as number));
  expect(raised(futian)).toEqual([]);
  futian.given(cdc, 'signals.RecordCounts', counted(addDays(FIRST, 40), 21));
  expect(raised(futian)).toMatchObject([{ area: C1, monitor: 'alone', subject: 'respiratory' }]);
  futian.pass(24);
  expect(futian.replica.find({ view: 'signals.watches' }).map((row: any) => [row.level, row.watchedOn])).toEqual([
    ['community', addDays(FIRST, 40)],
    ['street', addDays(FIRST, 40)],
    ['district', addDays(FIRST, 40)],
    ['city', addDays(FIRST, 40)],
  ]);
  // the street and the district see the same children: the community has said it
  expect(raised(futian)).toHaveLength(1);
  const [top] = futian.replica.find({ view: 'signals.wall', top: { by: '-surprise', n: 1 } }) as any[];
  expect(top).toMatchObject({ area: expect.stringContaining('cn.44.03'), subject: 'respiratory' });
  expect(top.surprise).toBeGreaterThan(2);
});

test('the weekly number an operator can check sets the bound', () => {
  const futian = city([places, signalsCapability(library)], { protocol: () => ({ library, active: [] }) });
  futian.given(cdc, 'signals.RegisterChannel', { ...SCHOOL, area: 'cn.44.03.04' });
  futian.given(cdc, 'signals.RecordCounts', counted('2022-09-19', 3));
  futian.given(cdc, 'signals.SetBudget', { area: 'cn.44.03', weekly: 2 });
  // four areas, one subject, seven nights
  expect(futian.replica.row('signals.budgets', 'cn.44.03')).toMatchObject({ watched: 4, alpha: 2 / 28 });
});

import { expect, test } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { actor, city } from '../../tests/given.ts';
import { capability } from './capability.ts';

const AREA = 'cn.44.03.04';
const trainer = actor('trainer');
const words = { en: 'The line jams', zh: '热线拥堵' };
const at = { id: 'd1', area: AREA };
const line = {
  id: 'life',
  track: 'rights',
  names: words,
  unit: 'share',
  value: 0.5,
  of: 4,
  target: { atLeast: 1 },
  passed: false,
};
const refusedOf = (outcome: unknown): string | undefined => (isRefusal(outcome) ? outcome.refused : undefined);

function scheduled() {
  const here = city([capability]);
  here.given(trainer, 'drills.ScheduleDrill', { ...at, scenario: 'line', names: words, on: '2022-11-01' });
  return here;
}
function running() {
  const here = scheduled();
  here.given(trainer, 'drills.StartDrill', { ...at, seed: 1, days: 4 });
  return here;
}

test('N1: a drill goes from plan to score sheet, and its findings are open until evidence closes them', () => {
  const here = running();
  here.given(trainer, 'drills.Inject', { ...at, n: 0, kind: 'hotline', day: 1, detail: '{}' });
  here.given(trainer, 'drills.Inject', { ...at, n: 0, kind: 'hotline', day: 1, detail: '{}' });
  here.given(trainer, 'drills.EndDrill', { ...at, outcome: 'played', sheet: [line] });
  const finding = { id: 'd1-life', area: AREA, drill: 'd1', track: 'rights', line: 'life', text: words };
  here.given(trainer, 'drills.RecordFinding', finding);
  expect(here.replica.row('drills.drills', 'd1')).toMatchObject({
    stage: 'played',
    findings: 1,
    open: 1,
    sheet: [line],
  });
  expect(here.replica.row('drills.drills', 'd1').injects).toHaveLength(1);
  here.given(actor('hq'), 'drills.CloseFinding', {
    id: 'd1-life',
    area: AREA,
    evidence: { note: 'second line rented' },
  });
  expect(here.replica.row('drills.drills', 'd1')).toMatchObject({ findings: 1, open: 0 });
  expect(here.replica.row('drills.findings', 'd1-life')).toMatchObject({
    status: 'closed',
    evidence: { note: 'second line rented' },
  });
});

test.each([
  ['started twice', () => running(), 'drills.StartDrill', { ...at, seed: 1, days: 4 }, 'drill-stage'],
  [
    'put in the way before it runs',
    scheduled,
    'drills.Inject',
    { ...at, n: 0, kind: 'crew', day: 0, detail: '{}' },
    'drill-stage',
  ],
  [
    'ended without a sheet',
    () => running(),
    'drills.EndDrill',
    { ...at, outcome: 'played', sheet: [] },
    'drill-unscored',
  ],
  [
    'scheduled twice',
    scheduled,
    'drills.ScheduleDrill',
    { ...at, scenario: 'x', names: words, on: '2022-11-01' },
    'drill-stage',
  ],
  [
    'a finding of no drill',
    scheduled,
    'drills.RecordFinding',
    { id: 'f', area: AREA, drill: 'd9', track: 'cost', text: words },
    'drill-unknown',
  ],
  [
    'closing what was never found',
    scheduled,
    'drills.CloseFinding',
    { id: 'f', area: AREA, evidence: { note: 'all done' } },
    'finding-unknown',
  ],
] as const)('refused: %s', (_what, given, command, input, refused) => {
  expect(refusedOf(given().when(trainer, command, input))).toBe(refused);
});

test('a cancelled drill keeps no sheet and cannot go on', () => {
  const here = running();
  here.given(trainer, 'drills.EndDrill', { ...at, outcome: 'cancelled', sheet: [] });
  expect(here.replica.row('drills.drills', 'd1').stage).toBe('cancelled');
  expect(refusedOf(here.when(trainer, 'drills.Inject', { ...at, n: 1, kind: 'crew', day: 0, detail: '{}' }))).toBe(
    'drill-stage',
  );
});

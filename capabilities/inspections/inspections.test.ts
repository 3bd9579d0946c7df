import { expect, test } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { addHours } from '../../kernel/time.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { actor, city } from '../../tests/given.ts';
import { dutiesCapability } from '../duties/capability.ts';
import { capability } from './capability.ts';
import { checklistOn } from './checklist.ts';

const library = await loadProtocols();
const GATE = 'cn.44.03.04.001.001.e1';
const overseer = actor('overseer');
const officer = actor('officer');
const other = actor('officer', { id: 'officer-2', name: 'officer 2' });
const answers = checklistOn(library, 'gate', '2022-11-23').map(({ item }) => ({
  item,
  answer: item === 'exits' ? 'no' : 'yes',
}));
const visit = { id: 'i1', place: GATE, link: 'gate', answers };
const what = {
  id: 'f1',
  inspection: 'i1',
  place: GATE,
  what: '应急出口被堵',
  severity: 'danger',
  owner: 'street-officer',
};
const fixed = { id: 'f1', done: '已搬走护栏', evidence: 'photo-17' };
const passed = { id: 'f1', passed: true, seen: '出口畅通', evidence: 'photo-21' };

type City = ReturnType<typeof city>;
const inspected = (): City => {
  const here = city([capability, dutiesCapability(library)], { protocol: () => ({ library, active: [] }) });
  here.given(overseer, 'inspections.RecordInspection', visit);
  return here;
};
const found = (): City => {
  const here = inspected();
  here.given(overseer, 'inspections.RaiseFinding', { ...what, dueAt: addHours(here.now, 24) });
  return here;
};
const mended = (): City => {
  const here = found();
  here.given(officer, 'inspections.RecordFix', fixed);
  return here;
};
const row = (here: City) => here.replica.row('inspections.findings', 'f1');
const open = (here: City) =>
  (here.replica.find({ view: 'duties.duties', where: { state: 'open' } }) as any[]).map(({ clock }) => clock);
const refusedOf = (outcome: unknown): string | undefined => (isRefusal(outcome) ? outcome.refused : undefined);

test('an inspection answers every question of its link once', () => {
  const here = inspected();
  expect(here.replica.row('inspections.inspections', 'i1')).toMatchObject({ area: GATE, failed: 1, findings: 0 });
  const tried = (list: unknown) =>
    refusedOf(here.when(overseer, 'inspections.RecordInspection', { ...visit, id: 'i2', answers: list }));
  expect(tried(answers.slice(1))).toBe('checklist-incomplete');
  expect(tried([...answers, answers[0]])).toBe('checklist-foreign');
  expect(tried([...answers, { item: 'prices', answer: 'yes' }])).toBe('checklist-foreign');
  expect(refusedOf(here.when(overseer, 'inspections.RecordInspection', visit))).toBe('inspection-exists');
});

test('a finding cannot close without re-check evidence (B11)', () => {
  const here = mended();
  expect(here.when(overseer, 'inspections.Recheck', { id: 'f1', passed: true, seen: '出口畅通' })).toMatchObject({
    refused: 'recheck-evidence',
  });
  expect(row(here)).toMatchObject({ status: 'fixed' });
  here.given(overseer, 'inspections.Recheck', passed);
  expect(row(here)).toMatchObject({
    status: 'closed',
    steps: [
      { kind: 'fixed', by: 'officer 1', evidence: 'photo-17' },
      { kind: 'closed', by: 'overseer 1', evidence: 'photo-21' },
    ],
  });
  expect(here.replica.row('inspections.inspections', 'i1').findings).toBe(1);
});

test('who fixed it does not check it; a colleague may', () => {
  const here = mended();
  expect(refusedOf(here.when(officer, 'inspections.Recheck', passed))).toBe('recheck-own-fix');
  here.given(other, 'inspections.Recheck', passed);
  expect(row(here).status).toBe('closed');
});

test('a failed re-check reopens the finding for the same office by a new deadline', () => {
  const here = mended();
  const failed = { id: 'f1', passed: false, seen: '护栏又回来了' };
  expect(refusedOf(here.when(overseer, 'inspections.Recheck', failed))).toBe('recheck-due');
  expect(refusedOf(here.when(overseer, 'inspections.Recheck', { ...failed, dueAt: here.now }))).toBe(
    'finding-due-past',
  );
  const dueAt = addHours(here.now, 2);
  here.given(overseer, 'inspections.Recheck', { ...failed, dueAt });
  expect(row(here)).toMatchObject({ status: 'open', owner: 'street-officer', dueAt });
  expect(open(here)).toEqual(['inspection.fix.street']);
  expect(refusedOf(here.when(overseer, 'inspections.Recheck', passed))).toBe('fix-none');
});

test('the office owes the fix until its deadline, then the overseer owes the re-check', () => {
  const here = found();
  const duty = here.replica.find({ view: 'duties.duties', where: { clock: 'inspection.fix.street' } })[0] as any;
  expect(duty).toMatchObject({ state: 'open', ownerRole: 'officer', ownerLevel: 'street', dueAt: row(here).dueAt });
  here.given(officer, 'inspections.RecordFix', fixed);
  expect(open(here)).toEqual(['inspection.recheck']);
  here.given(overseer, 'inspections.Recheck', passed);
  expect(open(here)).toEqual([]);
});

test.each([
  ['a finding of no inspection', inspected, 'RaiseFinding', { ...what, inspection: 'i9' }, 'inspection-unknown'],
  ['a finding somewhere else', inspected, 'RaiseFinding', { ...what, place: 'cn.44.03.04.001' }, 'finding-elsewhere'],
  ['the same finding twice', found, 'RaiseFinding', what, 'finding-exists'],
  ['a re-check before a fix', found, 'Recheck', passed, 'fix-none'],
  ['a second fix before the re-check', mended, 'RecordFix', fixed, 'fix-recorded'],
  ['a fix without evidence', found, 'RecordFix', { id: 'f1', done: '已搬走护栏' }, 'input-invalid'],
  ['a re-check of what was never found', inspected, 'Recheck', passed, 'finding-unknown'],
] as const)('refused: %s', (_what, given, command, input, refused) => {
  const here = given();
  const dueAt = command === 'RaiseFinding' ? { dueAt: addHours(here.now, 24) } : {};
  expect(refusedOf(here.when(actor('hq'), `inspections.${command}`, { ...input, ...dueAt }))).toBe(refused);
});

test('a closed finding stays closed', () => {
  const here = mended();
  here.given(overseer, 'inspections.Recheck', passed);
  expect(refusedOf(here.when(overseer, 'inspections.Recheck', passed))).toBe('finding-closed');
  expect(refusedOf(here.when(officer, 'inspections.RecordFix', fixed))).toBe('finding-closed');
});

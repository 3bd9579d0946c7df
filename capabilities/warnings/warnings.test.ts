import { expect, test } from 'vitest';
import { systemActor } from '../../kernel/actor.ts';
import { addHours } from '../../kernel/time.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { actor, city } from '../../tests/given.ts';
import { dutiesCapability } from '../duties/capability.ts';
import type { DutyRow } from '../duties/index.ts';
import { signalsCapability } from '../signals/capability.ts';
import { capability } from './capability.ts';

const library = await loadProtocols();
const cdc = actor('investigator');
const officer = actor('officer');
const C1 = 'cn.44.03.04.001.001';
const id = 'a1';
const verified = { id, how: 'asked the clinic: eleven fevers, one class', emergedOn: '2022-09-17' };

const here = () =>
  city([signalsCapability(library), capability, dutiesCapability(library)], {
    protocol: () => ({ library, active: [] }),
  });
const opened = (id = 'a1') => ({
  id,
  area: C1,
  subject: 'respiratory',
  day: '2022-09-20',
  monitor: 'together',
  p: 1e-5,
  alpha: 0.001,
  parts: [],
  why: { en: 'Weak signals agree.', zh: '多个弱信号相互印证。' },
});
function withAlert() {
  const futian = here();
  futian.given(systemActor('warnings'), 'warnings.OpenAlert', opened());
  return futian;
}
const duties = (futian: ReturnType<typeof here>, clock: string) =>
  (futian.replica.find({ view: 'duties.duties', where: { clock } }) as DutyRow[]).map(({ state }) => state);

test('an alert is verified, notified, assessed and answered; 7-1-7 is measured by the log', () => {
  const futian = withAlert();
  expect(duties(futian, 'alert.verify')).toEqual(['open']);
  expect(duties(futian, 'alert.notify')).toEqual(['open']);
  futian.given(cdc, 'warnings.TakeAlert', { id });
  futian.pass(5);
  futian.given(cdc, 'warnings.VerifyAlert', verified);
  futian.pass(1);
  futian.given(cdc, 'warnings.NotifyAlert', { id, to: 'District health bureau' });
  expect(duties(futian, 'alert.respond')).toEqual(['open']);
  futian.given(cdc, 'warnings.AssessAlert', { id, risk: 'moderate', grounds: 'one class, no severe case' });
  const row = futian.replica.row('warnings.alerts', id);
  expect(row).toMatchObject({ stage: 'responding', ownerId: cdc.id, emergedOn: '2022-09-17', risk: 'moderate' });
  expect(row.notifiedAt).toBe(addHours(row.detectedAt, 6));
  expect(row.steps).toHaveLength(7);
  expect(duties(futian, 'playbook.step')).toEqual(Array(7).fill('open'));
  expect(futian.when(cdc, 'warnings.CompleteResponse', { id, note: 'over' })).toMatchObject({ refused: 'steps-open' });
  for (const { action } of row.steps.slice(1))
    futian.given(cdc, 'warnings.RecordStepDone', { id, action, result: 'done as planned' });
  futian.given(cdc, 'warnings.SkipStep', { id, action: row.steps[0].action, reason: 'does not apply here' });
  futian.given(cdc, 'warnings.CompleteResponse', { id, note: 'no new case for a week' });
  expect(futian.replica.find({ view: 'duties.duties' }).every((duty: any) => duty.state === 'done')).toBe(true);
  expect(futian.replica.row('warnings.alerts', id)).toMatchObject({ stage: 'completed', respondedAt: futian.now });
});

test('a discarded alert owes nothing and counts against the next of its kind', () => {
  const futian = withAlert();
  futian.given(cdc, 'warnings.VerifyAlert', verified);
  futian.given(cdc, 'warnings.DiscardAlert', { id, because: 'not-confirmed', reason: 'laboratory: all negative' });
  expect(futian.replica.find({ view: 'duties.duties' }).every((duty: any) => duty.state === 'done')).toBe(true);
  futian.given(systemActor('warnings'), 'warnings.OpenAlert', opened('a2'));
  expect(futian.replica.row('warnings.alerts', 'a2').before).toEqual({ right: 0, wrong: 1 });
  futian.given(cdc, 'warnings.VerifyAlert', { ...verified, id: 'a2' });
  futian.given(systemActor('warnings'), 'warnings.OpenAlert', opened('a3'));
  expect(futian.replica.row('warnings.alerts', 'a3').before).toEqual({ right: 1, wrong: 1 });
  // the playbook is open already
  futian.given(cdc, 'warnings.VerifyAlert', { ...verified, id: 'a3' });
  expect(futian.replica.row('warnings.alerts', 'a3').steps).toEqual([]);
  futian.given(cdc, 'warnings.ReopenAlert', { id, reason: 'second sample is positive' });
  expect(duties(futian, 'alert.verify')).toContain('open');
});

test('a warning takes one of the three forms, and only once the alert is verified', () => {
  const futian = withAlert();
  const warning = {
    id,
    warning: 'w1',
    form: 'warning-information',
    to: '各医疗机构',
    zh: '请加强筛查',
    en: 'Please look',
  };
  expect(futian.when(officer, 'warnings.IssueWarning', warning)).toMatchObject({ refused: 'alert-stage' });
  futian.given(cdc, 'warnings.VerifyAlert', verified);
  futian.given(officer, 'warnings.IssueWarning', warning);
  expect(futian.when(officer, 'warnings.IssueWarning', { ...warning, form: 'rumour' })).toMatchObject({
    refused: 'input-invalid',
  });
  expect(futian.replica.row('warnings.issued', 'w1')).toMatchObject({ form: 'warning-information', alert: id });
});

test('somebody may report what no series shows, and nobody skips a step that is not there', () => {
  const futian = here();
  futian.given(actor('desk'), 'warnings.ReportEvent', {
    id,
    area: C1,
    subject: 'rash-fever',
    what: '三名儿童发热出疹',
  });
  expect(futian.replica.row('warnings.alerts', id)).toMatchObject({
    stage: 'open',
    monitor: 'person',
    subject: 'rash-fever',
  });
  expect(futian.when(cdc, 'warnings.VerifyAlert', { ...verified, emergedOn: '2022-09-30' })).toMatchObject({
    refused: 'emerged-future',
  });
  expect(futian.when(cdc, 'warnings.SkipStep', { id, action: 'sing', reason: 'no voice' })).toMatchObject({
    refused: 'step-not-open',
  });
  expect(futian.when(cdc, 'warnings.VerifyAlert', { ...verified, id: 'nobody' })).toMatchObject({
    refused: 'alert-unknown',
  });
});

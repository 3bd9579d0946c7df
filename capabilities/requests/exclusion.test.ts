import { expect, test } from 'vitest';
import { actor } from '../../tests/given.ts';
import { desk, food, mother, start, street } from '../../tests/requests-city.ts';

const inspection = actor('overseer', {
  id: 'ov-1',
  area: 'cn.44.03',
  org: { id: 'inspection', name: 'City inspection', level: 'city', kind: 'oversight' },
});
const justice = actor('reviewer', {
  id: 'rv-1',
  area: 'cn.44.03',
  org: { id: 'justice', name: 'Justice bureau', level: 'city', kind: 'government' },
});
const reason = { reason: '电话确认家中确实没有菜' };

/** Her request, answered by the street and left out of the rates as unfounded. */
const excluded = () => {
  const here = start();
  here.futian.given(desk, 'requests.TakeRequest', food('r1', { caller: { account: mother.id } }));
  here.futian.given(street, 'requests.AnswerRequest', { id: 'r1', what: '上门无人' });
  here.futian.given(inspection, 'requests.ExcludeRequest', { id: 'r1', code: 'unfounded', reason: '诉求不属实' });
  return { ...here, exclusion: () => here.futian.replica.row('requests.exclusions', 'r1') };
};

test('she sees who left her request out and why, appeals, another organisation decides for her: it counts again', () => {
  const { futian, row, exclusion } = excluded();
  expect(exclusion()).toMatchObject({ code: 'unfounded', by: { org: 'City inspection' }, appeal: 'none' });
  futian.given(mother, 'requests.AppealExclusion', { id: 'r1', ...reason });
  expect(exclusion()).toMatchObject({ appeal: 'open', appealReason: reason.reason });
  futian.given(justice, 'requests.DecideExclusion', { id: 'r1', decision: 'overturned', reason: '通话记录证明属实' });
  expect(row('r1').excluded).toBeNull();
  expect(exclusion()).toMatchObject({ appeal: 'overturned', decision: { org: 'Justice bureau' } });
  expect(
    futian.when(inspection, 'requests.ExcludeRequest', { id: 'r1', code: 'unlawful', reason: '再次剔除' }),
  ).toMatchObject({ refused: 'exclusion-overturned' });
});

test('who excluded, and who did the work, do not decide', () => {
  const { futian } = excluded();
  futian.given(mother, 'requests.AppealExclusion', { id: 'r1', ...reason });
  for (const org of [inspection.org, street.org])
    expect(
      futian.when({ ...justice, id: 'other', org }, 'requests.DecideExclusion', {
        id: 'r1',
        decision: 'upheld',
        reason: '维持原认定',
      }),
    ).toMatchObject({ refused: 'reviewer-not-independent' });
});

test('upheld, it stays out, and a second appeal is told where to go', () => {
  const { futian, row } = excluded();
  futian.given(mother, 'requests.AppealExclusion', { id: 'r1', ...reason });
  futian.given(justice, 'requests.DecideExclusion', { id: 'r1', decision: 'upheld', reason: '两次上门均无人' });
  expect(row('r1').excluded).toBe('unfounded');
  expect(futian.when(mother, 'requests.AppealExclusion', { id: 'r1', ...reason })).toMatchObject({
    refused: 'exclusion-decided',
  });
});

test('an appeal comes in time, from her or for her, and only where something was left out', () => {
  const here = excluded();
  const stranger = { ...mother, id: 'acc-stranger', area: `${mother.area.slice(0, -3)}999` };
  expect(here.futian.when(stranger, 'requests.AppealExclusion', { id: 'r1', ...reason })).toMatchObject({
    refused: 'request-not-yours',
  });
  here.futian.pass(24 * 15 + 1);
  expect(here.futian.when(desk, 'requests.AppealExclusion', { id: 'r1', ...reason })).toMatchObject({
    refused: 'exclusion-appeal-late',
  });
  const other = start();
  other.futian.given(desk, 'requests.TakeRequest', food('r2'));
  expect(other.futian.when(desk, 'requests.AppealExclusion', { id: 'r2', ...reason })).toMatchObject({
    refused: 'exclusion-none',
  });
  expect(
    other.futian.when(justice, 'requests.DecideExclusion', { id: 'r2', decision: 'upheld', ...reason }),
  ).toMatchObject({ refused: 'exclusion-appeal-none' });
});

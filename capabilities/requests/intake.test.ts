import { expect, test } from 'vitest';
import { actor } from '../../tests/given.ts';
import { community, desk, food, home, start, street } from '../../tests/requests-city.ts';

test('the same household and class near in time is suggested as a duplicate, merged, unmerged, and closes with the main one', () => {
  const { futian, row } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(desk, 'requests.TakeRequest', food('r2', { description: '买不到米' }));
  expect(futian.replica.row('requests.duplicates', 'r2')).toMatchObject({ similar: [{ id: 'r1' }] });
  futian.given(desk, 'requests.MergeRequest', { id: 'r2', into: 'r1' });
  expect(row('r1').merged).toEqual(['r2']);
  expect(futian.when(desk, 'requests.AnswerRequest', { id: 'r2', what: 'done' })).toMatchObject({
    refused: 'request-merged',
  });
  futian.given(desk, 'requests.UnmergeRequest', { id: 'r2', reason: '两件事' });
  expect(row('r2')).toMatchObject({ state: 'taken', into: null });
  expect(row('r1').merged).toEqual([]);
  futian.given(desk, 'requests.MergeRequest', { id: 'r2', into: 'r1' });
  futian.given(street, 'requests.AnswerRequest', { id: 'r1', what: 'done' });
  futian.given(desk, 'requests.RecordCallBack', { id: 'r1', outcome: 'solved', channel: 'phone' });
  expect(row('r2')).toMatchObject({ state: 'closed', closedHow: 'merged' });
});

test('at one place the words decide; a life in danger is never merged into something slower', () => {
  const { futian } = start();
  const lamp = (id: string, description: string) => ({
    id,
    class: 'street-lights',
    channel: 'app',
    place: community,
    description,
  });
  futian.given(desk, 'requests.TakeRequest', lamp('l1', '小区东门路灯不亮'));
  futian.given(desk, 'requests.TakeRequest', lamp('l2', '东门路灯不亮了，小区很黑'));
  futian.given(desk, 'requests.TakeRequest', lamp('l3', '红绿灯坏了'));
  expect(futian.replica.row('requests.duplicates', 'l2')?.similar).toMatchObject([{ id: 'l1' }]);
  expect(futian.replica.row('requests.duplicates', 'l3')).toBeUndefined();
  futian.given(desk, 'requests.PressLifeThreat', { id: 'x1', place: community });
  expect(futian.when(desk, 'requests.MergeRequest', { id: 'x1', into: 'l1' })).toMatchObject({
    refused: 'merge-less-urgent',
  });
});

test('the life-threat button needs a place and nothing else; its clocks run at once; pressing twice is harmless', () => {
  const { futian, row, duty } = start();
  futian.given(actor('volunteer'), 'requests.PressLifeThreat', { id: 'x1', place: home });
  futian.given(actor('volunteer'), 'requests.PressLifeThreat', { id: 'x1', place: home });
  expect(row('x1')).toMatchObject({ urgency: 'life', rank: 0, life: true, personal: true });
  expect(duty('request.answer.life:request/x1')).toMatchObject({ state: 'open', dueAt: '2022-09-20T03:00:00.000Z' });
});

test('a class asks its own questions; a life in danger does not wait for the answers', () => {
  const { futian } = start();
  const insulin = { ...food('m1'), class: 'medicine', description: '胰岛素快用完了' };
  expect(futian.when(desk, 'requests.TakeRequest', insulin)).toMatchObject({
    refused: 'attributes-invalid',
    value: ['medicine'],
  });
  expect(
    futian.when(desk, 'requests.TakeRequest', {
      ...insulin,
      attributes: { medicine: '胰岛素', runsOutAt: 'tomorrow' },
    }),
  ).toMatchObject({ refused: 'attributes-invalid' });
  futian.given(desk, 'requests.TakeRequest', {
    ...insulin,
    attributes: { medicine: '胰岛素', runsOutAt: '2022-09-21T01:00:00Z' },
  });
  expect(futian.replica.row('duties.duties', 'request.medicine.before-run-out:request/m1')).toMatchObject({
    dueAt: '2022-09-20T13:00:00.000Z',
    ownerRole: 'grid',
  });
  futian.given(desk, 'requests.TakeRequest', { ...insulin, id: 'm2', life: true });
  expect(futian.when(desk, 'requests.TakeRequest', { ...insulin, id: 'm3', class: 'nonsense' })).toMatchObject({
    refused: 'request-class-unknown',
  });
});

test('a standing proxy speaks for the beneficiary; somebody without standing is only the caller', () => {
  const { futian, full } = start();
  expect(futian.when(desk, 'requests.TakeRequest', food('r1', { proxy: `${home}.px1` }))).toMatchObject({
    refused: 'proxy-unknown',
  });
  futian.given(desk, 'people.RegisterHousehold', {
    path: home,
    kind: 'home',
    members: [{ id: `${home}.p1`, name: '李奶奶', sex: 'female', smartphone: false }],
  });
  futian.given(desk, 'people.GrantProxy', {
    path: home,
    id: 'px1',
    person: `${home}.p1`,
    proxy: { name: '王小明', phone: '13812341234', account: 'acc-son' },
    scope: ['requests'],
    until: '2022-12-01T00:00:00.000Z',
    how: 'paper',
  });
  futian.given(desk, 'requests.TakeRequest', food('r1', { proxy: `${home}.px1` }));
  expect(full('r1')).toMatchObject({ proxy: { name: '王小明' }, proxyAccount: 'acc-son' });
});

test('the public list has no personal class, no telephone number, and only coarse places', () => {
  const { futian } = start();
  futian.given(desk, 'requests.TakeRequest', food('r1'));
  futian.given(desk, 'requests.TakeRequest', {
    id: 'p1',
    class: 'noise',
    channel: 'app',
    place: `${community}.e1.b1`,
    point: [114.057868, 22.543099],
    description: '楼下喇叭太吵，联系 13812341234',
  });
  const rows = futian.replica.find({ view: 'requests.public' });
  expect(rows).toMatchObject([
    { id: 'p1', area: community, point: [114.058, 22.543], description: '楼下喇叭太吵，联系 ****' },
  ]);
  futian.given(desk, 'requests.ReclassifyRequest', { id: 'p1', class: 'psychological', reason: 'about a person' });
  expect(futian.replica.find({ view: 'requests.public' })).toEqual([]);
});

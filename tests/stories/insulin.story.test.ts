import { expect, test } from 'vitest';
import { screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();

test('a woman without a smartphone phones for insulin: taken in a minute, brought by a volunteer without network, not solved, sent up, solved, closed', async () => {
  const desk = city.as('desk');
  const carers = await desk.rows<{ id: string; member: string }>('crew.carers', { member: 'volunteer' });
  const persons = await desk.rows<{ id: string; household: string; sex: string; name: string; phone: string | null }>(
    'people.persons',
  );
  const woman = persons.find((each) => each.sex === 'female' && carers.some(({ id }) => id === each.household));
  if (!woman) throw new Error('the volunteer cares for no woman');
  await desk.does('people.CorrectMember', {
    path: woman.household,
    person: woman.id,
    changes: { smartphone: false },
    reason: '老人使用座机',
  });
  const door = woman.household.split('.').at(-1) as string;

  // the operator takes the call, keyboard and a few words
  const screen = await desk.opens('/desk');
  await screen.getByRole('button', { name: /受理诉求/ }).waitFor();
  const began = Date.now();
  await screen.keyboard.press('n');
  const intake = screen.getByRole('dialog');
  await intake.getByRole('combobox').first().fill(woman.name);
  await intake
    .getByRole('option', { name: new RegExp(door.slice(1)) })
    .first()
    .click();
  await intake.getByLabel('来电号码').fill('0755-26001234');
  await intake.getByRole('combobox', { name: /类别/ }).fill('胰岛素');
  await intake.getByRole('option').first().click();
  await intake.getByLabel('需要什么（按原话）').fill('我没有智能手机，胰岛素今晚就打完了，楼里出不去。');
  await intake.getByLabel(/药品名称/).fill('门冬胰岛素注射液');
  await screenshot(screen, 'story-2-intake');
  await screen.keyboard.press('Control+Enter');
  const taken = await until(
    async () => (await desk.rows<any>('requests.queue', { household: woman.household }))[0],
    'the request is taken',
  );
  expect(Date.now() - began).toBeLessThan(60_000);
  expect(taken).toMatchObject({ class: 'medicine', urgency: 'urgent', channel: 'phone', state: 'taken' });

  await screen.getByRole('dialog').getByRole('button', { name: '派单' }).click();
  const drawer = screen.getByRole('dialog');
  await drawer.getByRole('radio', { name: '社区' }).check();
  await screen.waitForTimeout(700); // the form of the chosen office
  await drawer.getByLabel(/经办人/).fill('周晓岚');
  await drawer.getByRole('option', { name: /周晓岚/ }).click();
  await drawer.getByRole('button', { name: '派单' }).last().click();
  const visit = await until(
    async () =>
      (await desk.rows<any>('visits.visits', { request: taken.id }))[0]?.assignee &&
      (await desk.rows<any>('visits.visits', { request: taken.id }))[0],
    'a visit is planned and assigned',
  );
  expect(visit).toMatchObject({ assignee: 'volunteer', urgent: true, kind: 'delivery' });

  // the volunteer's phone has the duty, then loses the network in the stairwell
  const phone = await city.as('volunteer').opens('/field', { viewport: 'phone' });
  await phone
    .getByRole('button', { name: /配送到户.*紧急/ })
    .first()
    .waitFor();
  await phone.getByText('已全部上传').waitFor();
  await phone.waitForTimeout(1500);
  await phone.context().setOffline(true);
  await phone.getByText('无网络').first().waitFor();
  await phone
    .getByRole('button', { name: /配送到户.*紧急/ })
    .first()
    .click();
  const sheet = phone.getByRole('dialog');
  await sheet.getByRole('button', { name: '完成', exact: true }).click();
  await sheet.getByText('有，已与住户说话').click();
  await sheet.getByText('全部完成').click();
  await sheet.getByLabel('签收人').fill('本人');
  await sheet.getByLabel('备注').fill('两支，已放冰箱');
  await sheet.getByRole('button', { name: '完成', exact: true }).click();
  await phone.getByText('1 条尚未上传').waitFor();
  await screenshot(phone, 'story-2-offline');
  expect((await desk.rows<any>('visits.visits', { request: taken.id }))[0].status).toBe('assigned');
  await phone.context().setOffline(false);
  await until(
    async () => (await desk.rows<any>('visits.visits', { request: taken.id }))[0]?.status === 'done',
    'the phone sends what it kept',
    30_000,
  );
  await phone.getByText('已全部上传').waitFor();
  const answered = await until(async () => {
    const row = (await desk.rows<any>('requests.queue', { ids: taken.id }))[0];
    return row?.state === 'answered' && row;
  }, 'the request is answered by the visit');
  expect(answered.answer).toContain('两支');

  // somebody else calls back: not solved
  const caller = await city.as('desk-2').opens(`/desk?request=${taken.id}`);
  const card = caller.getByRole('dialog');
  await card.getByRole('button', { name: '回访' }).click();
  await card.getByLabel('备注').fill('送来的是预混型，不能用');
  await card.getByRole('button', { name: '未解决' }).click();
  await card.getByRole('button', { name: '不满意', exact: true }).click();
  const again = await until(async () => {
    const row = (await desk.rows<any>('requests.queue', { ids: taken.id }))[0];
    return row?.reopened === 1 && row;
  }, 'it is opened again');
  expect(again).toMatchObject({ state: 'dispatched', outcome: 'not-solved', closedAt: null });
  await screenshot(caller, 'story-2-not-solved');

  // the level above takes it on and answers
  const officer = await city.as('community-officer').opens(`/desk?request=${taken.id}`);
  const theirs = officer.getByRole('dialog');
  await theirs.getByRole('button', { name: '上报一级' }).click();
  await theirs.getByLabel(/原因/).fill('社区药店没有门冬胰岛素，请街道从医院药房调。');
  await theirs.getByRole('button', { name: '上报一级' }).last().click();
  const up = await until(async () => {
    const row = (await desk.rows<any>('requests.queue', { ids: taken.id }))[0];
    return row?.handedUp === 1 && row;
  }, 'it has gone up a level');
  expect(['street', 'district']).toContain(up.level);
  const above = await city
    .as(up.level === 'street' ? 'officer' : 'district-officer')
    .opens(`/desk?request=${taken.id}`);
  const level = above.getByRole('dialog');
  await level.getByRole('button', { name: '反馈' }).click();
  await level.getByLabel(/办理结果/).fill('从市二院药房取得门冬胰岛素两支，18时送达，本人试用正确。');
  await level.getByRole('button', { name: '反馈' }).last().click();
  await until(
    async () => (await desk.rows<any>('requests.queue', { ids: taken.id }))[0]?.state === 'answered',
    'answered again',
  );

  // solved, in her own words: only that closes
  await caller.reload();
  await card.getByRole('button', { name: '回访' }).click();
  await card.getByRole('button', { name: '已解决' }).click();
  await card.getByRole('button', { name: '满意', exact: true }).click();
  const closed = await until(async () => {
    const row = (await desk.rows<any>('requests.queue', { ids: taken.id }))[0];
    return row?.state === 'closed' && row;
  }, 'it is closed');
  expect(closed).toMatchObject({
    closedHow: 'call-back',
    outcome: 'solved',
    satisfied: true,
    reopened: 1,
    handedUp: 1,
    due: {},
  });
  await screenshot(caller, 'story-2-closed');
});

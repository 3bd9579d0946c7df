import { expect, test } from 'vitest';
import { addHours } from '../../kernel/time.ts';
import { axe, screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();

test('urgent insulin is put into the running round before the dispatcher’s eyes; the volunteer sees it, the household is told; nobody skilled says so', async () => {
  const officer = city.as('community-officer');
  const homes = await officer.rows<{ id: string }>('people.households');
  const now = await city.now();
  const asks = (id: string, n: number, more: object = {}) =>
    officer.does('visits.PlanVisit', {
      id,
      kind: 'delivery',
      household: homes[n]?.id,
      window: { from: now, to: addHours(now, 6) },
      urgent: false,
      ...more,
    });
  const screen = await officer.opens('/dispatch');
  // the morning's round stands already; it is given up for a new one with the food in it
  await screen.getByRole('button', { name: '撤销' }).click();
  await screen.getByText('尚无排班').waitFor();
  for (const n of [0, 1, 2, 3, 4, 5]) await asks(`food-${n}`, n);
  await screen.getByRole('button', { name: '生成排班' }).click();
  await screen.getByRole('button', { name: '确认并告知住户' }).click();
  await screen.getByText('执行中').or(screen.getByText('已确认，已告知住户')).first().waitFor();
  const food = await until(
    async () =>
      (await officer.rows<any>('visits.visits', { status: 'assigned' })).find(
        (row) => row.id.startsWith('food') && row.expected,
      ),
    'a household is told when',
  );
  expect(food.told).toHaveLength(1);
  await screenshot(screen, 'story-rounds-board', true);
  expect(await axe(screen)).toEqual([]);

  // dragged: the price is seen while it is held, and nothing happens until it is confirmed
  const card = screen.locator('.rounds-stop[draggable="true"]').last();
  const before = await officer.rows<any>('rounds.rounds', { status: 'running' });
  const dataTransfer = await screen.evaluateHandle('new DataTransfer()');
  await card.dispatchEvent('dragstart', { dataTransfer });
  await screen
    .getByRole('region', { name: '空闲人员' })
    .getByRole('listitem')
    .first()
    .dispatchEvent('dragover', { dataTransfer });
  await screen
    .getByText(/工时 [+−±]\d+ 分钟/)
    .first()
    .waitFor();
  await screenshot(screen, 'story-rounds-drag', true);
  await card.dispatchEvent('dragend', { dataTransfer });
  expect((await officer.rows<any>('rounds.rounds', { status: 'running' }))[0].lines).toEqual(before[0].lines);
  await screen.getByRole('button', { name: '确定调整' }).click();
  await screen.getByText('人工调整').first().waitFor();

  // before the viewer's eyes, without loading the page again
  await asks('insulin', 6, { urgent: true, items: [{ name: '胰岛素', amount: '1 支' }] });
  await screen.getByText('刚插入').first().waitFor();
  const insulin = await until(
    async () =>
      (await officer.rows<any>('visits.visits', { status: 'assigned' })).find(
        (row) => row.id === 'insulin' && row.expected,
      ),
    'the household is told',
  );
  await asks('nobody', 7, { urgent: true, licences: ['anaesthetist'] });
  await screen.getByText('anaesthetist').first().waitFor();

  // a move by keyboard, its price before it is made
  const stop = screen.locator('.rounds-stop[aria-pressed]').first();
  await stop.focus();
  await screen.keyboard.press('Enter');
  await screen.keyboard.press('ArrowDown');
  await screen
    .getByText(/工时 [+−±]\d+ 分钟/)
    .first()
    .waitFor();
  await screenshot(screen, 'story-rounds-move', true);
  expect(await axe(screen)).toEqual([]);
  await screen.getByRole('button', { name: '确定调整' }).click();
  await screen.getByText('人工调整').first().waitFor();

  // it goes to somebody whose phone we hold
  if (insulin.assignee !== 'grid') {
    const [running] = await officer.rows<any>('rounds.rounds', { status: 'running' });
    await officer.does('rounds.MoveStop', { id: running.id, visit: 'insulin', to: 'grid', next: null });
  }
  const phone = await city.as('grid').opens('/field', { viewport: 'phone' });
  await phone
    .getByText(/胰岛素/)
    .first()
    .waitFor();
  await phone
    .getByText(/已告知/)
    .first()
    .waitFor();
  await screenshot(phone, 'story-rounds-phone', true);

  // the network goes: the round is walked on, and what was done is sent when it is back
  await phone.getByText('已全部上传').waitFor();
  await phone.waitForTimeout(1500);
  await phone.context().setOffline(true);
  await phone.getByText('无网络').first().waitFor();
  for (const sent of [1, 2]) {
    await phone
      .getByRole('button', { name: /配送到户/ })
      .first()
      .click();
    const sheet = phone.getByRole('dialog');
    await sheet.getByRole('button', { name: '完成', exact: true }).click();
    await sheet.getByText('有，已与住户说话').click();
    await sheet.getByText('全部完成').click();
    await sheet.getByLabel('签收人').fill('本人');
    await sheet.getByRole('button', { name: '完成', exact: true }).click();
    await phone.getByText(`${sent} 条尚未上传`).waitFor();
  }
  await screenshot(phone, 'story-rounds-offline', true);
  const done = async () => (await officer.rows<any>('visits.visits', { status: 'done' })).length;
  const doneBefore = await done();
  await phone.context().setOffline(false);
  await until(async () => (await done()) === doneBefore + 2, 'the phone sends both', 30_000);

  // nobody comes to the rest in time: it is late, the rest is planned anew, and households are told another time
  const assigned = () => officer.rows<any>('visits.visits', { status: 'assigned' });
  const toldBefore = new Map((await assigned()).map((row) => [row.id, row.told.length]));
  await city.pass(2);
  await screen.getByText('余下任务已重排').first().waitFor();
  await until(
    async () => (await assigned()).some((row) => row.told.length > (toldBefore.get(row.id) ?? 0)),
    'somebody is told a new time',
  );

  const small = await officer.opens('/dispatch', { viewport: 'phone', lang: 'en' });
  await small.getByText('What changed').waitFor();
  await screenshot(small, 'story-rounds-phone-board', true);
  expect(await axe(small)).toEqual([]);
});

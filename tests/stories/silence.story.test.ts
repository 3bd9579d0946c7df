import { expect, test } from 'vitest';
import { axe, screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();

test('a restricted household is silent for three days: it is flagged, and somebody knocks the same day', async () => {
  const desk = city.as('desk');
  const [order] = await desk.rows<{ household: string }>('stays.orders', { status: 'open' });
  const home = order?.household as string;
  const watched = async () => (await desk.rows<any>('visits.households', { ids: home }))[0];
  await city.as('grid').does('people.CheckOnHousehold', { path: home, how: 'door', outcome: 'well' });
  const heard = (await watched()).lastHeardAt;
  await city.pass(70);
  expect(await watched()).toMatchObject({ silent: false, lastHeardAt: heard });
  await city.pass(3);
  const silent = await until(async () => {
    const row = await watched();
    return row.silent && row;
  }, 'the household counts as silent');
  expect((Date.parse(silent.flaggedAt) - Date.parse(heard)) / 3_600_000).toBeLessThan(73.2);

  const [knock] = await until(async () => {
    const rows = await desk.rows<any>('visits.visits', { household: home, kind: 'knock' });
    return rows.length > 0 && rows;
  }, 'a knock is planned');
  expect(knock).toMatchObject({ urgent: true, status: 'assigned' });
  const page = await city.as(knock.assignee).opens('/field', { viewport: 'phone' });
  await page.getByRole('button', { name: /敲门：多日无音讯/ }).click();
  await screenshot(page, 'story-3-knock');
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: '出发', exact: true }).click();
  await sheet.getByRole('button', { name: '完成', exact: true }).click();
  await sheet.getByText('有，已与住户说话').click();
  await sheet.getByText('全部完成').click();
  await sheet.getByLabel('备注').fill('住户手机坏了，人平安');
  await sheet.getByRole('button', { name: '完成', exact: true }).click();
  const after = await until(async () => {
    const row = await watched();
    return row && !row.silent && row;
  }, 'somebody answered the door');
  expect(after.lastHeardAt > silent.lastHeardAt).toBe(true);
});

test('an administrator registers a building with an exit; its number is taken only once', async () => {
  const page = await city.as('admin').opens('/desk/places');
  await page.getByRole('searchbox').fill('440304001019');
  await page.getByRole('row', { name: /440304001019/ }).click();
  await page.getByRole('row', { name: /小区/ }).first().click();
  await page.getByRole('button', { name: '在此登记地点' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('编号').fill('1');
  await form.getByLabel('中文', { exact: true }).fill('人才公寓');
  await form.getByLabel('英文', { exact: true }).fill('Talent apartments');
  await form.getByRole('button', { name: '添加' }).click();
  await form.getByLabel('类型').last().selectOption('stair');
  await form.getByRole('button', { name: '登记', exact: true }).click();
  await form.getByText('此编号的地点已登记').waitFor();
  await form.getByLabel('编号').fill('88');
  await form.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByRole('row', { name: /人才公寓/ }).click();
  await page.getByRole('list', { name: '出口' }).getByText('楼梯').waitFor();
  const [row] = await city.as('admin').rows<any>('places.places', { ids: 'cn.44.03.04.001.019.e1.b88' });
  expect(row).toMatchObject({ kind: 'building', names: { zh: '人才公寓' }, exits: [{ id: 'stair-1' }] });
  expect(await axe(page)).toEqual([]);
});

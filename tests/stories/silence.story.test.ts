import { expect, test } from 'vitest';
import { screenshot } from '../browser.ts';
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

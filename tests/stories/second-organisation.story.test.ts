import { expect, test } from 'vitest';
import { screenshot } from '../browser.ts';
import { stage } from './stage.ts';

const city = stage();
const edition = { disease: 'covid-19', edition: 'cn-covid-9-20', area: 'cn.44.03' };
const reason = '已逐条对照第九版';

test('a switch of edition needs a second organisation: neither the government alone, nor its own word twice, nor a word for a later day', async () => {
  const hq = city.as('city-hq');
  const expert = city.as('city-cdc');
  const today = Date.parse((await city.now()).slice(0, 10));
  const inDays = (days: number) => new Date(today + days * 86_400_000).toISOString().slice(0, 10);
  const [later, after] = [inDays(5), inDays(8)];
  const switchIt = async () =>
    ((await hq.run('editions.ActivateEdition', { ...edition, from: later })) as any).refusal?.refused;

  // every value without a source is answered for by name first
  const page = await expert.opens('/orders/editions');
  await page.getByRole('tab', { name: '切换' }).click();
  await page.getByRole('combobox').selectOption(edition.edition);
  await page.getByText(/项数值没有完整来源/).waitFor();
  await page.getByRole('checkbox').first().check();
  await page.getByLabel('来源').fill('已查阅二十条原文');
  await page.getByRole('button', { name: /签字负责/ }).click();
  await page.getByText('全部数值均有来源或已签字。').waitFor();

  expect(await switchIt()).toBe('second-organisation-missing');
  await hq.run('editions.AgreeToSwitch', { ...edition, from: later, reason });
  expect(await switchIt()).toBe('second-organisation-missing');
  await city.as('overseer').does('editions.AgreeToSwitch', { ...edition, from: after, reason });
  expect(await switchIt()).toBe('second-organisation-missing');

  await page.getByLabel('自', { exact: true }).first().fill(later);
  await page.getByLabel('查阅了什么、为何同意').fill(reason);
  await page.getByRole('button', { name: /代表市疾控中心同意/ }).click();
  await page
    .getByText(/市疾控中心.*曹静/)
    .first()
    .waitFor();
  await screenshot(page, 'story-second-organisation', true);
  expect(await switchIt()).toBeUndefined();
  expect((await hq.rows<any>('editions.inForce', { disease: 'covid-19' }))[0]).toMatchObject({ beginsOn: later });
});

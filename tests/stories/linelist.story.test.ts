import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();
const sample = (name: string): string => join(import.meta.dirname, '..', '..', 'adapters', 'linelist', 'samples', name);

/** Chooses a file in the import dialog and waits for the mapping. */
async function choose(page: Page, file: string) {
  await page.goto(`${city.url}/cases`);
  await page.getByRole('button', { name: '导入名单' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles(sample(file));
  await dialog.getByRole('button', { name: '查看变化' }).waitFor();
  return dialog;
}

/** A disease that no edition knows. */
async function otherDisease(dialog: Locator, name: string): Promise<void> {
  await dialog.getByLabel('疾病', { exact: true }).last().selectOption({ label: '其他疾病' });
  await dialog.getByLabel(/其他疾病名称/).fill(name);
}

test('the real line list of MERS in Korea 2015 is imported through the screen: 162 cases, the curve and the chain', async () => {
  const investigator = city.as('investigator');
  const page = await investigator.opens('/cases');
  const dialog = await choose(page, 'mers_korea_2015.linelist.csv');
  await dialog.getByLabel('相互矛盾的值').selectOption('set-aside');
  await otherDisease(dialog, 'mers');
  await dialog.getByLabel('病例分类', { exact: true }).last().fill('confirmed');
  await dialog.getByLabel('报告日期', { exact: true }).last().fill('2015-07-05');
  await screenshot(page, 'story-8-mapping');
  await dialog.getByRole('button', { name: '查看变化' }).click();
  await dialog.getByRole('button', { name: '导入正确的行' }).waitFor();
  expect(await dialog.innerText()).toMatch(/新增\s*162/);
  await screenshot(page, 'story-8-preview');
  await dialog.getByRole('button', { name: '导入正确的行' }).click();
  await dialog.getByText('已导入').waitFor();
  const pairs = await choose(page, 'mers_korea_2015.contacts.csv');
  await pairs.getByRole('button', { name: '查看变化' }).click();
  await pairs.getByRole('button', { name: '导入正确的行' }).click();
  await pairs.getByText('已导入').waitFor();

  const picture = await until(async () => {
    const found = await investigator.get<any>('/api/cases/picture?basis=onset&disease=mers');
    return found.cases === 162 && found;
  }, 'all cases stand in the picture');
  expect(picture.chain).toMatchObject({ largest: expect.any(Number) });
  expect(picture.chain.links).toHaveLength(98);
  await page.goto(`${city.url}/cases`);
  await page.getByLabel('疾病').selectOption('mers');
  await page.getByRole('tab', { name: '曲线与传播链' }).click();
  await page.locator('canvas, svg[role=img], [role=img]').first().waitFor();
  await page.waitForTimeout(1200);
  await screenshot(page, 'story-8-mers', true);
});

test('influenza A(H7N9), China 2013: 136 cases, a disease no edition knows is welcome', async () => {
  const investigator = city.as('investigator');
  const page = await investigator.opens('/cases');
  const dialog = await choose(page, 'fluH7N9_china_2013.csv');
  await dialog.getByLabel('相互矛盾的值').selectOption('set-aside');
  await dialog.getByLabel('编号前缀').fill('h7n9-');
  await dialog.getByRole('combobox', { name: 'province' }).selectOption('');
  await otherDisease(dialog, 'influenza-a-h7n9');
  await dialog.getByLabel('病例分类', { exact: true }).last().fill('confirmed');
  await dialog.getByLabel('报告日期', { exact: true }).last().fill('2013-08-01');
  await dialog.getByRole('button', { name: '查看变化' }).click();
  await dialog.getByRole('button', { name: '导入正确的行' }).waitFor();
  expect(await dialog.innerText()).toMatch(/新增\s*136/);
  await dialog.getByRole('button', { name: '导入正确的行' }).click();
  await dialog.getByText('已导入').waitFor();
  await until(
    async () => (await investigator.get<any>('/api/cases/picture?basis=onset&disease=influenza-a-h7n9')).cases === 136,
    'all cases stand in the picture',
  );
  await page.goto(`${city.url}/cases`);
  await page.getByLabel('疾病').selectOption('influenza-a-h7n9');
  await page.getByRole('tab', { name: '曲线与传播链' }).click();
  await page.locator('canvas, svg[role=img], [role=img]').first().waitFor();
  await page.waitForTimeout(1200);
  await screenshot(page, 'story-8-h7n9', true);
});

test('a laboratory result finds its case; one that is like nobody is filed by hand, stands in the case, and is taken back', async () => {
  const investigator = city.as('investigator');
  const area = 'cn.44.03.04.001.019';
  await investigator.does('cases.ReportCase', {
    id: 'LAB-1',
    disease: 'measles',
    area,
    name: '欧阳小明',
    sex: 'male',
    age: 6,
    birth: '2016-03-07',
    phone: '10000001234',
    reportedOn: (await city.now()).slice(0, 10),
    classification: 'suspected',
    origin: 'unknown',
    source: 'hospital',
  });
  await investigator.does('laboratory.ReceiveResult', {
    id: 'L-1',
    laboratory: '市疾控中心',
    disease: 'measles',
    sampledOn: '2022-11-01',
    result: 'positive',
    area,
    name: 'OUYANG Xiaoming',
    sex: 'male',
    birth: '2016-03-07',
    phone: '10000001234',
  });
  const page = await investigator.opens('/cases/laboratory');
  await page.getByRole('button', { name: '登记结果' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('结果编号').fill('L-2');
  await form.getByLabel('实验室', { exact: true }).fill('市疾控中心');
  await form.getByLabel('姓名（按实验室所写）').fill('贺兰');
  await form.getByLabel('采样日期').fill('2022-11-01');
  await form.getByLabel('疾病').selectOption({ label: '麻疹' });
  await form.getByLabel('结果', { exact: true }).selectOption({ label: '阳性' });
  await form.getByRole('button', { name: '登记结果' }).click();
  const card = page.locator('.card', { hasText: '贺兰' });
  await card.getByText('与该疾病的现有病例都不相符').waitFor();
  await investigator.does('laboratory.FileResult', { id: 'L-2', case: 'LAB-1' });
  await page.getByRole('radio', { name: '已归入' }).check();
  await page.getByText(/已自动归入 LAB-1/).waitFor();
  await screenshot(page, 'story-laboratory-filed', true);
  await card.getByRole('button', { name: '查看病例' }).click();
  await page.getByRole('dialog').getByRole('heading', { name: '检验结果' }).waitFor();
  await page.goto(`${city.url}/cases/laboratory`);
  await page.getByRole('radio', { name: '已归入' }).check();
  await card.getByLabel('撤回原因').fill('姓名录错');
  await card.getByRole('button', { name: '撤回' }).click();
  await card.waitFor({ state: 'detached' });
});

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { addDays } from '../../kernel/time.ts';
import { axe, screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();
const DAY = 24;

test('a source that is silent, and one that is removed, show in the gap list (B2, B3)', async () => {
  const cdc = city.as('investigator');
  const page = await cdc.opens('/signals/gaps', { lang: 'en' });
  await page.getByRole('cell', { name: 'Huanggang port health' }).waitFor();
  expect(await page.getByRole('cell', { name: 'Schools: absence by illness' }).count()).toBe(0);
  const schools = page.locator('.stat', { hasText: 'Schools' });
  expect(await schools.innerText()).toMatch(/6\s*\/ 93/);
  await cdc.does('signals.SuspendChannel', { id: 'schools', reason: 'holidays' });
  await page.getByRole('cell', { name: 'Schools: absence by illness' }).waitFor();
  await schools.getByText('no channel').waitFor();
  expect(await schools.innerText()).toMatch(/0\s*\/ 93/);
  expect(await axe(page)).toEqual([]);
});

test('a series is saved as a picture and as a table', async () => {
  const page = await city.as('investigator').opens('/signals');
  await page.locator('.signal-card').first().click();
  await page.getByRole('img').first().waitFor();
  const saved = async (kind: 'PNG' | 'CSV') => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText(kind, { exact: true }).first().click(),
    ]);
    expect(file.suggestedFilename()).toMatch(kind === 'PNG' ? /\.png$/ : /\.csv$/);
    return readFile(await file.path());
  };
  const png = await saved('PNG');
  expect(png.subarray(0, 8)).toEqual(Buffer.from('89504e470d0a1a0a', 'hex'));
  // width and height: twice the drawing on the screen
  expect(png.readUInt32BE(16)).toBeGreaterThan(600);
  expect(png.readUInt32BE(20)).toBeGreaterThan(300);
  // a drawing, not an empty sheet
  expect(png.length).toBeGreaterThan(10_000);
  const [head, ...lines] = (await saved('CSV')).toString('utf8').trim().split(/\r?\n/);
  expect(head).toContain('observed');
  expect(lines.length).toBeGreaterThanOrEqual(60);
  expect(lines.at(-1)).toMatch(/^2022-11-0\d,/);
});

test('transmission tells the infections behind the cases, whether it is over, and whether few infect many', async () => {
  const page = await city.as('investigator').opens('/signals/transmission', { lang: 'en' });
  for (const heading of ['Infections behind the cases', 'Is it over?', 'Do few infect many?'])
    await page.getByText(heading).waitFor();
  await page.getByRole('combobox').first().selectOption('covid-19');
  await page.getByText('Days without an onset').waitFor();
  expect(await axe(page)).toEqual([]);
});

test('two weak signals of different sources combine where neither alone would (B1)', async () => {
  const cdc = city.as('investigator');
  const alerts = async (area: string) =>
    (await cdc.rows<any>('warnings.alerts', { stage: 'open', within: area })).filter((row) => row.area === area);
  const wall = await cdc.rows<any>('signals.wall', { level: 'community', order: 'surprise' });
  const places = wall.filter(
    (row) =>
      row.subject === 'respiratory' &&
      row.raisedOn === null &&
      ['fever-clinic', 'pharmacy'].every((kind) => row.parts.some((part: any) => part.kind === kind)),
  );
  // fewest sources beside them: the more are quiet, the more two must say
  const [both, one] = places.sort((a, b) => a.parts.length - b.parts.length);
  const at = (row: any, kind: string) => row.parts.find((part: any) => part.kind === kind);
  const today = (await city.now()).slice(0, 10);
  // little more than each source alone would be told for on the day before, a quieter weekday
  const weak = (row: any, kind: string, more: number) =>
    cdc.does('signals.RecordCounts', {
      channel: kind === 'pharmacy' ? 'pharmacies' : 'fever-clinics',
      sending: `${row.area} ${kind}`,
      day: today,
      via: 'hand',
      lines: [{ area: row.area, subject: 'respiratory', value: at(row, kind).upper + more }],
    });
  await weak(one, 'fever-clinic', 2);
  await weak(both, 'pharmacy', 1);
  expect(await alerts(one.area)).toEqual([]);
  expect(await alerts(both.area)).toEqual([]);
  await weak(both, 'fever-clinic', 2);
  const alert = await until(async () => (await alerts(both.area))[0], 'the two open an alert');
  expect(alert.monitor).toBe('together');
  expect(
    alert.parts
      .filter((part: any) => part.share > 0.2)
      .map((part: any) => part.kind)
      .sort(),
  ).toEqual(['fever-clinic', 'pharmacy']);
  expect(await alerts(one.area)).toEqual([]);
});

test('counts come in, an alert opens before the viewer’s eyes, is verified, assessed and responded to; 7-1-7 shows its times', async () => {
  const cdc = city.as('investigator');
  const [fever] = await cdc.rows<any>('signals.channels', { ids: 'fever-clinics' });
  const quiet = (await cdc.rows<any>('signals.wall', { level: 'community', order: 'surprise' })).find(
    (row) => row.subject === 'respiratory' && row.raisedOn === null,
  );
  const today = (await city.now()).slice(0, 10);
  const screen = await cdc.opens('/signals/alerts');
  await screen.getByRole('tab', { name: /待核实/ }).waitFor();

  await cdc.does('signals.RecordCounts', {
    channel: fever.id,
    sending: 'story',
    day: today,
    via: 'api',
    // the community may have sent a first count of today already
    correction: true,
    lines: [{ area: quiet.area, subject: 'respiratory', value: 47 }],
  });
  const alert = await until(
    async () => (await cdc.rows<any>('warnings.alerts', { stage: 'open', within: quiet.area }))[0],
    'an alert opens',
  );
  expect(alert.why.zh).toContain('发热门诊计 47');
  await screen.getByText('发热门诊计 47').first().click();
  const sheet = screen.getByRole('dialog');
  await sheet.getByText('同类预警既往属实').waitFor();
  await sheet.getByRole('img').first().waitFor();
  await screenshot(screen, 'story-signals-alert', true);
  expect(await axe(screen)).toEqual([]);

  await sheet.getByRole('button', { name: '核实', exact: true }).click();
  await sheet.getByLabel('核实经过').fill('电话核实：一所学校四十余名学生发热');
  await sheet.getByLabel('事件起始日期').fill(addDays(today, -2));
  await sheet.getByRole('button', { name: '登记', exact: true }).click();
  await sheet.getByText('已核实', { exact: true }).first().waitFor();
  await sheet.getByRole('button', { name: '评估', exact: true }).click();
  await sheet.getByLabel('风险').selectOption({ label: '高' });
  await sheet.getByLabel('依据').fill('学校聚集，持续上升');
  await sheet.getByRole('button', { name: '登记', exact: true }).click();
  await sheet.getByText('风险：高').waitFor();
  await sheet.getByRole('button', { name: '通报', exact: true }).click();
  await sheet.getByLabel('通报对象').fill('区卫生健康局');
  await sheet.getByRole('button', { name: '登记', exact: true }).click();
  await sheet.getByText('处置中', { exact: true }).first().waitFor();

  await city.pass(2 * DAY);
  const { steps } = (await cdc.rows<any>('warnings.alerts', { ids: alert.id }))[0];
  expect(steps.length).toBeGreaterThanOrEqual(7);
  for (const { action } of steps) await cdc.does('warnings.RecordStepDone', { id: alert.id, action, result: '已完成' });
  await sheet.getByRole('button', { name: '完成处置' }).click();
  await sheet.getByLabel('说明').fill('疫情已控制，学校复课');
  await sheet.getByRole('button', { name: '登记', exact: true }).click();
  await sheet.getByText('已完成', { exact: true }).first().waitFor();
  const times = sheet.getByRole('list', { name: '7-1-7' });
  await expect.poll(() => times.getByText('按时').count(), { timeout: 60_000 }).toBe(3);
  expect(await times.innerText()).toMatch(/2 天/);
  await screenshot(screen, 'story-signals-717', true);
});

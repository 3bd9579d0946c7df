import { expect, test } from 'vitest';
import { axe, screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();

test('a finding is raised, its office says that it has arrived (B10), mends it, and somebody else closes it with evidence (B11)', async () => {
  const overseer = city.as('overseer');
  const [inspection] = await overseer.rows<any>('inspections.inspections');
  const screen = await overseer.opens('/oversight/inspections');
  await screen.getByRole('tab', { name: '检查记录' }).click();
  await screen.getByText('卡口').first().click();
  await screen.getByRole('dialog').getByRole('button', { name: '提出问题' }).click();
  const form = screen.getByRole('dialog');
  await form.getByLabel('问题', { exact: true }).fill('夜间无人值守，急救车进不来');
  await form.getByText('严重', { exact: true }).click();
  await form.getByText('街道防控办').click();
  await form
    .getByLabel('整改期限')
    .fill(`${new Date(Date.parse(await city.now()) + 30 * 3_600_000).toISOString().slice(0, 10)}T18:00`);
  await form.getByRole('button', { name: '提出问题' }).click();
  const finding = await until(
    async () => (await overseer.rows<any>('inspections.findings')).find(({ what }) => what.startsWith('夜间无人')),
    'the finding is listed',
  );
  expect(finding.area).toBe(inspection.area);

  // the street office sees the duty and says with the button that it has arrived
  const street = city.as('officer');
  const duty = await until(
    async () => (await street.rows<any>('duties.duties')).find(({ subject }) => subject.includes(finding.id)),
    'a duty opens',
  );
  expect(duty).toMatchObject({ acknowledged: null });
  const duties = await street.opens('/desk/duties');
  await duties
    .getByRole('row', { name: /检查问题整改/ })
    .last()
    .click();
  expect(await axe(duties)).toEqual([]);
  await screenshot(duties, 'story-acknowledge', true);
  const said = duties.getByRole('dialog').getByRole('button', { name: '签收' });
  await said.click();
  await said.waitFor({ state: 'detached' });
  const acknowledged = await until(
    async () => (await street.rows<any>('duties.duties')).find((row) => row.acknowledged !== null),
    'it is acknowledged',
  );
  expect(acknowledged.acknowledgeAt).toBeNull();

  // mended by the office; what it mended itself it cannot check
  const mends = await street.opens('/oversight/inspections');
  await mends.getByText('夜间无人值守').click();
  await mends.getByRole('dialog').getByRole('button', { name: '登记整改' }).click();
  await mends.getByLabel('整改情况').fill('增派夜班，留钥匙');
  await mends.getByLabel('凭证').fill('照片 0412');
  await mends.getByRole('dialog').getByRole('button', { name: '登记整改' }).click();
  await until(
    async () =>
      (await overseer.rows<any>('inspections.findings', { ids: finding.id }))[0].status === 'fixed' || undefined,
    'the fix is recorded',
  );
  const own = await street.run('inspections.Recheck', { id: finding.id, passed: true, seen: '已看', evidence: '照片' });
  expect(own).toMatchObject({ refusal: { refused: expect.stringMatching(/^[a-z]+-/) } });

  await screen.getByRole('tab', { name: /问题清单/ }).click();
  await screen.getByText('夜间无人值守').click();
  await screen.getByRole('dialog').getByRole('button', { name: '复查通过' }).click();
  const check = screen.getByRole('dialog');
  await check.getByLabel('复查情况').fill('夜班在岗，三分钟开门');
  // without evidence nothing closes
  await check.getByRole('button', { name: '复查通过' }).click();
  expect((await overseer.rows<any>('inspections.findings', { ids: finding.id }))[0].status).toBe('fixed');
  await check.getByLabel('凭证').fill('照片 0415');
  await check.getByRole('button', { name: '复查通过' }).click();
  await until(
    async () =>
      (await overseer.rows<any>('inspections.findings', { ids: finding.id }))[0].status === 'closed' || undefined,
    'the finding is closed',
  );
  await screenshot(screen, 'story-inspection-closed', true);
});

import { expect, test } from 'vitest';
import { screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();
const building = 'cn.44.03.04.001.019.e1.b1';
const clocks = async (clock: string) => city.as('hq').rows<any>('duties.duties', { clock });

test('a resident finds the stair wired shut and says so; the community has thirty minutes, then the street answers; open again, the duty is done', async () => {
  const home = await city.as('resident').opens('/', { viewport: 'phone' });
  await home.getByRole('button', { name: '消防通道、楼门被堵' }).click();
  await home.getByLabel('请用自己的话说').fill('消防楼梯被铁丝捆死了。');
  await home.getByRole('button', { name: '提交' }).click();
  await home.getByText('已受理').waitFor();
  const [request] = await city.as('desk').rows<any>('requests.queue', { class: 'fire-exit-blocked' });
  expect(request).toMatchObject({ urgency: 'life', state: 'taken' });

  // the grid worker goes and looks: from now on somebody owns it
  await city.as('grid').does('places.RecordExit', { path: building, exit: 'stair', clear: false, note: '铁丝捆死' });
  const duty = await until(async () => (await clocks('exit.clear'))[0], 'the duty is open');
  expect(duty).toMatchObject({ state: 'open', ownerRole: 'grid', ownerLevel: 'community' });
  expect(Date.parse(duty.dueAt) - Date.parse(duty.startedAt)).toBe(30 * 60_000);
  await city.pass(0.6);
  await until(async () => (await clocks('exit.clear'))[0]?.late, 'it is late');
  const board = await city.as('officer').opens('/desk/duties');
  await board.getByRole('radio', { name: '提醒我方' }).check();
  await board.getByText('被堵出口恢复畅通').first().waitFor();
  await screenshot(board, 'story-exit-late');

  const phone = await city.as('grid').opens('/field', { viewport: 'phone' });
  await phone.getByRole('tab', { name: /出口/ }).click();
  await phone.getByText('铁丝捆死').waitFor();
  await phone.getByRole('button', { name: /消防楼梯: 畅通/ }).click();
  await until(async () => (await clocks('exit.clear'))[0]?.state === 'done', 'the stair is open again');
});

test('turned away at the bus without a code although nothing restricts her: she appeals, the justice bureau decides, it happens again, the city inspection decides', async () => {
  const [held] = await city.as('investigator').rows<any>('stays.orders', { status: 'open' });
  await city.as('investigator').does('stays.LiftStay', { id: held.id, reason: 'error', note: '登记有误' });
  const page = await city.as('resident').opens('/', { viewport: 'phone' });
  await page.getByRole('button', { name: '商店、公交、大门不让进' }).click();
  await page.getByRole('group', { name: '谁被拒？' }).getByRole('radio').first().check();
  await page.getByLabel('公交、地铁、出租车').check();
  await page.getByLabel(/名称，或线路/).fill('10路 市民中心站');
  await page.getByLabel('没有健康码或手机').check();
  await screenshot(page, 'story-door-appeal', true);
  await page.getByRole('button', { name: '提出申诉' }).click();
  await page.getByText('申诉已送区级').waitFor();
  const [duty] = await clocks('entry.appeal');
  expect(duty).toMatchObject({ state: 'open', ownerRole: 'reviewer', ownerLevel: 'district' });

  const review = await city.as('reviewer').opens('/desk/entry');
  await review.getByRole('row', { name: /10路/ }).click();
  await review.getByLabel('拒绝不当：应当放行').check();
  await review.getByLabel(/理由及所依据/).fill('健康码不得作为乘车唯一凭证，可凭纸质证明。');
  await review.getByRole('button', { name: '作出决定' }).click();
  await review.getByText('请填写告知了谁').waitFor();
  await review.getByLabel(/告知了该处何人/).fill('公交公司值班室，电话 10:20');
  await screenshot(review, 'story-door-decide');
  await review.getByRole('button', { name: '作出决定' }).click();
  await until(async () => (await clocks('entry.appeal'))[0]?.state === 'done', 'it is decided');

  await page.reload();
  await page.getByRole('tab', { name: '诉求' }).click();
  await page.getByText('您可以进入：该处拒绝不当').waitFor();
  await page.getByRole('button', { name: '再次被拒' }).click();
  await page.getByLabel('发生了什么？').fill('第二天早上司机仍要看健康码。');
  await page.getByRole('button', { name: '提出申诉' }).click();
  await page.getByText('正在决定').waitFor();
  await screenshot(page, 'story-door-again');
  const row = (await city.as('overseer').rows<any>('entry.refusals'))[0];
  const before: any = await city.as('reviewer').run('entry.DecideRefusedEntry', {
    id: row.id,
    finding: 'justified',
    reason: '维持',
  });
  expect(before.refusal.refused).toBe('entry-decided-before');
  await city.as('overseer').does('entry.DecideRefusedEntry', {
    id: row.id,
    finding: 'wrongful',
    reason: '已约谈公交公司，驾驶员全员培训。',
    told: '公交公司总经理，当面',
  });
  await page.getByText('已约谈公交公司').waitFor();
});

import { expect, test } from 'vitest';
import { screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();

/** The resident asks for food on her phone; the desk gives it to the street. */
async function asked(id: string): Promise<{ home: string }> {
  const [household] = await city.as('resident').rows<{ id: string }>('people.households', { purpose: 'own' });
  if (!household) throw new Error('the resident has no household');
  const home = household.id;
  await city.as('resident').does('requests.TakeRequest', {
    id,
    class: 'food',
    channel: 'app',
    caller: { account: 'resident', name: '居民' },
    beneficiary: { household: home },
    place: home,
    description: '家里没有菜了，孩子两岁。',
  });
  await city.as('desk').does('requests.DispatchRequest', {
    id,
    org: 'street-office',
    orgName: '街道办事处',
    level: 'street',
    area: home.split('.').slice(0, 5).join('.'),
  });
  return { home };
}
const answerClock = async (id: string) =>
  (await city.as('hq').rows<any>('duties.duties', { stream: `request/${id}` })).find(({ clock }: { clock: string }) =>
    clock.startsWith('request.answer.'),
  );

test('a clock waits only with proof on record; the time is given back, she sees why, and her own word lets it go on', async () => {
  await asked('R-pause');
  const before = (await answerClock('R-pause')).dueAt;
  const page = await city.as('officer').opens('/desk');
  await page.getByRole('row', { name: /食品/ }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: '暂停计时' }).click();
  await drawer.getByLabel('联系不上：每次联系均已登记').check();
  const end = new Date(Date.parse(await city.now()) + 5 * 3_600_000);
  await drawer.getByLabel('暂停至').fill(local(end));
  await drawer.getByLabel('诉求人原话，或已作的联系').fill('三次电话和短信均未接通');
  await drawer.getByRole('button', { name: '暂停计时' }).last().click();
  await drawer.getByText('尚未按规定次数、渠道联系不上').waitFor();
  await screenshot(page, 'story-pause-unproven');
  for (const channel of ['phone', 'phone', 'sms'])
    await city.as('officer').does('requests.RecordContact', { id: 'R-pause', reached: false, channel });
  await drawer.getByRole('button', { name: '暂停计时' }).last().click();
  await drawer
    .getByText(/暂停至/)
    .first()
    .waitFor();
  const paused = await until(async () => {
    const { dueAt } = await answerClock('R-pause');
    return dueAt !== before && dueAt;
  }, 'the deadline moves');
  const given = Date.parse(paused) - Date.parse(before);
  expect(Math.abs(given - 5 * 3_600_000)).toBeLessThan(2 * 60_000);

  const home = await city.as('resident').opens('/', { viewport: 'phone' });
  await home.getByRole('tab', { name: '诉求' }).click();
  await home.getByText(/未能联系上您/).waitFor();
  await screenshot(home, 'story-pause-told');
  await city.as('resident').does('requests.AddToRequest', { id: 'R-pause', text: '我在家，手机刚充上电' });
  const after = await until(async () => {
    const { dueAt } = await answerClock('R-pause');
    return dueAt !== paused && dueAt;
  }, 'the clock goes on');
  expect(Date.parse(after) - Date.parse(before)).toBeLessThan(2 * 60_000);
});

test('left out of the rates she is told by whom and why, appeals on her page, and another organisation lets it count again', async () => {
  await asked('R-out');
  await city.as('officer').does('requests.AnswerRequest', { id: 'R-out', what: '上门无人应答' });
  const own: any = await city.as('officer').run('requests.ExcludeRequest', {
    id: 'R-out',
    code: 'unfounded',
    reason: '诉求不属实',
  });
  expect(own.refusal.refused).toBe('not-permitted');
  await city
    .as('overseer')
    .does('requests.ExcludeRequest', { id: 'R-out', code: 'unfounded', reason: '上门无人，不属实' });

  const home = await city.as('resident').opens('/', { viewport: 'phone' });
  await home.getByRole('tab', { name: '诉求' }).click();
  await home.getByText('上门无人，不属实').waitFor();
  await home.getByRole('button', { name: /我不同意/ }).click();
  await home.getByLabel('不同意的理由').fill('我一直在家，有门铃录像。');
  await home.getByRole('button', { name: '提交' }).click();
  await home.getByText('申诉正由其他单位决定').waitFor();
  await screenshot(home, 'story-exclusion-appealed');

  const same: any = await city.as('overseer').run('requests.DecideExclusion', {
    id: 'R-out',
    decision: 'upheld',
    reason: '维持',
  });
  expect(same.refusal.refused).toBe('reviewer-not-independent');
  const review = await city.as('reviewer').opens('/desk/exclusions');
  await review.getByRole('row').nth(1).click();
  await review.getByText('我一直在家，有门铃录像。').waitFor();
  await review.getByLabel('恢复计入').check();
  await review.getByLabel('理由').fill('门铃录像证实有人在家。');
  await screenshot(review, 'story-exclusion-review');
  await review.getByRole('button', { name: '决定申诉' }).click();
  await until(
    async () =>
      (await city.as('overseer').rows<any>('requests.exclusions', { ids: 'R-out' }))[0]?.appeal === 'overturned',
    'it counts again',
  );
  const again: any = await city.as('overseer').run('requests.ExcludeRequest', {
    id: 'R-out',
    code: 'unlawful',
    reason: '再次剔除',
  });
  expect(again.refusal.refused).toBe('exclusion-overturned');
});

/** What a field for date and time takes, in the city's zone. */
const local = (at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T');

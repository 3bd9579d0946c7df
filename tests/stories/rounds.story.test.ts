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
  for (const n of [0, 1, 2, 3, 4, 5]) await asks(`food-${n}`, n);

  const screen = await officer.opens('/dispatch');
  await screen.getByRole('button', { name: '生成排班' }).click();
  await screen.getByRole('button', { name: '确认并告知住户' }).click({ timeout: 20_000 });
  await screen.getByText('执行中').or(screen.getByText('已确认，已告知住户')).first().waitFor();
  const food = await until(
    async () => (await officer.rows<any>('visits.visits', { status: 'assigned' })).find((row) => row.expected),
    'a household is told when',
  );
  expect(food.told).toHaveLength(1);
  await screenshot(screen, 'story-rounds-board', true);
  expect(await axe(screen)).toEqual([]);

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

  const phone = await city.as(insulin.assignee).opens('/field', { viewport: 'phone' });
  await phone
    .getByText(/胰岛素/)
    .first()
    .waitFor();
  await phone
    .getByText(/已告知/)
    .first()
    .waitFor();
  await screenshot(phone, 'story-rounds-phone', true);
  const small = await officer.opens('/dispatch', { viewport: 'phone', lang: 'en' });
  await small.getByText('What changed').waitFor();
  await screenshot(small, 'story-rounds-phone-board', true);
  expect(await axe(small)).toEqual([]);
});

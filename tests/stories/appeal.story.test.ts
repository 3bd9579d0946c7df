import { expect, test } from 'vitest';
import { screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();

test('a resident sees who read her data, why she is restricted, until when, by which article; she appeals; another organisation answers in time; everything that rested on the same evidence is put right', async () => {
  const cdc = city.as('investigator');
  const [own] = await cdc.rows<{ id: string; household: string; endsAt: string }>('stays.orders', { status: 'open' });
  if (!own) throw new Error('the village has no order');
  await city.as('desk').rows('people.persons', { within: own.household });

  // somebody else stays on the same case
  const neighbours = await cdc.rows<{ id: string; household: string; birth: string }>('people.persons', {
    within: 'cn.44.03.04.001.019.e1.b1',
  });
  const slots = (await city.as('desk').rows<{ area: string }>('people.careSlots')).map(({ area }) => area);
  const other = neighbours.find(
    ({ household, birth }) => household !== own.household && birth < '2000-01-01' && !slots.includes(household),
  );
  if (!other) throw new Error('no neighbour');
  await cdc.does('contacts.ListContact', {
    id: 'C-2',
    case: 'FT-001',
    disease: 'covid-19',
    area: other.household,
    household: other.household,
    person: other.id,
    class: 'contact.close',
    lastExposure: '2022-11-05',
  });
  await cdc.does('stays.OrderStay', {
    id: 'S-2',
    person: other.id,
    household: other.household,
    disease: 'covid-19',
    class: 'contact.close',
    place: other.household,
    assessment: '具备居家条件',
    evidence: [{ kind: 'contact', id: 'C-2', source: '密接登记', signer: '罗志明', at: await city.now() }],
    service: { carer: 'grid', supplies: '送菜', medical: '社康', hotline: '0755-12345' },
  });

  const page = await city.as('resident').opens('/', { viewport: 'phone' });
  await page.getByText('有隔离决定').waitFor();
  for (const part of ['截止', '自动解除', /58/, '与病例接触', /第九版|cn-covid-9/, '0755-12345'])
    await page.getByRole('main').getByText(part).first().waitFor();
  await page.getByText('如何申诉').first().click();
  expect(await page.getByRole('main').innerText()).toContain('24 小时内决定');
  await page.getByRole('tab', { name: '谁看过' }).click();
  await page.getByText('许静文').first().waitFor();
  await screenshot(page, 'story-7-who-read', true);

  await page.getByRole('button', { name: '一键申诉' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('那天我在外地，没有同桌吃饭，有车票。');
  await dialog.getByRole('button', { name: '一键申诉' }).click();
  await page.getByText('申诉正在办理').waitFor();
  await screenshot(page, 'story-7-appealed');
  const appeal = await until(
    async () => (await city.as('reviewer').rows<any>('stays.appeals', { status: 'open' }))[0],
    'the appeal is with the reviewer',
  );
  expect((Date.parse(appeal.dueAt) - Date.parse(appeal.filedAt)) / 3_600_000).toBe(24);
  expect((await city.as('hq').rows<any>('duties.duties', { clock: 'stay.appeal' }))[0]).toMatchObject({
    state: 'open',
    dueAt: appeal.dueAt,
  });

  // the office that ordered cannot decide; one of the justice bureau can
  const refused: any = await cdc.run('stays.DecideAppeal', {
    id: own.id,
    appeal: appeal.appeal,
    decision: 'upheld',
    reason: { en: 'we are right', zh: '维持原决定' },
  });
  expect(refused.refusal.refused).toBe('not-permitted');
  await city.pass(3);
  const review = await city.as('reviewer').opens('/orders/appeals');
  await review.getByText('那天我在外地').first().waitFor();
  await review.getByLabel('撤销：立即解除').check();
  await review.getByLabel('English').fill('The laboratory mixed up two samples: there was no such case.');
  await review.getByLabel('中文').fill('实验室样本混淆，该病例不成立。');
  await review.getByLabel('病例记录 FT-001').check();
  await screenshot(review, 'story-7-review');
  await review.getByRole('button', { name: '作出决定' }).click();

  // hers, and the neighbour's who had not asked
  for (const id of [own.id, 'S-2']) {
    const order = await until(async () => {
      const row = (await cdc.rows<any>('stays.orders', { ids: id }))[0];
      return row?.status === 'ended' && row;
    }, `${id} has ended`);
    expect(['appeal', 'evidence-fell']).toContain(order.endReason);
    expect(order.notices.at(-1).words.zh).toContain('您可以自由外出');
  }
  expect((await city.as('reviewer').rows<any>('stays.appeals', { ids: appeal.id }))[0]).toMatchObject({
    status: 'decided',
    decision: 'overturned',
    reviewer: { org: { id: 'justice' } },
  });
  expect(await city.as('desk').rows('visits.households')).toEqual([]);
  const open = await city.as('hq').rows<any>('duties.duties', { state: ['open', 'late'].join(',') });
  expect(
    open.filter(({ clock }) => ['stay.release', 'stay.test', 'stay.check-on', 'stay.appeal'].includes(clock)),
  ).toEqual([]);
  await page.reload();
  await page.getByRole('heading', { name: '我的家' }).waitFor();
  await until(async () => (await page.getByText('有隔离决定').count()) === 0, 'her page says she is free');
  await screenshot(page, 'story-7-free');
});

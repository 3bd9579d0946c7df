import { expect, test } from 'vitest';
import { screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();
const building = 'cn.44.03.04.001.019.e1.b1';
const service = { carer: 'grid', supplies: '每两日送菜', medical: '街道社康', hotline: '0755-12345' };

interface Order {
  id: string;
  status: string;
  endsAt: string;
  endReason: string | null;
  phases: { place: string }[];
  notices: { words: { zh: string } }[];
}

/** Five people under edition 9: each is touched differently by the twenty measures. */
async function orders(): Promise<void> {
  const cdc = city.as('investigator');
  const homes = await cdc.rows<{ id: string; household: string; birth: string }>('people.persons', {
    within: building,
  });
  const ordered = await cdc.rows<{ person: string }>('stays.orders');
  const slots = (await city.as('desk').rows<{ area: string }>('people.careSlots')).map(({ area }) => area);
  const adults = homes.filter(
    ({ id, household, birth }) =>
      birth < '2000-01-01' && !ordered.some(({ person }) => person === id) && !slots.includes(household),
  );
  const now = await city.now();
  const contact = async (id: string, n: number, kind: string, lastExposure: string, place: 'home' | 'hotel') => {
    const person = adults[n];
    if (!person) throw new Error('too few adults in the village');
    await cdc.does('contacts.ListContact', {
      id,
      case: 'FT-001',
      disease: 'covid-19',
      area: person.household,
      household: person.household,
      person: person.id,
      class: kind,
      lastExposure,
    });
    await cdc.does('stays.OrderStay', {
      id: `S-${id}`,
      person: person.id,
      household: person.household,
      disease: 'covid-19',
      class: kind,
      place: place === 'home' ? person.household : 'cn.44.03.04.001.019.e8',
      evidence: [{ kind: 'contact', id, source: '密接登记', signer: '罗志明', at: now }],
      service,
      ...(place === 'home' && kind === 'contact.close' ? { assessment: '具备居家条件' } : {}),
    });
  };
  await contact('secondary', 0, 'contact.secondary', '2022-11-06', 'home');
  await contact('central', 1, 'contact.close', '2022-11-04', 'hotel');
  await contact('long-ago', 2, 'contact.close', '2022-11-02', 'home');
  const leaver = adults[3];
  if (!leaver) throw new Error('too few adults in the village');
  await cdc.does('stays.OrderStay', {
    id: 'S-leaver',
    person: leaver.id,
    household: leaver.household,
    disease: 'covid-19',
    class: 'riskarea.leaver.high',
    place: 'cn.44.03.04.001.019.e8',
    evidence: [{ kind: 'leaving', id: 'ticket-17', source: '车票', signer: '罗志明', at: now, day: '2022-11-06' }],
    service,
  });
}

test('edition 9 gives way to the twenty measures: the preview names who goes free, beds and tests that fall away; each open order is kept, shortened or lifted, with a notice', async () => {
  await orders();
  await city.pass(60.3); // 10 November, late in the evening
  const expert = city.as('city-cdc');
  const hq = city.as('city-hq');
  const page = await expert.opens('/orders/editions');
  await page.getByRole('tab', { name: '切换' }).click();
  await page.getByRole('combobox').selectOption('cn-covid-9-20');
  await page.getByText(/项数值没有完整来源/).waitFor();
  const refused: any = await hq.run('editions.ActivateEdition', {
    disease: 'covid-19',
    edition: 'cn-covid-9-20',
    area: 'cn.44.03',
    from: '2022-11-11',
  });
  expect(refused.refusal.refused).toBe('values-unsigned');
  // the expert answers for each value by name
  const card = page
    .locator('section, article, div')
    .filter({ has: page.getByRole('heading', { name: '签字' }) })
    .last();
  await card.getByRole('checkbox').first().check();
  await card.getByLabel('来源').fill('已查阅二十条原文及答记者问');
  await card.getByRole('button', { name: /签字负责/ }).click();
  await page.getByText('全部数值均有来源或已签字。').waitFor();
  // the government alone may not switch; the CDC puts its name beside it
  const alone: any = await hq.run('editions.ActivateEdition', {
    disease: 'covid-19',
    edition: 'cn-covid-9-20',
    area: 'cn.44.03',
    from: '2022-11-11',
  });
  expect(alone.refusal.refused).toBe('second-organisation-missing');
  await page.getByLabel('查阅了什么、为何同意').fill('已逐条对照第九版');
  await page.getByRole('button', { name: /代表市疾控中心同意/ }).click();
  await page.getByText('已逐条对照第九版').last().waitFor();
  await screenshot(page, 'story-5-signed');

  const deciding = await hq.opens('/orders/editions');
  await deciding.getByRole('tab', { name: '切换' }).click();
  await deciding.getByRole('combobox').selectOption('cn-covid-9-20');
  await deciding.getByText('切换不会延长任何命令，也不会转入更严的场所。').waitFor();
  const preview = await hq.get<any>(
    '/api/oversight/switch-preview?disease=covid-19&edition=cn-covid-9-20&area=cn.44.03',
  );
  // by name: one whose class is no longer held, one whose days are now over at midnight
  expect(preview.released.map((row: Order) => row.id).sort()).toEqual(['S-long-ago', 'S-secondary']);
  // the leaver's room is free; the close contact keeps hers one day, since the new plan would be stricter on another
  expect(preview.orders).toMatchObject({ kept: ['S-leaver'], bedsFreed: 1 });
  expect(preview.orders.shortened.map((each: { id: string }) => each.id).sort()).toEqual(['S-001', 'S-central']);
  expect(preview.orders.testsFallen).toBeGreaterThan(1);
  await screenshot(deciding, 'story-5-preview', true);
  await deciding.getByLabel('自', { exact: true }).fill('2022-11-11');
  await deciding.getByRole('button', { name: '启用该方案' }).click();
  await until(
    async () => (await hq.rows<any>('editions.inForce', { disease: 'covid-19' }))[0]?.beginsOn === '2022-11-11',
    'the edition is to begin',
  );
  const before = await hq.rows<Order>('stays.orders', { status: 'open' });
  expect(before).toHaveLength(5);

  await city.pass(4);
  expect((await hq.rows<any>('editions.inForce', { disease: 'covid-19' }))[0]).toMatchObject({
    edition: 'cn-covid-9-20',
    previous: 'cn-covid-9',
  });
  const after = new Map((await city.as('investigator').rows<Order>('stays.orders')).map((row) => [row.id, row]));
  const was = new Map(before.map((row) => [row.id, row]));
  expect(after.get('S-secondary')).toMatchObject({ status: 'ended', endReason: 'edition' });
  expect(after.get('S-long-ago')).toMatchObject({ status: 'ended' });
  expect(after.get('S-leaver')).toMatchObject({ status: 'open', endsAt: was.get('S-leaver')?.endsAt });
  expect(after.get('S-leaver')?.phases.map(({ place }) => place)).toEqual(['home']);
  for (const id of ['S-001', 'S-central']) {
    expect(after.get(id)?.status).toBe('open');
    expect((after.get(id)?.endsAt as string) < (was.get(id)?.endsAt as string)).toBe(true);
  }
  for (const [id, row] of after)
    expect(
      row.notices.some(({ words }) => /维持原决定|缩短期限|予以解除/.test(words.zh)),
      id,
    ).toBe(true);
  await deciding.getByRole('tab', { name: '现行' }).click();
  await deciding
    .getByRole('main')
    .getByText(/二十条|cn-covid-9-20/)
    .first()
    .waitFor();
  await screenshot(deciding, 'story-5-in-force');
});

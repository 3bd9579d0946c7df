import { expect, test } from 'vitest';
import { screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();
const building = 'cn.44.03.04.001.019.e1.b1';
const HOTLINE = '0755-12345';
const conditionsOf = (answer: any): string[] => answer.refusal.because.map((each: { refused: string }) => each.refused);

test('a zone without a ride for dialysis, with a blocked stair, by an office without authority and with no alternative considered is refused; mended, a second person publishes; it ends by itself', async () => {
  const grid = city.as('grid');
  const desk = city.as('desk');
  const homes = await grid.rows<{ id: string; vulnerable: boolean }>('people.households', { within: building });
  const [slot] = await desk.rows<{ id: string; area: string; slot: string; at: string }>('people.careSlots');
  if (!slot) throw new Error('the village has no care slot');
  const tomorrow = new Date(Date.parse(await city.now()) + 26 * 3_600_000).toISOString();
  await desk.does('people.ScheduleCare', {
    path: slot.area,
    id: slot.slot,
    person: `${(await desk.rows('people.careSlots'))[0]?.person}`,
    care: 'dialysis',
    at: tomorrow,
    everyDays: 3,
    place: '市第二人民医院',
  });

  const [home1] = homes;
  await city.as('investigator').does('cases.ReportCase', {
    id: 'FT-000',
    area: home1?.id,
    household: home1?.id,
    disease: 'covid-19',
    reportedOn: '2022-11-02',
    classification: 'confirmed',
    origin: 'local',
    source: 'fever-clinic',
  });

  // the grid worker walks past every exit with the phone: the stair is blocked
  const phone = await grid.opens('/field', { viewport: 'phone' });
  await phone.getByRole('tab', { name: /出口/ }).click();
  for (const [n, exit] of ['单元门', '消防通道'].entries()) {
    await phone.getByRole('button', { name: `${exit}: 畅通` }).click();
    await phone
      .getByText(/^畅通，/)
      .nth(n)
      .waitFor();
  }
  await phone.getByRole('button', { name: /消防楼梯: 堵塞/ }).click();
  await phone.getByLabel('被什么堵住？').fill('自行车和铁丝');
  await phone.getByRole('button', { name: '堵塞', exact: true }).first().click();
  await until(
    async () => (await grid.rows<any>('places.places', { ids: building }))[0]?.blockedExits === 1,
    'the blocked stair is known',
  );
  await screenshot(phone, 'story-1-exit-blocked');
  for (const { id } of homes) await grid.does('people.CheckOnHousehold', { path: id, how: 'door', outcome: 'well' });

  // the residents' committee proposes on its screen, with no alternative
  const page = await city.as('community-officer').opens('/orders/zones');
  await page.getByRole('button', { name: '提出风险区' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('疾病').selectOption('covid-19');
  await form.getByLabel('方案级别').selectOption('high');
  await form.getByRole('combobox', { name: /足够的最小单元/ }).fill('1栋');
  await form.getByRole('option', { name: /1栋/ }).first().click();
  await form.getByLabel(/区内病例/).click();
  await form.getByRole('option', { name: /FT-000/ }).click();
  await form.getByLabel('目的').fill('阻断楼内传播');
  await form.getByLabel('为何影响最小').fill('只含一栋楼');
  await form.getByLabel('为何大于最小单元').fill('一部电梯、一个楼梯');
  await form.getByLabel('对居民工作、上学、就医的影响').fill('十二户不能上班');
  await form.getByLabel('English').fill('A case lives here; all share one lift.');
  await form.getByLabel('中文').fill('本楼有病例，电梯共用。');
  await form.getByLabel('24小时求助电话').fill(HOTLINE);
  await form.getByLabel('食品、饮水、药品如何到户').fill('每两日送菜，药品每日代购');
  await form.getByRole('button', { name: '保存建议' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('未满足').first().waitFor({ state: 'attached' });
  for (const line of ['透析', '出口无封堵', '比选过的其他措施'])
    expect(await drawer.getByText(line).count()).toBeGreaterThan(0);
  expect(await drawer.getByRole('button', { name: '发布' }).isDisabled()).toBe(true);
  await screenshot(page, 'story-1-checklist');
  const [zone] = await city.as('hq').rows<{ id: string }>('zones.zones', { status: 'proposed' });
  if (!zone) throw new Error('nothing was proposed');

  const refused = conditionsOf(await city.as('community-officer').run('zones.PublishZone', { id: zone.id }));
  expect(refused).toEqual(
    expect.arrayContaining(['care-slot-unconfirmed', 'exit-blocked', 'authority-missing', 'alternatives-missing']),
  );

  // mended: ride, stair, alternatives, and somebody who may decide
  await desk.does('people.ConfirmCareSlot', {
    path: slot.area,
    id: slot.slot,
    at: tomorrow,
    hospital: '市第二人民医院',
    ride: { by: '街道专车', phone: '10088880003' },
  });
  await phone.getByRole('button', { name: /消防楼梯: 畅通/ }).click();
  const officer = await city.as('district-officer').opens('/orders/zones');
  await officer.getByRole('radio', { name: '待发布' }).check();
  await officer.getByRole('row').nth(1).click();
  await officer.getByRole('dialog').getByRole('button', { name: '修改' }).click();
  const amending = officer.getByRole('dialog').last();
  await amending.getByRole('button', { name: '添加' }).first().click();
  await amending.getByLabel('措施', { exact: true }).fill('仅密接居家隔离');
  await amending.getByLabel('不采用的理由').fill('电梯和楼梯共用');
  await amending.getByRole('button', { name: '保存修改' }).click();
  await until(
    async () => (await city.as('hq').rows<any>('zones.zones', { ids: zone.id }))[0]?.proposal.alternatives.length === 1,
    'the alternative is written down',
  );
  expect(conditionsOf(await city.as('district-officer').run('zones.PublishZone', { id: zone.id }))).toEqual([
    'second-person-missing',
  ]);

  const hq = await city.as('hq').opens('/orders/zones');
  await hq.getByRole('radio', { name: '待发布' }).check();
  await hq.getByRole('row').nth(1).click();
  await hq.getByRole('dialog').getByText('条件全部满足').waitFor();
  await screenshot(hq, 'story-1-ready');
  await hq.getByRole('dialog').getByRole('button', { name: '发布' }).click();
  await hq.getByRole('dialog', { name: '发布', exact: true }).getByRole('button', { name: '发布' }).click();
  const published = await until(
    async () => (await city.as('hq').rows<any>('zones.zones', { status: 'open' }))[0],
    'the zone is open',
  );
  expect(published).toMatchObject({
    households: homes.length,
    edition: 'cn-covid-9',
    endsAt: '2022-11-09T16:00:00.000Z',
  });

  // what everybody inside is told, and who looks after them
  const inside = await city.as('desk').rows<any>('zones.households', { zone: zone.id });
  expect(inside).toHaveLength(homes.length);
  expect(inside.every((row) => row.carer.name && row.hotline === HOTLINE && row.notice.zh.includes('自动解除'))).toBe(
    true,
  );
  const duties = await city
    .as('hq')
    .rows<{ clock: string; state: string }>('duties.duties', { stream: `zone/${zone.id}` });
  expect(duties.map(({ clock }) => clock).sort()).toEqual(['zone.decide', 'zone.lift', 'zone.plan', 'zone.review']);
  const home = await city.as('resident').opens('/', { viewport: 'phone' });
  await home.getByText('您家在风险区内').waitFor();
  await home.getByText(HOTLINE).first().waitFor();
  await screenshot(home, 'story-1-told', true);

  // nobody of headquarters does anything; at the edition's hour it is over
  await city.pass(38.6);
  const [ended] = await city.as('hq').rows<any>('zones.zones', { ids: zone.id });
  expect(ended).toMatchObject({ status: 'ended', endReason: 'expired' });
  expect(Date.parse(ended.endedAt) - Date.parse(ended.endsAt)).toBeLessThan(3_700_000);
  expect(ended.notices.at(-1).words.zh).toContain('区内人员可以自由出入');
  expect(await city.as('desk').rows('zones.households', { zone: zone.id })).toEqual([]);
  await home.reload();
  await home.getByRole('heading', { name: '我的家' }).waitFor();
  expect(await home.getByText('您家在风险区内').count()).toBe(0);
  await home.getByText(/您家所在风险区已于.*解除/).waitFor();
  await screenshot(home, 'story-1-ended');
});

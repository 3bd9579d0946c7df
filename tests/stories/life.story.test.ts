import { expect, test } from 'vitest';
import { screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();
const building = 'cn.44.03.04.001.019.e1.b1';

/** A zone around the building with everything people need. */
async function zone(): Promise<string> {
  const grid = city.as('grid');
  for (const exit of ['door', 'stair', 'lane'])
    await grid.does('places.RecordExit', { path: building, exit, clear: true });
  for (const { id } of await grid.rows<{ id: string }>('people.households', { within: building }))
    await grid.does('people.CheckOnHousehold', { path: id, how: 'door', outcome: 'well' });
  const desk = city.as('desk');
  for (const { area, slot, at } of await desk.rows<any>('people.careSlots', { confirmed: 'false' })) {
    await desk.does('people.ConfirmCareSlot', {
      path: area,
      id: slot,
      at,
      hospital: '市第二人民医院',
      ride: { by: '街道专车', phone: '10088880003' },
    });
  }
  await city.as('district-officer').does('zones.ProposeZone', {
    id: 'z1',
    disease: 'covid-19',
    level: 'high',
    scope: [building],
    evidence: ['FT-001'],
    aim: '阻断传播',
    alternatives: [{ measure: '居家', whyNot: '共用电梯' }],
    leastHarm: '一栋楼',
    largerReason: '共用电梯',
    expectedCost: '十二户',
    explanation: { en: 'A case lives here.', zh: '本楼有病例。' },
    hotline: '0755-12345',
    supplies: '每两日送菜',
  });
  await city.as('hq').does('zones.PublishZone', { id: 'z1' });
  return 'z1';
}

test('a man with chest pain in a zone: one button opens the gate, help leaves at once, no test is asked; a hospital that refuses is on record and calls the duty officer', async () => {
  await zone();
  const desk = city.as('desk');
  const resident = await city.as('resident').opens('/', { viewport: 'phone' });
  await resident.getByRole('button', { name: '有生命危险' }).click();
  const dialog = resident.getByRole('dialog');
  await dialog.getByRole('textbox').fill('丈夫胸口剧痛，出冷汗');
  await screenshot(resident, 'story-4-button');
  await dialog.getByRole('button').last().click();

  const taken = await until(
    async () => (await desk.rows<any>('requests.queue', { life: 'true' }))[0],
    'the request is taken',
  );
  expect(taken).toMatchObject({ urgency: 'life', class: 'life-threat', channel: 'app' });
  // gate of the zone and of the stay, and somebody on the way: all by themselves, beside each other
  const [inside] = await until(async () => {
    const rows = await desk.rows<any>('zones.households', { ids: taken.household });
    return rows[0]?.gateOpenedAt && rows;
  }, 'the gate is open');
  const [stay] = await until(async () => {
    const rows = await desk.rows<any>('stays.orders', { household: taken.household });
    return rows[0]?.gateOpenedAt && rows;
  }, 'the stay does not hold at the door');
  const [visit] = await until(async () => {
    const rows = await desk.rows<any>('visits.visits', { request: taken.id });
    return rows[0]?.assignee && rows;
  }, 'somebody is sent');
  for (const at of [inside.gateOpenedAt, stay.gateOpenedAt])
    expect(Date.parse(at) - Date.parse(taken.takenAt)).toBeLessThan(60_000);
  expect(visit).toMatchObject({ kind: 'life', life: true, status: 'assigned' });
  const asked = Object.keys(taken).filter((field) => /test|pcr|code|pass/i.test(field));
  expect(asked).toEqual([]);

  const board = await desk.opens(`/desk?request=${taken.id}`);
  await board.getByRole('dialog').getByRole('button', { name: '派单' }).waitFor();
  await screenshot(board, 'story-4-desk');
  await desk.does('requests.DispatchRequest', {
    id: taken.id,
    org: 'ambulance',
    orgName: '120急救中心',
    level: 'district',
    area: 'cn.44.03.04',
  });
  const dueIn = async (clock: string) =>
    (await city.as('hq').rows<any>('duties.duties', { clock, stream: `request/${taken.id}` }))[0];
  expect(await dueIn('request.emergency.leave')).toMatchObject({ state: 'done', late: false });

  // the hospital asks for a test and sends him away: recorded, with a name, and the officer on duty is called
  await board.goto(`${city.url}/desk`);
  await board.getByRole('tab', { name: /拒诊/ }).click();
  await board.getByRole('button', { name: '登记拒诊' }).first().click();
  const form = board.getByRole('dialog');
  await form.getByLabel(/地点/).fill(taken.household);
  await form.getByLabel(/诉求/).fill(taken.id);
  await form.getByLabel(/医院/).fill('某医院急诊科');
  await form.getByLabel(/拒诊人/).fill('分诊台 张某');
  await form.getByLabel(/原因/).fill('没有24小时核酸，不予接诊');
  await form.getByRole('button', { name: '登记拒诊' }).click();
  const refusal = await until(async () => (await desk.rows<any>('requests.refusals'))[0], 'the refusal is on record');
  expect(refusal).toMatchObject({ by: '分诊台 张某', hospital: '某医院急诊科', reviewed: false });
  const duty = await until(
    async () => (await city.as('hq').rows<any>('duties.duties', { clock: 'care.refusal.review' }))[0],
    'the duty officer’s clock runs',
  );
  expect((Date.parse(duty.dueAt) - Date.parse(duty.startedAt)) / 60_000).toBe(10);
  expect(duty.owner).toMatchObject({ role: 'officer', level: 'city' });
  await screenshot(board, 'story-4-refusal');
  await city.as('district-officer').does('requests.ReviewCareRefusal', {
    id: refusal.id,
    finding: 'unjustified',
    note: '急危重症不得以核酸为由拒诊，已收治',
    treatedAt: '市第二人民医院',
  });
  await until(
    async () => (await city.as('hq').rows<any>('duties.duties', { clock: 'care.refusal.review' }))[0]?.state === 'done',
    'reviewed',
  );
});

import { expect, test } from 'vitest';
import { screenshot } from '../browser.ts';
import { stage, until } from './stage.ts';

const city = stage();
const STREET = 'cn.44.03.04.001';
const CUSTOMERS = 1317;

test('an official tries to restrict 1,317 people because they have accounts at one bank: there is no way, and the try calls an inspector', async () => {
  const official = city.as('officer');
  const before = await city.as('investigator').rows('stays.orders');

  // no button, no command: nothing sets a person's status, and no other purpose can be named
  const docs = await official.get<{ paths: Record<string, unknown> }>('/api/docs');
  const commands = Object.keys(docs.paths).filter((path) => path.startsWith('/api/commands/'));
  expect(commands.length).toBeGreaterThan(80);
  expect(
    commands.filter((path) =>
      /status|code$|colou?r|mark|blacklist|restrictperson/i.test(path.split('/').at(-1) as string),
    ),
  ).toEqual([]);
  const asked = await official.get<any>(`/api/views/people/households?within=${STREET}`, {
    'x-tandem-purpose': 'bank customers',
  });
  expect(asked.refusal.refused).toBe('purpose-refused');

  // so he orders stays, one after the other, on a list from the bank
  const list = Array.from({ length: CUSTOMERS }, (_, n) => `${STREET}.019.e1.b1.u1.h${101 + (n % 12)}`);
  const answers: any[] = [];
  for (let from = 0; from < list.length; from += 50) {
    answers.push(
      ...(await Promise.all(
        list.slice(from, from + 50).map((household, n) =>
          official.run('stays.OrderStay', {
            id: `bank-${from + n}`,
            person: `${household}.p1`,
            household,
            disease: 'covid-19',
            class: 'contact.close',
            place: household,
            evidence: [
              {
                kind: 'contact',
                id: `bank-${from + n}`,
                source: 'customer list',
                signer: 'bank',
                at: '2022-11-08T00:00:00.000Z',
              },
            ],
            service: { carer: 'grid', supplies: 'x', medical: 'x', hotline: '1' },
          }),
        ),
      )),
    );
  }
  expect(answers.filter((answer) => answer.refusal)).toHaveLength(CUSTOMERS);
  expect([...new Set(answers.map(({ refusal }) => refusal.refused))]).toEqual(['measure-no-authority']);
  // those who do have the power have no evidence: a bank account is none
  const cdc: any = await city.as('investigator').run('stays.OrderStay', {
    id: 'bank',
    person: `${list[0]}.p1`,
    household: list[0],
    disease: 'covid-19',
    class: 'contact.close',
    place: list[0],
    evidence: [
      { kind: 'contact', id: 'bank-list', source: 'customer list', signer: 'bank', at: '2022-11-08T00:00:00.000Z' },
    ],
    service: { carer: 'grid', supplies: 'x', medical: 'x', hotline: '1' },
  });
  expect(['stay-without-evidence', 'stay-overlap']).toContain(cdc.refusal.refused);
  expect(await city.as('investigator').rows('stays.orders')).toEqual(before);

  // somebody of another organisation has been called, with the numbers
  const overseer = city.as('overseer');
  const alarm = await until(
    async () => (await overseer.rows<any>('oversight.alarms', { kind: 'mass-attempts' }))[0],
    'an inspector is called',
  );
  expect(alarm).toMatchObject({ status: 'open', about: { id: 'officer' }, notOrg: 'street-office' });
  const page = await overseer.opens('/oversight');
  await page.getByRole('tab', { name: /告警/ }).click();
  await page.getByRole('row', { name: /郑凯/ }).first().click();
  await screenshot(page, 'story-6-alarm');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('作出隔离决定').waitFor();
  await dialog.getByLabel(/滥用/).check();
  await dialog
    .getByLabel(/措施|处理/)
    .last()
    .fill('暂停其账户，移交纪检；未有任何居民受到限制。');
  await dialog.getByRole('button', { name: /答复/ }).click();
  await until(
    async () => (await overseer.rows<any>('oversight.alarms', { ids: alarm.id }))[0]?.status === 'answered',
    'the alarm is answered',
  );
});

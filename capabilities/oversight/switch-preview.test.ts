import { expect, test } from 'vitest';
import { list } from '../../tests/safeguards/contacts.ts';
import { activate, cdc, futian, household, library, personOf, report, service } from '../../tests/safeguards/futian.ts';
import { switchPreview } from './switch-preview.ts';

test('before a switch everybody sees who would go home today, and the preview changes nothing', () => {
  const here = futian([], '2022-11-12T01:00:00.000Z');
  activate(here, 'cn-covid-9');
  report(here, 'k1', 0, '2022-11-11');
  for (const n of [1, 2]) {
    list(here, `c${n}`, 'k1', n, '2022-11-10');
    here.given(cdc, 'stays.OrderStay', {
      id: `s${n}`,
      person: personOf(n),
      household: household(n),
      disease: 'covid-19',
      class: 'contact.close',
      place: 'cn.44.03.04.001.hotel1',
      service,
      evidence: [
        {
          kind: 'contact',
          id: `c${n}`,
          source: 'field investigation',
          signer: 'Dr Chen',
          at: '2022-11-11T10:00:00.000Z',
        },
      ],
    });
  }
  const orders = here.replica.find({ view: 'stays.orders' }) as never;
  const ask = (edition: string, disease = 'covid-19') =>
    switchPreview(
      { orders, zones: [] },
      { disease, edition, area: 'cn.44.03' },
      { library, now: '2022-11-14T01:00:00.000Z', zone: 'Asia/Shanghai' },
    );
  expect(ask('cn-covid-9-20')).toMatchObject({
    orders: { shortened: [{ id: 's1' }, { id: 's2' }] },
    releasedToday: [],
  });
  expect(ask('cn-covid-b')).toMatchObject({ day: '2023-01-08', releasedToday: [] });
  expect(ask('cn-covid-b', 'dengue')).toMatchObject({ refused: 'edition-of-other-disease' });
  expect(ask('cn-covid-99')).toMatchObject({ refused: 'protocol-unknown' });
  expect(here.replica.find({ view: 'stays.orders', where: { status: 'open' } })).toHaveLength(2);
});

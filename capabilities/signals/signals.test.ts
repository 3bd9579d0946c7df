import { expect, test } from 'vitest';
import { loadProtocols } from '../../server/protocols.ts';
import { actor, city } from '../../tests/given.ts';
import { capability as placesCapability } from '../places/capability.ts';
import { signalsCapability } from './capability.ts';
import { judge } from './judge.ts';
import type { SeriesRow } from './series.ts';
import { countsOf } from './server/counts-csv.ts';

const library = await loadProtocols();
const here = () => city([placesCapability, signalsCapability(library)], { protocol: () => ({ library, active: [] }) });
const cdc = actor('investigator');
const C1 = 'cn.44.03.04.001.001';
const channel = {
  id: 'fever-1',
  kind: 'fever-clinic',
  names: { zh: '一院发热门诊', en: 'First hospital fever clinic' },
  area: 'cn.44.03.04',
  subjects: ['respiratory'],
  rhythm: 'day',
  expectedBy: 10,
};
const sent = (day: string, value: number, more: object = {}) => ({
  channel: 'fever-1',
  sending: `s-${day}-${value}`,
  day,
  via: 'api',
  lines: [{ area: C1, subject: 'respiratory', value }],
  ...more,
});

test('counts add up in the community, street, district and city', () => {
  const futian = here();
  futian.given(cdc, 'signals.RegisterChannel', channel);
  futian.given(cdc, 'signals.RecordCounts', {
    ...sent('2022-09-19', 4),
    lines: [
      { area: C1, subject: 'respiratory', value: 4 },
      { area: 'cn.44.03.04.001.002', subject: 'respiratory', value: 3 },
    ],
  });
  const values = (id: string) => futian.replica.row('signals.series', id)?.values;
  expect(values(`fever-1|${C1}|respiratory`)).toEqual([4]);
  for (const area of ['cn.44.03.04.001', 'cn.44.03.04', 'cn.44.03'])
    expect(values(`*fever-clinic|${area}|respiratory`)).toEqual([7]);
  expect(futian.replica.row('signals.channels', 'fever-1')).toMatchObject({ status: 'active', lastDay: '2022-09-19' });
});

test('a channel that says nothing is silent, not zero, until it is heard again (B2)', () => {
  const futian = here();
  futian.given(cdc, 'signals.RegisterChannel', channel);
  futian.pass(24 + 2);
  expect(futian.replica.row('signals.channels', 'fever-1').status).toBe('active');
  futian.pass(3);
  expect(futian.replica.row('signals.channels', 'fever-1')).toMatchObject({ status: 'silent', silentAt: null });
  expect(futian.replica.find({ view: 'signals.series' })).toEqual([]);
  futian.given(cdc, 'signals.RecordCounts', sent('2022-09-20', 4));
  expect(futian.replica.row('signals.channels', 'fever-1')).toMatchObject({ status: 'active', silentSince: null });
});

test('the same sending twice changes nothing; another number for a known day needs to be a correction', () => {
  const futian = here();
  futian.given(cdc, 'signals.RegisterChannel', channel);
  futian.given(cdc, 'signals.RecordCounts', sent('2022-09-19', 4));
  expect(futian.given(cdc, 'signals.RecordCounts', sent('2022-09-19', 4))).toEqual([]);
  expect(futian.given(cdc, 'signals.RecordCounts', sent('2022-09-19', 4, { sending: 'again' }))).toEqual([]);
  expect(futian.when(cdc, 'signals.RecordCounts', sent('2022-09-19', 5))).toMatchObject({ refused: 'counts-known' });
  // a number of a sending is used once: other counts under it would be lost without a word
  expect(futian.when(cdc, 'signals.RecordCounts', sent('2022-09-19', 5, { sending: 's-2022-09-19-4' }))).toMatchObject({
    refused: 'sending-taken',
  });
  futian.given(cdc, 'signals.RecordCounts', sent('2022-09-19', 5, { correction: true }));
  expect(futian.replica.row('signals.series', '*fever-clinic|cn.44.03.04.001|respiratory').values).toEqual([5]);
});

test.each([
  ['negative', -1, 'impossible'],
  ['fractional', 2.5, 'impossible'],
  ['a hundred times too much', 5100, 'scale'],
])('a count that is %s is a fault of the data: kept, named, not counted', (_name, value, kind) => {
  const futian = here();
  futian.given(cdc, 'signals.RegisterChannel', channel);
  for (let d = 1; d < 19; d++)
    futian.given(cdc, 'signals.RecordCounts', sent(`2022-09-${String(d).padStart(2, '0')}`, 48 + ((d * 7) % 6)));
  const before = futian.replica.row('signals.series', `fever-1|${C1}|respiratory`).values;
  futian.given(cdc, 'signals.RecordCounts', sent('2022-09-19', value));
  expect(futian.replica.row('signals.series', `fever-1|${C1}|respiratory`).values).toEqual(before);
  expect(futian.replica.find({ view: 'signals.faults', where: { open: true } })).toMatchObject([{ kind, lines: 1 }]);
  expect(futian.replica.events.some(({ type }) => type === 'signals.SignalRaised')).toBe(false);
  const released = { channel: 'fever-1', sending: `s-2022-09-19-${value}`, reason: 'asked the clinic' };
  if (kind === 'impossible') {
    expect(futian.when(cdc, 'signals.ReleaseCounts', released)).toMatchObject({ refused: 'counts-impossible' });
    // counts that are possible come for the same day: nobody need ask any more
    futian.given(cdc, 'signals.RecordCounts', sent('2022-09-19', 50));
    expect(futian.replica.row('signals.faults', `fever-1|${released.sending}`)).toMatchObject({
      open: false,
      replacedBy: 's-2022-09-19-50',
    });
    expect(futian.replica.row('signals.channels', 'fever-1')).toMatchObject({ held: 0 });
  } else {
    futian.given(cdc, 'signals.ReleaseCounts', released);
    expect(futian.replica.row('signals.series', `fever-1|${C1}|respiratory`).values.at(-1)).toBe(value);
    expect(futian.replica.row('signals.faults', `fever-1|${released.sending}`)).toMatchObject({ open: false });
  }
});

test('the same impossible sending again under a new number leaves one to be asked about', () => {
  const futian = here();
  futian.given(cdc, 'signals.RegisterChannel', channel);
  futian.given(cdc, 'signals.RecordCounts', sent('2022-09-19', -3));
  futian.given(cdc, 'signals.RecordCounts', sent('2022-09-19', -3, { sending: 'again' }));
  const faults = futian.replica.find({ view: 'signals.faults' }) as any[];
  expect(faults.filter(({ open }) => open).map(({ sending }) => sending)).toEqual(['again']);
  expect(futian.replica.row('signals.channels', 'fever-1')).toMatchObject({ held: 1 });
  futian.given(cdc, 'signals.RecordCounts', sent('2022-09-19', 4));
  expect(futian.replica.row('signals.channels', 'fever-1')).toMatchObject({ held: 0 });
});

const places = Array.from({ length: 24 }, (_, i) => `cn.44.03.04.001.${String(i + 1).padStart(3, '0')}`);
const file = (day: string, values: (i: number) => number, sending = day) => ({
  channel: 'fever-1',
  sending,
  day,
  via: 'file',
  lines: places.map((area, i) => ({ area, subject: 'respiratory', value: values(i) })),
});

test("yesterday's file under today's date, and a file added to itself, are named as what they are", () => {
  const futian = here();
  futian.given(cdc, 'signals.RegisterChannel', channel);
  const usual = (d: number) => (i: number) => 30 + ((d * 5 + i * 11) % 13);
  for (let d = 1; d < 18; d++)
    futian.given(cdc, 'signals.RecordCounts', file(`2022-09-${String(d).padStart(2, '0')}`, usual(d)));
  futian.given(cdc, 'signals.RecordCounts', file('2022-09-18', usual(17)));
  futian.given(
    cdc,
    'signals.RecordCounts',
    file('2022-09-19', (i) => 2 * usual(19)(i)),
  );
  expect(futian.replica.find({ view: 'signals.faults' }).map((row: any) => row.kind)).toEqual(['stale', 'doubled']);
});

test('bad input is refused whole, with what to do', () => {
  const futian = here();
  futian.given(cdc, 'signals.RegisterChannel', channel);
  const refused = (more: object) => futian.when(cdc, 'signals.RecordCounts', sent('2022-09-19', 1, more)) as any;
  expect(refused({ day: '2022-09-21' }).refused).toBe('counts-future');
  expect(refused({ day: '2019-09-19' }).refused).toBe('counts-old');
  expect(refused({ day: '2022-02-30' })).toMatchObject({
    refused: 'input-invalid',
    words: { zh: expect.stringContaining('day：不是日历日期，请写作 2022-09-20') },
  });
  // a moment in another zone is no day: nobody guesses which one was counted
  expect(refused({ day: '2022-09-19T23:30:00-05:00' }).refused).toBe('input-invalid');
  expect(refused({ lines: [{ area: 'cn.44.05.01', subject: 'respiratory', value: 1 }] }).refused).toBe(
    'counts-outside',
  );
  expect(refused({ lines: [{ area: C1, subject: 'rash-fever', value: 1 }] }).refused).toBe('counts-subject');
  const twice = { area: C1, subject: 'respiratory', value: 1 };
  expect(refused({ lines: [twice, twice] }).refused).toBe('counts-twice');
  expect(refused({ channel: 'nobody' }).refused).toBe('channel-unknown');
  futian.given(cdc, 'signals.SuspendChannel', { id: 'fever-1', reason: 'clinic moves' });
  expect(refused({}).refused).toBe('channel-suspended');
});

test('a CSV file is one command a day, and one bad line refuses it whole', () => {
  const text = 'day,area,subject,value\n2022-09-18,440304001001,respiratory,3\n2022-09-19,440304001001,respiratory,4\n';
  const read = countsOf(text, 'fever-1', undefined, false) as any[];
  expect(read.map(({ day, lines }) => [day, lines])).toEqual([
    ['2022-09-18', [{ area: C1, subject: 'respiratory', value: 3 }]],
    ['2022-09-19', [{ area: C1, subject: 'respiratory', value: 4 }]],
  ]);
  expect(countsOf(text, 'fever-1', undefined, false)).toEqual(read);
  expect(countsOf(`${text}2022-09-20,440304001001,respiratory,many`, 'f', 'x', false)).toMatchObject({ value: 4 });
  expect(countsOf('area,value\n1,2', 'f', 'x', false)).toMatchObject({ refused: 'csv-columns' });
  const line = (day: string, value: string) =>
    countsOf(`${text}${day},440304001001,respiratory,${value}`, 'f', 'x', false) as any;
  // another date, a moment of a clock elsewhere, a comma, a base of sixteen, nothing at all, a day that stands above
  for (const [day, value] of [
    ['2022/09/20', '4'],
    ['2022-09-19T23:30:00-05:00', '4'],
    ['2022-09-20', '"1,200"'],
    ['2022-09-20', '0x10'],
    ['2022-09-20', ''],
    ['2022-09-19', '4'],
  ] as const)
    expect(line(day, value), `${day} ${value}`).toMatchObject({ refused: 'csv-invalid', value: 4 });
  expect(line('2022-09-20', '-4')).toHaveLength(3);
});

test('the past of a channel comes in one go, fills gaps only, and adds up above', () => {
  const futian = here();
  futian.given(cdc, 'signals.RegisterChannel', channel);
  const past = (from: string, values: (number | null)[], sending = from) => ({
    channel: 'fever-1',
    sending,
    lines: [{ area: C1, subject: 'respiratory', from, values }],
  });
  futian.given(cdc, 'signals.RecordHistory', past('2022-09-10', [3, null, 5]));
  futian.given(cdc, 'signals.RecordHistory', past('2022-09-10', [3, null, 5]));
  expect(futian.replica.row('signals.series', `fever-1|${C1}|respiratory`)).toMatchObject({
    first: '2022-09-10',
    values: [3, null, 5],
    last: '2022-09-12',
  });
  expect(futian.replica.row('signals.series', '*fever-clinic|cn.44.03|respiratory').values).toEqual([3, null, 5]);
  const refused = (input: object) => (futian.when(cdc, 'signals.RecordHistory', input) as any).refused;
  expect(refused(past('2022-09-12', [6], 'x'))).toBe('counts-known');
  expect(refused(past('2022-09-13', [-1]))).toBe('counts-impossible');
  expect(refused(past('2022-09-19', [1, 2, 3, 4]))).toBe('counts-future');
  expect(refused(past('2019-09-19', [1]))).toBe('counts-old');
  // a day of the past is no news
  futian.given(cdc, 'signals.RecordCounts', sent('2022-09-11', 400));
  expect(futian.replica.events.some(({ type }) => type === 'signals.SignalRaised')).toBe(false);
});

test('a sum says how many had reported, and is held only against days on which about as many had', () => {
  const futian = here();
  const OTHER = 'cn.44.03.04.001.002';
  const sums = `*fever-clinic|cn.44.03.04|respiratory`;
  const both = ['fever-1', 'fever-2'];
  for (const id of both) futian.given(cdc, 'signals.RegisterChannel', { ...channel, id });
  const past = (id: string, area: string, from: string, value: number, days: number) =>
    futian.given(cdc, 'signals.RecordHistory', {
      channel: id,
      sending: `past-${id}`,
      lines: [
        {
          area,
          subject: 'respiratory',
          from,
          values: Array.from({ length: days }, (_, d) => value + ((d * 7) % 5) - 2),
        },
      ],
    });
  past('fever-1', C1, '2022-06-12', 20, 100);
  const alone = futian.replica.row('signals.series', sums) as SeriesRow;
  expect(alone.sent).toEqual(new Array(100).fill(1));
  expect(judge('respiratory', [alone], '2022-09-19', 120)?.p).toBeGreaterThan(0.01);
  // a second clinic joins on the last three days: more patients are counted, no more are ill
  past('fever-2', OTHER, '2022-09-17', 20, 3);
  const joined = futian.replica.row('signals.series', sums) as SeriesRow;
  expect(joined.sent?.slice(-4)).toEqual([1, 2, 2, 2]);
  expect(joined.values.at(-1)).toBeGreaterThan(35);
  expect(judge('respiratory', [joined], '2022-09-19', 120)).toBeUndefined();
  const { sent: _sent, ...blind } = joined;
  expect(judge('respiratory', [blind], '2022-09-19', 120)?.p).toBeLessThan(1e-4);
  // a correction is no second report
  futian.given(cdc, 'signals.RecordCounts', {
    ...sent('2022-09-19', 21, { channel: 'fever-2', correction: true }),
    lines: [{ area: OTHER, subject: 'respiratory', value: 21 }],
  });
  expect((futian.replica.row('signals.series', sums) as SeriesRow).sent?.at(-1)).toBe(2);
});

import { expect, test } from 'vitest';
import { loadProtocols } from '../../server/protocols.ts';
import { actor, city } from '../../tests/given.ts';
import { capability as places } from '../places/capability.ts';
import type { PlaceRow } from '../places/index.ts';
import { signalsCapability } from '../signals/capability.ts';
import type { ChannelRow, HeardRow } from '../signals/index.ts';
import { coverage } from './coverage.ts';

const library = await loadProtocols();
const here = () => city([places, signalsCapability(library)], { protocol: () => ({ library, active: [] }) });
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

test('a source that is removed or silent shows in the gap list (B3)', () => {
  const futian = here();
  futian.given(cdc, 'signals.RegisterChannel', channel);
  futian.given(cdc, 'signals.RegisterChannel', { ...channel, id: 'school-1', kind: 'school', area: C1 });
  const community = { id: C1, area: C1, names: { zh: '社区', en: 'Community' } } as unknown as PlaceRow;
  const seen = () =>
    coverage(
      futian.replica.find({ view: 'signals.channels' }) as ChannelRow[],
      futian.replica.find({ view: 'signals.heard' }) as HeardRow[],
      [community],
      'cn.44.03.04',
    );
  expect(seen().gaps[0]?.missing).not.toContain('school');
  expect(seen().gaps[0]?.silent).toEqual([]);
  futian.given(cdc, 'signals.SuspendChannel', { id: 'school-1', reason: 'holidays' });
  expect(seen().gaps[0]?.missing).toContain('school');
  futian.pass(30);
  expect(seen().gaps[0]?.silent).toEqual(['fever-clinic']);
  expect(seen().channels.map(({ id, status }) => [id, status])).toEqual([
    ['fever-1', 'silent'],
    ['school-1', 'suspended'],
  ]);
});

test('a channel of the district covers the communities it has counted, not all of them', () => {
  const futian = here();
  futian.given(cdc, 'signals.RegisterChannel', channel);
  const C2 = 'cn.44.03.04.001.002';
  const communities = [C1, C2].map((id) => ({ id, area: id, names: { zh: id, en: id } }) as unknown as PlaceRow);
  const unheard = () =>
    coverage(
      futian.replica.find({ view: 'signals.channels' }) as ChannelRow[],
      futian.replica.find({ view: 'signals.heard' }) as HeardRow[],
      communities,
      'cn.44.03.04',
    ).gaps.filter(({ missing }) => missing.includes('fever-clinic'));
  expect(unheard()).toEqual([]);
  futian.given(cdc, 'signals.RecordCounts', {
    channel: 'fever-1',
    sending: 's',
    day: '2022-09-19',
    via: 'api',
    lines: [{ area: C1, subject: 'respiratory', value: 4 }],
  });
  expect(unheard().map(({ area }) => area)).toEqual([C2]);
});

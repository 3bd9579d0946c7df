import { expect, test } from 'vitest';
import { actor, city } from '../../tests/given.ts';
import { capability } from './capability.ts';

const building = {
  path: 'cn.44.03.04.001.019.e1.b1',
  kind: 'building',
  names: { zh: '一栋', en: 'Building 1' },
  exits: [{ id: 'door', kind: 'unit-door', names: { zh: '单元门', en: 'unit door' } }],
};
const b1 = building.path;

test('a blocked exit counts until somebody sees it clear again', () => {
  const futian = city([capability]);
  futian.given(actor('admin'), 'places.RegisterPlace', building);
  futian.when(actor('grid'), 'places.RecordExit', { path: b1, exit: 'door', clear: false, note: 'chained' });
  expect(futian.replica.row('places.places', b1)).toMatchObject({
    blockedExits: 1,
    exits: [{ id: 'door', clear: false, seenBy: 'grid 1' }],
  });
  futian.when(actor('grid'), 'places.RecordExit', { path: b1, exit: 'door', clear: true });
  expect(futian.replica.row('places.places', b1).blockedExits).toBe(0);
});

test('each record says how many exits of the building are still blocked, so that the last one ends the duty', () => {
  const futian = city([capability]);
  const stair = { id: 'stair', kind: 'stair', names: { zh: '消防楼梯', en: 'fire stair' } };
  futian.given(actor('admin'), 'places.RegisterPlace', { ...building, exits: [...building.exits, stair] });
  const blocked = (exit: string, clear: boolean) =>
    (futian.when(actor('grid'), 'places.RecordExit', { path: b1, exit, clear }) as any[])[0].data.blocked;
  expect([
    blocked('door', false),
    blocked('door', false),
    blocked('stair', false),
    blocked('door', true),
    blocked('stair', true),
  ]).toEqual([1, 1, 2, 1, 0]);
});

test('a place is corrected where it stands: its exits stay, an area stays an area', () => {
  const futian = city([capability]);
  futian.given(actor('admin'), 'places.RegisterPlace', building);
  futian.when(actor('grid'), 'places.RecordExit', { path: b1, exit: 'door', clear: false });
  const names = { zh: '一栋（宿舍）', en: 'Building 1, dormitory' };
  futian.when(actor('admin'), 'places.CorrectPlace', { path: b1, kind: 'dormitory', names, floors: 7 });
  expect(futian.replica.row('places.places', b1)).toMatchObject({
    names,
    kind: 'dormitory',
    floors: 7,
    blockedExits: 1,
  });
  expect(futian.when(actor('admin'), 'places.CorrectPlace', { path: b1, kind: 'area', names })).toMatchObject({
    refused: 'place-kind-fixed',
  });
  expect(futian.when(actor('admin'), 'places.CorrectPlace', { path: `${b1}9`, kind: 'building', names })).toMatchObject(
    {
      refused: 'place-unknown',
    },
  );
});

test('an exit left out is added later, counts when it is blocked, and an area has none', () => {
  const futian = city([capability]);
  futian.given(actor('admin'), 'places.RegisterPlace', building);
  const stair = { path: b1, kind: 'stair', names: { zh: '消防楼梯', en: 'fire stair' } };
  const added = () => (futian.when(actor('grid'), 'places.AddExit', stair) as any[])[0].data.exit;
  expect([added(), added()]).toEqual(['stair-2', 'stair-3']);
  futian.when(actor('grid'), 'places.RecordExit', { path: b1, exit: 'stair-3', clear: false, note: 'locked' });
  const { exits, blockedExits } = futian.replica.row('places.places', b1);
  expect(blockedExits).toBe(1);
  expect(exits.map((exit: any) => [exit.id, exit.clear])).toEqual([
    ['door', undefined],
    ['stair-2', undefined],
    ['stair-3', false],
  ]);
  futian.given(actor('admin'), 'places.RegisterPlace', {
    path: 'cn.44',
    kind: 'area',
    names: { zh: '粤', en: 'Guangdong' },
  });
  expect(futian.when(actor('admin'), 'places.AddExit', { ...stair, path: 'cn.44' })).toMatchObject({
    refused: 'exit-of-area',
  });
  expect(futian.when(actor('admin'), 'places.AddExit', { ...stair, path: `${b1}9` })).toMatchObject({
    refused: 'place-unknown',
  });
});

test('an exit written down by mistake is taken off with its reason; one that somebody has seen stays, blocked or not', () => {
  const futian = city([capability]);
  futian.given(actor('admin'), 'places.RegisterPlace', building);
  const stair = { path: b1, kind: 'stair', names: { zh: '消防楼梯', en: 'fire stair' } };
  for (const _ of [2, 3]) futian.given(actor('grid'), 'places.AddExit', stair);
  const off = (exit: string) =>
    futian.when(actor('grid'), 'places.RemoveExit', { path: b1, exit, reason: 'one stair, counted twice' });
  futian.given(actor('grid'), 'places.RecordExit', { path: b1, exit: 'stair-3', clear: false, note: 'locked' });
  expect(off('stair-3')).toMatchObject({ refused: 'exit-seen', value: 'stair-3' });
  expect(off('stair-9')).toMatchObject({ refused: 'exit-unknown', value: 'stair-9' });
  expect(off('stair-2')).toMatchObject([{ type: 'places.ExitRemoved', data: { exit: 'stair-2' } }]);
  const { exits, blockedExits } = futian.replica.row('places.places', b1);
  expect([exits.map((exit: any) => exit.id), blockedExits]).toEqual([['door', 'stair-3'], 1]);
  // its number is not given again: the history would speak of two
  expect(futian.when(actor('grid'), 'places.AddExit', stair)).toMatchObject([{ data: { exit: 'stair-4' } }]);
  expect(off('stair-4')).toMatchObject([{ type: 'places.ExitRemoved' }]);
  expect(futian.when(actor('grid'), 'places.AddExit', stair)).toMatchObject([{ data: { exit: 'stair-5' } }]);
});

test('an exit that was never registered is refused, and the known ones are named', () => {
  const futian = city([capability]);
  futian.given(actor('admin'), 'places.RegisterPlace', building);
  const outcome = futian.when(actor('grid'), 'places.RecordExit', { path: b1, exit: 'roof', clear: true });
  expect(outcome).toMatchObject({ refused: 'exit-unknown', value: 'roof' });
});

test('an input with an unknown field is refused, not trimmed', () => {
  const futian = city([capability]);
  expect(futian.when(actor('admin'), 'places.RegisterPlace', { ...building, colour: 'red' })).toMatchObject({
    refused: 'input-invalid',
  });
});

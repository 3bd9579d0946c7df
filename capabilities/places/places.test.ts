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

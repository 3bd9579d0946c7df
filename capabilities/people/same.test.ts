import { expect, test } from 'vitest';
import { actor, city } from '../../tests/given.ts';
import { capability } from './capability.ts';

const [here, there] = ['cn.44.03.04.001.019.e1.b1.u1.h502', 'cn.44.03.04.001.019.e1.b2.u1.h101'];
const grid = actor('grid');
const wang = { name: '王小明', sex: 'male', birth: '1986-03-07', phone: '13812341234', smartphone: true };
const futian = () => {
  const place = city([capability]);
  const register = (path: string, members: object[]) =>
    place.given(grid, 'people.RegisterHousehold', { path, kind: 'home', members, basis: 'law' });
  register(here, [{ id: `${here}.p1`, ...wang, groups: ['chronic'] }]);
  register(there, []);
  place.given(grid, 'people.AddMember', {
    path: there,
    basis: 'law',
    member: { id: `${there}.p1`, ...wang, groups: ['elderly'] },
  });
  return place;
};
const rowOf = (place: ReturnType<typeof futian>, view: string, id: string) => place.replica.row(`people.${view}`, id);

test('a member who is entered elsewhere is shown with score and reasons', () => {
  const pair = rowOf(futian(), 'samePersons', `${there}.p1`);
  expect(pair).toMatchObject({ state: 'open', similar: [{ id: `${here}.p1` }] });
  expect(pair.similar[0].said.map((each: { field: string; level: string }) => `${each.field} ${each.level}`)).toEqual(
    expect.arrayContaining(['han same', 'birth same', 'phone same', 'sex same']),
  );
});

test('a merge takes the second entry out of its household, and its undo puts back all it had', () => {
  const place = futian();
  const before = [rowOf(place, 'persons', `${there}.p1`), rowOf(place, 'households', there)];
  place.given(grid, 'people.MergeMember', { path: there, person: `${there}.p1`, into: `${here}.p1` });
  expect(rowOf(place, 'persons', `${there}.p1`)).toBeUndefined();
  expect(rowOf(place, 'households', there)).toMatchObject({ size: 0, groups: [] });
  expect(rowOf(place, 'samePersons', `${there}.p1`)).toMatchObject({ state: 'merged', merged: { id: `${here}.p1` } });
  expect(
    place.when(grid, 'people.AddMember', { path: there, basis: 'law', member: { id: `${there}.p1`, ...wang } }),
  ).toMatchObject({ refused: 'member-exists' });
  place.given(grid, 'people.UnmergeMember', { path: there, person: `${there}.p1`, reason: 'namesakes' });
  expect([rowOf(place, 'persons', `${there}.p1`), rowOf(place, 'households', there)]).toEqual(before);
  expect(rowOf(place, 'samePersons', `${there}.p1`)).toMatchObject({ state: 'open', similar: [{ id: `${here}.p1` }] });
  place.given(grid, 'people.DistinguishMembers', { path: there, person: `${there}.p1`, other: `${here}.p1` });
  expect(rowOf(place, 'samePersons', `${there}.p1`)).toBeUndefined();
});

test('a merge that would lose care, with oneself, with nobody or elsewhere is refused', () => {
  const place = futian();
  const merge = (into: string, who = grid) =>
    place.when(who, 'people.MergeMember', { path: there, person: `${there}.p1`, into });
  expect(merge(`${there}.p1`)).toMatchObject({ refused: 'merge-self' });
  expect(merge(`${here}.p9`)).toMatchObject({ refused: 'person-unknown' });
  expect(merge(`${here}.p1`, actor('grid', { area: there }))).toMatchObject({ refused: 'area-elsewhere' });
  place.given(grid, 'people.ScheduleCare', {
    path: there,
    id: 'd1',
    person: `${there}.p1`,
    care: 'dialysis',
    at: '2022-09-22T01:00:00.000Z',
    place: 'Hospital',
  });
  expect(merge(`${here}.p1`)).toMatchObject({ refused: 'member-has-care' });
});

import { expect, test } from 'vitest';
import { doorQuery, namedParts, placeName } from './index.ts';

const community = 'cn.44.03.04.001.019';
const home = `${community}.e1.b3.u1.h502`;
const names = {
  [community]: { en: 'Shabutou Community', zh: '沙埔头社区' },
  [`${community}.e1`]: { en: 'Jinxiuyuan', zh: '锦绣苑' },
};

test('an address is said in both languages', () => {
  expect(placeName(home, names, 'zh')).toBe('沙埔头社区 · 锦绣苑 3栋1单元502');
  expect(placeName(home, names, 'en')).toBe('Shabutou Community · Jinxiuyuan, Bldg 3, Unit 1, 502');
  expect(placeName(community, names, 'en')).toBe('Shabutou Community');
});

test('what the reader already knows is left out', () => {
  expect(placeName(home, names, 'zh', { under: 'door' })).toBe('锦绣苑 3栋1单元502');
  expect(placeName(home, names, 'zh', { under: `${community}.e1.b3` })).toBe('1单元502');
  expect(placeName(home, names, 'zh', { under: 'cn.44.03.04' })).toBe('沙埔头社区 · 锦绣苑 3栋1单元502');
  expect(placeName(community, names, 'zh', { under: 'door' })).toBe('沙埔头社区');
});

test('without a register the path itself is read', () => {
  expect(placeName(home, {}, 'zh')).toBe('440304001019 · 3栋1单元502');
  expect(placeName(`${community}.e2`, {}, 'en', { under: 'door' })).toBe('Estate 2');
  expect(placeName(`${home}.p1`, names, 'zh', { under: 'door' })).toBe('锦绣苑 3栋1单元502');
  expect(placeName('cn.44', {}, 'en')).toBe('44');
  expect(namedParts(home)).toEqual([community, `${community}.e1`, `${community}.e1.b3`]);
});

test('doors are found the way people write them', () => {
  for (const written of ['3栋1单元502', 'Bldg 3, Unit 1, 502', '3-1-502', '3栋 1单元 502室']) {
    for (const word of doorQuery(written).split(' ')) expect(`${home}`).toContain(word);
    expect(doorQuery(written).split(' ')).toHaveLength(3);
  }
  expect(doorQuery('王建国')).toBe('王建国');
  expect(doorQuery('4321')).toBe('4321');
});

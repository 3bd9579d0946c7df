import { expect, test } from 'vitest';
import { inBoth } from './names.ts';

test('a name in both languages is taken apart', () => {
  expect(inBoth('居民委员会 Residents’ committee')).toEqual({ zh: '居民委员会', en: 'Residents’ committee' });
  expect(inBoth('120急救中心 Ambulance')).toEqual({ zh: '120急救中心', en: 'Ambulance' });
  expect(inBoth('12345 热线 Hotline')).toEqual({ zh: '12345 热线', en: 'Hotline' });
  expect(inBoth('同桌就餐 / shared a meal')).toEqual({ zh: '同桌就餐', en: 'shared a meal' });
  expect(inBoth('3天2检，3天健康监测 / 2 tests in 3 days')).toEqual({
    zh: '3天2检，3天健康监测',
    en: '2 tests in 3 days',
  });
  for (const one of ['王建国', 'Anna Smith', '3号楼 502', '市CDC']) expect(inBoth(one)).toEqual({ zh: one, en: one });
});

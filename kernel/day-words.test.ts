import { expect, test } from 'vitest';
import { dayWords } from './day-words.ts';

test('a day is said as people write it', () => {
  expect(dayWords('2022-11-05')).toEqual({ en: '5 Nov 2022', zh: '2022年11月5日' });
  expect(dayWords('2024-02-29')).toEqual({ en: '29 Feb 2024', zh: '2024年2月29日' });
});

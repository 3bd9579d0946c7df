import { expect, test } from 'vitest';
import { dayWords, momentWords } from './day-words.ts';
import { instant } from './time.ts';

test('a day is said as people write it', () => {
  expect(dayWords('2022-11-05')).toEqual({ en: '5 Nov 2022', zh: '2022年11月5日' });
  expect(dayWords('2024-02-29')).toEqual({ en: '29 Feb 2024', zh: '2024年2月29日' });
});

test('a moment is said on the wall clock of its zone', () => {
  const at = instant(Date.parse('2022-11-08T16:00:00Z'));
  expect(momentWords(at, 'Asia/Shanghai')).toEqual({ en: '9 Nov 2022, 00:00', zh: '2022年11月9日 00:00' });
});

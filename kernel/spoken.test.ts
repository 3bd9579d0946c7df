import { expect, test } from 'vitest';
import { numberOf, readNumber, spoken } from './spoken.ts';

test('the check digit is Damm’s: 572 is followed by 4', () => {
  // the worked example of Damm's thesis
  expect(readNumber('000 572 4')).toEqual({ digits: '0005724', misheard: false });
});

test('every number reads back; one digit wrong or two neighbours exchanged is noticed', () => {
  for (const seq of [1, 9, 10, 314, 25_273, 1_000_003, 25_000_000]) {
    const number = numberOf(seq) ?? '';
    expect(readNumber(spoken(number))).toEqual({ digits: number, misheard: false });
    for (let at = 0; at < number.length; at++) {
      for (let wrong = 0; wrong < 10; wrong++) {
        const misread = number.slice(0, at) + wrong + number.slice(at + 1);
        expect(readNumber(misread)?.misheard).toBe(misread !== number);
      }
      const exchanged = number.slice(0, at) + (number[at + 1] ?? '') + number[at] + number.slice(at + 2);
      expect(readNumber(exchanged)?.misheard).toBe(exchanged !== number);
    }
  }
});

test('full-width digits, blanks and hyphens are read; words, doors and telephone numbers are not numbers of requests', () => {
  expect(readNumber('２５２７-３４')?.digits).toBe('252734');
  expect(['404', '2栋502', '138 1234 12345', 'R-0214', ''].map(readNumber)).toEqual(Array(5).fill(undefined));
});

test('what a phone decided without network has no number yet', () => {
  expect(numberOf(0)).toBeNull();
});

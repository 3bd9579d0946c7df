import { expect, test } from 'vitest';
import { refuse } from '../kernel/refusal.ts';
import { headOf } from './refusal-head.ts';

const carer = refuse('carer-missing', '', { en: 'No named carer.', zh: '未指定包户人员。' });
const phone = refuse('hotline-missing', '', { en: 'No help phone.', zh: '无求助电话。' });
const en = (words: { en: string }) => words.en;

test('words that only list the reasons are cut before the first of them; others stay whole', () => {
  const listing = { en: 'The stay cannot start: No named carer. No help phone.', zh: '' };
  expect(headOf(refuse('stay-unready', '', listing, [carer, phone]), en)).toBe('The stay cannot start');
  const own = { en: 'The evidence does not carry an order.', zh: '' };
  expect(headOf(refuse('stay-without-evidence', '', own, [carer]), en)).toBe(own.en);
  expect(headOf(refuse('stay-unready', '', listing), en)).toBe(listing.en);
  expect(headOf(refuse('only', '', carer.words, [carer]), en)).toBe(carer.words.en);
});

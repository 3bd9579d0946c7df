import { expect, test } from 'vitest';
import { queryOf } from './online.ts';

test('a list of values repeats its name, null is a word, nothing is left out silently but what was not given', () => {
  expect(
    queryOf({
      within: 'cn.44',
      where: { status: ['open', 'late'], household: null, done: false, other: undefined },
      limit: 20,
    }),
  ).toBe('?status=open&status=late&household=null&done=false&within=cn.44&limit=20');
  expect(queryOf({})).toBe('');
});

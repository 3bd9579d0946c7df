import { expect, test } from 'vitest';
import { counted } from './plural.ts';

test('one stands in the singular, none and many in the plural', () => {
  expect([0, 1, 2].map((n) => counted(n, 'case'))).toEqual(['0 cases', '1 case', '2 cases']);
  expect([1, 3].map((n) => counted(n, 'person', 'people'))).toEqual(['1 person', '3 people']);
});

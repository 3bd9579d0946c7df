import { expect, test } from 'vitest';
import * as z from 'zod';
import { filled, shapeOf, startOf } from './shape.ts';

const request = z.strictObject({
  name: z.string().min(1).max(60),
  description: z.string().max(2000),
  onset: z.iso.date(),
  at: z.iso.datetime().optional(),
  people: z.int().min(1).max(20),
  urgency: z.enum(['now', 'today']),
  groups: z.array(z.enum(['dialysis', 'alone'])).default([]),
  answer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('call'), phone: z.string() }),
    z.strictObject({ kind: z.literal('none') }),
  ]),
});

test('a form knows bounds, choices and kinds from the schema alone', () => {
  const { parts } = shapeOf(request);
  expect(parts).toMatchObject({
    name: { kind: 'text', as: 'text', min: 1, max: 60, optional: false },
    description: { as: 'long' },
    onset: { as: 'day' },
    at: { as: 'instant', optional: true },
    people: { kind: 'number', integer: true, min: 1, max: 20 },
    urgency: { kind: 'enum', values: ['now', 'today'] },
    groups: { kind: 'array', item: { values: ['dialysis', 'alone'] }, optional: true },
    answer: { kind: 'union', by: 'kind' },
  });
  expect(Object.keys(parts?.['answer']?.options ?? {})).toEqual(['call', 'none']);
});

test('a field that can have no control is marked, not guessed', () => {
  expect(shapeOf(z.record(z.string(), z.number())).kind).toBe('other');
});

test('defaults are where a form starts', () => {
  expect(startOf(shapeOf(request))).toEqual({ groups: [] });
});

test('what was left empty does not reach a strict schema', () => {
  expect(filled({ name: 'Li', note: '', window: { from: undefined }, zero: 0, no: false })).toEqual({
    name: 'Li',
    window: {},
    zero: 0,
    no: false,
  });
});

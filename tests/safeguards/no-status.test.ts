import { expect, test } from 'vitest';
import * as z from 'zod';
import { registryOf } from '../../kernel/registry.ts';
import { CITY, capabilities, personOf } from './futian.ts';

const registry = registryOf(capabilities);

/** Every property name anywhere in a JSON schema. */
function namesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties } = schema as { properties?: Record<string, unknown> };
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(namesIn)];
}
const inputs = [...registry.commands.values()].map((command) => ({
  name: command.name,
  names: namesIn(z.toJSONSchema(command.input, { io: 'input', unrepresentable: 'any' })),
}));

test('SG7: no command in the registry takes a status, a colour or a health code', () => {
  const banned = /^(status|state|colou?r|health.?code|code.?colou?r|risk.?level|restricted|released|allowed)$/i;
  expect(
    inputs.flatMap(({ name, names }) => names.filter((each) => banned.test(each)).map((each) => `${name}: ${each}`)),
  ).toEqual([]);
});

test('SG1, SG7: nobody types the start, the end, the days, the phases or the tests of an order or a zone', () => {
  const computed = [
    'startsAt',
    'endsAt',
    'until',
    'days',
    'phases',
    'tests',
    'edition',
    'article',
    'effect',
    'dayZero',
  ];
  const orders = inputs.filter(({ name }) => /^(stays|zones)\./.test(name));
  expect(orders.length).toBeGreaterThan(15);
  expect(
    orders.flatMap(({ name, names }) =>
      names.filter((each) => computed.includes(each)).map((each) => `${name}: ${each}`),
    ),
  ).toEqual([]);
});

test('the list of Zhengzhou: no command orders for several persons at once, and a list of them is not understood', () => {
  const order = registry.commands.get('stays.OrderStay');
  for (const person of [[personOf(1), personOf(2)], undefined]) {
    expect(
      order?.input.safeParse({
        id: 'x',
        person,
        persons: [personOf(1)],
        household: CITY,
        disease: 'covid-19',
        class: 'contact.close',
        place: CITY,
        service: {},
      }).success,
    ).toBe(false);
  }
  const orders = inputs.filter(({ name }) => name.startsWith('stays.'));
  expect(
    orders.flatMap(({ names }) => names).filter((each) => each === 'persons' || each === 'people' || each === 'list'),
  ).toEqual([]);
});

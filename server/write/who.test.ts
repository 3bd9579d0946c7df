import { expect, test } from 'vitest';
import { capability as visits } from '../../capabilities/visits/capability.ts';
import type { RegisteredCommand } from '../../kernel/registry.ts';
import { registryOf } from '../../kernel/registry.ts';
import { accountOf } from '../../tests/stage.ts';
import { actorFor } from './who.ts';

const here = 'cn.44.03.04.001';
const elsewhere = 'cn.44.03.04.002';
const complete = registryOf([visits]).commands.get('visits.CompleteVisit') as RegisteredCommand;
const volunteer = (id: string, area: string) => accountOf(id, { role: 'volunteer', area });
const visit = { assignee: 'sun', plan: { life: true } };

test('whoever was sent to a life in danger records it wherever the own area lies; nobody else from there does', () => {
  expect(actorFor(volunteer('sun', elsewhere), complete, here, visit)).toMatchObject({ id: 'sun', area: elsewhere });
  expect(actorFor(volunteer('li', elsewhere), complete, here, visit)).toMatchObject({ refused: 'not-permitted' });
  expect(actorFor(volunteer('sun', elsewhere), complete, here, { assignee: 'sun', plan: {} })).toMatchObject({
    refused: 'not-permitted',
  });
  expect(actorFor(volunteer('li', here), complete, here, visit)).toMatchObject({ id: 'li', area: here });
});

test('being sent gives no role that the account lacks', () => {
  const resident = accountOf('sun', { role: 'resident', area: elsewhere });
  expect(actorFor(resident, complete, here, visit)).toMatchObject({ refused: 'not-permitted' });
});

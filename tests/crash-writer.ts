import { openCity } from '../server/city.ts';
import { register } from '../server/register.ts';

/** Writes commands as fast as it can and says which were acknowledged, until it is killed: see crash.db.test.ts. */
const city = await openCity({ url: process.argv[2] as string, register, exercise: true });
const by = {
  id: 'writer',
  name: 'writer',
  org: { id: 'o', name: 'o', level: 'city' as const, kind: 'government' as const },
  grants: [{ role: 'desk' as const, area: 'cn' }],
};
const lane = async (number: number): Promise<void> => {
  for (let n = 0; ; n++) {
    const id = `crash-${process.pid}-${number}-${n}`;
    const input = {
      id,
      class: 'garbage',
      channel: 'phone',
      caller: { name: '王芳', phone: '10012345678' },
      beneficiary: {},
      place: 'cn.44.03.04.001.019',
      description: `第 ${n} 次`,
    };
    const outcome = await city.run({ id, command: 'requests.TakeRequest', input }, by);
    if ('events' in outcome) process.stdout.write(`${id}\n`);
    else throw new Error(outcome.refusal.words.en);
  }
};
await Promise.all(Array.from({ length: 20 }, (_, number) => lane(number)));

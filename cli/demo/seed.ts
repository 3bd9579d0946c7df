import { type Account, type Actor, systemActor } from '../../kernel/actor.ts';
import type { Call } from '../../kernel/capability.ts';
import { chanceFrom } from '../../kernel/chance.ts';
import { dayOf } from '../../kernel/time.ts';
import type { Accounts } from '../../server/accounts.ts';
import type { City } from '../../server/city.ts';
import type { Progress } from '../../server/http/options.ts';
import { verifyLog } from '../../server/log/postgres.ts';
import { demoAccounts, type Stage } from './accounts.ts';
import { type Demo, SIZES, type Size } from './demo.ts';
import { type Household, householdsOf, type Person, registerHousehold } from './households.ts';
import { tellStory } from './outbreak.ts';
import { areasOf, buildingsOf, registerArea } from './places.ts';
import { layInReserves } from './reserves.ts';

/** The exercise begins here: edition 9 is in force, the twenty measures are eleven days off. */
export const BEGINS = '2022-10-24T00:00:00.000Z';
const SEED = 'futian-1';

/** Makes the demo city by commands through the rules. An unfinished one is gone on with: every command repeats harmlessly. */
export async function seedDemo(
  city: City,
  accounts: Accounts,
  size: Size,
  onProgress: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<void> {
  const ready = (await city.pools.writer.query(`select value from setting where name = 'demo-ready'`)).rows.length > 0;
  if (ready) return onProgress({ done: 1, total: 1, label: READY, ready: true });
  const { rows } = await city.pools.writer.query('select seq from log_head');
  if (Number(rows[0].seq) === 0) await city.clock.begin(BEGINS);

  const chance = chanceFrom(SEED);
  const limits = SIZES[size];
  const areas = areasOf(chance);
  const communities = areas.filter((area) => area.level === 'community').slice(0, limits.communities);
  const built = communities.map((community) => buildingsOf(community, limits.buildings, chance));
  const today = dayOf(BEGINS, city.zone);
  const households = built
    .flatMap(({ buildings }) => buildings.flatMap((building) => householdsOf(building, today, chance)))
    .slice(0, limits.households);
  const stage = stageOf(areas, households);
  const named = demoAccounts(stage);
  for (const account of named) await accounts.save(account);

  let n = 0;
  const send: Demo['send'] = async (calls, by) => {
    const outcomes = await Promise.all(calls.map((call) => city.run({ id: `demo-${size}-${++n}`, ...call }, by)));
    outcomes.forEach((outcome, i) => {
      if ('refusal' in outcome)
        throw new Error(
          `the demo city: ${calls[i]?.command} was refused: ${outcome.refusal.words.en} ${JSON.stringify(outcome.refusal.because?.map((item) => item.refused) ?? '')}`,
        );
    });
    signal?.throwIfAborted();
  };
  const step: Demo['step'] = (label, done, total) => onProgress({ done, total, label, ready: false });
  const demo: Demo = {
    city,
    send,
    households,
    stage,
    accounts: new Map(named.map((account) => [account.id, account])),
    size,
    step,
  };

  const admin = demo.accounts.get('admin') as Account;
  await city.alone(async () => {
    await inParts(
      [...areas.map(registerArea), ...built.flatMap(({ calls }) => calls)],
      admin,
      { en: 'Streets, estates, buildings', zh: '街道、小区、楼栋' },
      demo,
    );
    await inParts(households.map(registerHousehold), admin, { en: 'Households', zh: '住户' }, demo);
    await tellStory(demo);
    await layInReserves(demo);
    await city.settle();
    await verifyOnce(city);
  });
  // PostgreSQL would count its tables a minute later, and read the first lists by guess until then
  await city.pools.writer.query('analyze');
  await city.pools.writer.query(`insert into setting values ('demo-ready', 'true') on conflict do nothing`);
  onProgress({ done: 1, total: 1, label: READY, ready: true });
}

/** The log is verified as on any night, so that oversight has a first line. */
async function verifyOnce(city: City): Promise<void> {
  const { events, faults } = await verifyLog(city.pools.writer);
  await city.run(
    {
      id: `demo-verified-${events}`,
      command: 'oversight.RecordVerification',
      input: { day: dayOf(city.clock.now(), city.zone), events, faults: faults.length },
    },
    systemActor('demo'),
  );
}

const READY = { en: 'Ready', zh: '就绪' };
const PART = 1000;

async function inParts(calls: Call[], by: Account | Actor, label: Progress['label'], demo: Demo): Promise<void> {
  for (let from = 0; from < calls.length; from += PART) {
    demo.step(label, from, calls.length);
    await demo.send(calls.slice(from, from + PART), by);
  }
}

/** The resident of the start page: a woman with a telephone in the first building. */
function stageOf(areas: ReturnType<typeof areasOf>, households: Household[]): Stage {
  const at = (level: string) => areas.find((area) => area.level === level)?.path ?? 'cn';
  const community = at('community');
  const isHer = (member: Person): boolean => member.sex === 'female' && member.age >= 25 && member.smartphone;
  const home = households.find(
    ({ path, members }) => path.startsWith(community) && members.length >= 2 && members.some(isHer),
  );
  const woman = home?.members.find(isHer);
  return {
    district: at('district'),
    street: at('street'),
    community,
    household: home?.path ?? `${community}.e1.b1.u1.h101`,
    residentName: woman?.name ?? '王芳',
  };
}

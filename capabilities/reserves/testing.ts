import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import { isWithin } from '../../kernel/place.ts';
import { refuse } from '../../kernel/refusal.ts';
import * as model from './model.ts';

const MOST = 10_000;

/** What an area can do in a day. */
export interface TestingCapacity {
  swabs: number;
  tubes: number;
}

/** Swabs of all samplers and tubes of all laboratories. */
export const capacityOf = (sites: readonly model.TestingRow[]): TestingCapacity => ({
  swabs: sites.reduce((sum, { samplers, swabsPerSampler }) => sum + samplers * swabsPerSampler, 0),
  tubes: sites.reduce((sum, { kind, tubes }) => sum + (kind === 'laboratory' ? tubes : 0), 0),
});

/** What a round asks for: a swab for each person, a tube for each pool. */
export const demandOf = ({ people, perTube }: Pick<model.PlanTesting, 'people' | 'perTube'>): TestingCapacity => ({
  swabs: people,
  tubes: Math.ceil(people / perTube),
});

function plan(state: 'planned' | 'dropped' | undefined, input: model.PlanTesting, told: Told): Decision {
  if (state)
    return refuse('round-exists', input.id, {
      en: `Round ${input.id} was planned. Give this one an id of its own.`,
      zh: `轮次 ${input.id} 已安排，请另取编号。`,
    });
  const { sites, rounds } = told.found as { sites: model.TestingRow[]; rounds: model.RoundRow[] };
  const able = capacityOf(sites.filter((each) => isWithin(input.area, each.area) || isWithin(each.area, input.area)));
  const others = rounds.filter(
    ({ id, area }) => id !== input.id && (isWithin(area, input.area) || isWithin(input.area, area)),
  );
  const demand = demandOf(input);
  const short = (['swabs', 'tubes'] as const).flatMap((what) => {
    const asked = demand[what] + others.reduce((sum, each) => sum + each[what], 0);
    return asked > able[what] ? [{ what, asked, able: able[what], by: asked - able[what] }] : [];
  });
  if (short.length > 0) {
    const zh = { swabs: '采样', tubes: '检测管' };
    return refuse('testing-over-capacity', short, {
      en: `${short.map(({ what, asked, able: has, by }) => `${asked} ${what} asked for on ${input.day}, ${has} possible: ${by} too many`).join('; ')}. Test fewer people, put more in a tube, spread the days, or add capacity.`,
      zh: `${short.map(({ what, asked, able: has, by }) => `${input.day} 需${zh[what]} ${asked}，能力 ${has}，超出 ${by}`).join('；')}。请减少人数、加大混管、分日进行或增加能力。`,
    });
  }
  return [{ type: 'reserves.TestingPlanned', area: input.area, data: { ...input, ...demand } }];
}

/** A place that can do nothing is no capacity. */
function registered(input: model.RegisterTesting): Decision {
  const able = input.kind === 'laboratory' ? input.tubes : input.samplers * input.swabsPerSampler;
  return able > 0
    ? [{ type: 'reserves.TestingRegistered', area: input.area, data: input }]
    : refuse('testing-empty', input.id, {
        en: `${input.id} can do nothing: give a laboratory its tubes a day, or a sampling site its samplers and swabs.`,
        zh: `${input.id} 没有能力数据：实验室请填每日管数，采样点请填人数与每人采样数。`,
      });
}

const own = {
  roles: ['hq', 'officer', 'supply', 'investigator'],
  purpose: 'control',
  stream: ({ id }: { id: string }) => id,
} as const;

/** What a place of testing can do. */
export const testing: StreamKind<model.RegisterTesting> = {
  evolve: (state, { type, data }) => (type === 'reserves.TestingRegistered' ? (data as model.RegisterTesting) : state),
  commands: {
    RegisterTesting: {
      ...own,
      label: { en: 'Register testing capacity', zh: '登记检测能力' },
      input: model.registerTesting,
      area: ({ area }: model.RegisterTesting) => area,
      decide: (_state, input: model.RegisterTesting) => registered(input),
    } as Command<model.RegisterTesting, any>,
  },
};

/** A round of testing: refused when it asks for more than there is. */
export const round: StreamKind<'planned' | 'dropped'> = {
  evolve: (state, { type }) =>
    type === 'reserves.TestingPlanned' ? 'planned' : type === 'reserves.TestingDropped' ? 'dropped' : state,
  commands: {
    PlanTesting: {
      ...own,
      label: { en: 'Plan a round of testing', zh: '安排检测轮次' },
      input: model.planTesting,
      area: ({ area }: model.PlanTesting) => area,
      find: ({ day }: model.PlanTesting) => ({
        sites: { view: 'reserves.testing', limit: MOST },
        rounds: { view: 'reserves.rounds', where: { day, status: 'planned' }, limit: MOST },
      }),
      decide: plan,
    } as Command<'planned' | 'dropped', any>,
    DropTesting: {
      ...own,
      label: { en: 'Drop a planned round', zh: '取消检测轮次' },
      input: model.dropTesting,
      area: ({ area }: { area: string }) => area,
      decide: (state, input: { id: string; area: string; reason: string }) =>
        state === 'planned'
          ? [{ type: 'reserves.TestingDropped', area: input.area, data: input }]
          : refuse('round-unknown', input.id, {
              en: `No planned round ${input.id}. Look it up in the list of rounds.`,
              zh: `没有已安排的轮次 ${input.id}，请核对。`,
            }),
    } as Command<'planned' | 'dropped', any>,
  },
};

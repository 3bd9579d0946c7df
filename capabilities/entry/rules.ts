import type { Command, Decision, Finds, StreamKind, Told } from '../../kernel/capability.ts';
import { momentWords } from '../../kernel/day-words.ts';
import type { Event } from '../../kernel/event.ts';
import { isWithin, LEVELS, levelOf } from '../../kernel/place.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { instant } from '../../kernel/time.ts';
import { type OrderRow, restrictionOf } from '../stays/index.ts';
import { type ZoneHouseholdRow, zoneOf } from '../zones/index.ts';
import * as model from './model.ts';

type State = model.EntryState | undefined;

function evolve(state: State, event: Event): State {
  const { type, data } = event;
  if (type === 'entry.EntryRefused') {
    const { id, household, door } = data as model.AppealRefusedEntry;
    return { id, household, door, stage: 'open', round: 1, deciders: [] };
  }
  if (!state) return state;
  if (type === 'entry.RefusalDecided')
    return {
      ...state,
      stage: 'decided',
      finding: data.finding,
      deciders: [...state.deciders, data.by.org.id],
    };
  if (type === 'entry.RefusalContested') return { ...state, stage: 'open', round: data.round };
  return type === 'entry.AppealWithdrawn' ? { ...state, stage: 'withdrawn' } : state;
}

/** Nothing may hold her at the moment she was turned away; an order or a zone has its own appeal, and its own end. */
function unrestricted(told: Told, at: string): true | Refusal {
  const { orders, inside } = told.found as { orders: OrderRow[]; inside: ZoneHouseholdRow[] };
  const held = restrictionOf(orders, at);
  const zone = zoneOf(inside[0], at);
  const end = held.restricted ? held.endsAt : zone?.endsAt;
  if (end === undefined) return true;
  const until = momentWords(end, told.zone);
  return held.restricted
    ? refuse('entry-ordered', held.order, {
        en: `An order holds for this person until ${until.en}. Appeal against the order itself: the button stands beside it.`,
        zh: `该人员的隔离决定有效至 ${until.zh}。请对该决定本身申诉：按钮在决定旁。`,
      })
    : refuse('entry-zone', zone?.zone, {
        en: `The home lies in a zone until ${until.en}. Medicine, food or a doctor: take it as a request, and it is brought or the ride is arranged. In danger to life the gate opens at once.`,
        zh: `该住所在管控区内，至 ${until.zh} 止。需要药品、食物或就医的，请登记为诉求，由专人送达或安排接送；危及生命的立即放行。`,
      });
}

function appeal(state: State, input: model.AppealRefusedEntry, told: Told): Decision {
  if (state)
    return refuse('entry-appealed', input.id, {
      en: `Appeal ${input.id} is on record already.`,
      zh: `申诉 ${input.id} 已登记。`,
    });
  const at = instant(Date.parse(input.at));
  if (at > told.now)
    return refuse('entry-future', input.at, {
      en: 'This lies in the future. Give the time when entry was refused.',
      zh: '时间在将来，请填写被拒的实际时间。',
    });
  if (!isWithin(input.person, input.household))
    return refuse('entry-person', input.person, {
      en: `${input.person} does not live in ${input.household}. Choose somebody of this household.`,
      zh: `${input.person} 不属于住户 ${input.household}，请选择本户成员。`,
    });
  const free = unrestricted(told, at);
  return isRefusal(free) ? free : [{ type: 'entry.EntryRefused', data: { ...input, at } }];
}

const unknown = (id: string): Refusal =>
  refuse('entry-unknown', id, { en: `No appeal ${id}.`, zh: `没有申诉 ${id}。` });

/** The second time it goes to the city; the office near the door never decides. */
const FIRST = LEVELS.indexOf('district');
const AGAIN = LEVELS.indexOf('city');

function decide(state: State, input: model.DecideRefusedEntry, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.stage !== 'open')
    return refuse('entry-closed', input.id, {
      en: `Nothing waits for a decision on ${input.id}.`,
      zh: `申诉 ${input.id} 没有待决定的事项。`,
    });
  const { id, name, org, area } = told.actor;
  const own = LEVELS.indexOf(levelOf(area));
  if (own > (state.round > 1 ? AGAIN : FIRST))
    return refuse('entry-too-near', area, {
      en:
        state.round > 1
          ? 'It was contested: the city decides now, not the district.'
          : 'Whoever answers for the street does not decide about its doors. The district decides.',
      zh: state.round > 1 ? '已有异议，应由市级决定。' : '负责本街道的单位不得决定本街道的进门争议，应由区级决定。',
    });
  if (state.deciders.includes(org.id))
    return refuse('entry-decided-before', org.name, {
      en: `${org.name} decided this before. Another organisation decides what is contested.`,
      zh: `${org.name} 已作过决定，有异议的须由其他单位决定。`,
    });
  if (input.finding === 'wrongful' && !input.told)
    return refuse('entry-nobody-told', input.id, {
      en: 'A wrongful refusal ends when the door knows. Say who was told, and how.',
      zh: '认定不当拒绝后，须告知该处改正，请填写告知了谁、如何告知。',
    });
  const by = { id, name, org: { id: org.id, name: org.name } };
  return [{ type: 'entry.RefusalDecided', data: { ...input, door: state.door, by, round: state.round } }];
}

/** It happened again, or she disagrees: another organisation, one level up. */
function contest(state: State, input: model.ContestRefusedEntry): Decision {
  if (!state) return unknown(input.id);
  if (state.stage !== 'decided')
    return refuse('entry-undecided', input.id, {
      en: state.stage === 'open' ? 'A decision is still to come.' : 'This appeal was withdrawn. File a new one.',
      zh: state.stage === 'open' ? '尚未作出决定。' : '该申诉已撤回，请重新提出。',
    });
  if (input.why === 'again' && state.finding !== 'wrongful')
    return refuse('entry-again', input.why, {
      en: 'The refusal was held to be justified. Say why you disagree instead.',
      zh: '此前认定拒绝合理，如不同意请说明理由。',
    });
  return [{ type: 'entry.RefusalContested', data: { ...input, door: state.door, round: state.round + 1 } }];
}

function withdraw(state: State, input: model.WithdrawRefusedEntry): Decision {
  if (!state) return unknown(input.id);
  return state.stage === 'open'
    ? [{ type: 'entry.AppealWithdrawn', data: { ...input, door: state.door } }]
    : refuse('entry-closed', input.id, { en: 'It is not open any more.', zh: '该申诉已不在办理中。' });
}

/** The same by telephone, on paper or at the door (SG16): everybody who takes requests takes this. */
const TAKERS = ['resident', 'volunteer', 'grid', 'desk', 'officer'] as const;

const on = <I extends { id: string }>(
  rest: Pick<Command<model.EntryState, I>, 'label' | 'input' | 'roles' | 'decide'> &
    Partial<Command<model.EntryState, I>>,
): Command<model.EntryState, I> => ({
  purpose: 'livelihood',
  stream: ({ id }) => id,
  area: (_input, state) => state?.household,
  ...rest,
});

export const entryRefusal: StreamKind<model.EntryState> = {
  evolve,
  commands: {
    AppealRefusedEntry: on<model.AppealRefusedEntry>({
      label: { en: 'Turned away at a door', zh: '被拒进出申诉' },
      input: model.appealRefusedEntry,
      roles: TAKERS,
      area: ({ household }) => household,
      find: ({ household, person }): Finds => ({
        orders: { view: 'stays.orders', where: { person, status: 'open' } },
        inside: { view: 'zones.households', ids: [household] },
      }),
      decide: appeal,
    }),
    DecideRefusedEntry: on<model.DecideRefusedEntry>({
      label: { en: 'Decide about a refused entry', zh: '决定被拒进出申诉' },
      input: model.decideRefusedEntry,
      roles: ['reviewer', 'overseer', 'officer', 'hq'],
      purpose: 'oversight',
      decide,
    }),
    ContestRefusedEntry: on<model.ContestRefusedEntry>({
      label: { en: 'Turned away again, or not agreed', zh: '再次被拒或不服决定' },
      input: model.contestRefusedEntry,
      roles: TAKERS,
      decide: contest,
    }),
    WithdrawRefusedEntry: on<model.WithdrawRefusedEntry>({
      label: { en: 'Withdraw it', zh: '撤回被拒进出申诉' },
      input: model.withdrawRefusedEntry,
      roles: ['resident', 'desk'],
      decide: withdraw,
    }),
  },
};

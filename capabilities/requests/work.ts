import type { Decision, Told } from '../../kernel/capability.ts';
import { isWithin } from '../../kernel/place.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { upward } from '../duties/index.ts';
import { classOf, office, rankOf, settingNumber, withDue } from './classes.ts';
import * as model from './model.ts';
import { about, type RequestState } from './state.ts';
import type { QueueRow } from './views-changes.ts';

type Written = { type: string; data: object };

/** Runs a rule on a request that exists and is open; what it decides carries what the request is about and its deadlines. */
export const onOpen =
  <Input extends { id: string }>(decide: (state: RequestState, input: Input, told: Told) => Written[] | Refusal) =>
  (state: RequestState | undefined, input: Input, told: Told): Decision => {
    if (!state) return unknown(input.id);
    if (!(model.OPEN_STAGES as readonly string[]).includes(state.stage)) {
      return refuse(`request-${state.stage}`, input.id, {
        en: `Request ${input.id} is ${state.stage}${state.into ? ` into ${state.into}` : ''}. ${state.stage === 'merged' ? 'Work on that one, or unmerge it.' : 'Reopen it first.'}`,
        zh: `诉求 ${input.id} ${{ closed: '已办结', merged: `已并入 ${state.into ?? ''}`, withdrawn: '已撤回' }[state.stage as 'closed']}，${state.stage === 'merged' ? '请办理主诉求或先拆分' : '请先重新打开'}。`,
      });
    }
    return written(state, decide(state, input, told), told);
  };

export const unknown = (id: string) =>
  refuse('request-unknown', id, { en: `No request ${id}. Check the number.`, zh: `没有诉求 ${id}，请核对编号。` });

/** Adds what the request is about to each event; the event's own words win. */
export const written = (state: RequestState, events: Written[] | Refusal, told: Told): Decision =>
  isRefusal(events)
    ? events
    : withDue(
        events.map((event) => ({ type: event.type, data: { ...about(state), ...event.data } })),
        told,
        state.id,
        state.area,
        state.due,
      );

/** A resident speaks only for her own request. */
export const hers = (state: RequestState, told: Told): true | Refusal =>
  told.actor.role !== 'resident' ||
  told.actor.id === state.callerAccount ||
  told.actor.id === state.takenBy ||
  isWithin(state.area, told.actor.area)
    ? true
    : refuse('request-not-yours', state.id, {
        en: 'Only the beneficiary, the caller or a proxy may do this.',
        zh: '仅诉求人、受益人或其代办人可操作。',
      });

export const dispatch = onOpen<model.DispatchRequest>((state, input) => {
  if (!isWithin(state.place, input.area) && !isWithin(state.area, input.area)) {
    return refuse('body-elsewhere', input.area, {
      en: `${input.orgName} answers for ${input.area}, the need is at ${state.place}. Choose an office of that place.`,
      zh: `${input.orgName} 负责 ${input.area}，诉求位于 ${state.place}，请选择当地单位。`,
    });
  }
  const owner: model.Body = {
    org: input.org,
    orgName: input.orgName,
    level: input.level,
    role: 'desk',
    area: input.area,
  };
  const data = {
    org: input.org,
    level: input.level,
    owner,
    hop: state.hops + 1,
    assignee: input.assignee,
    note: input.note,
    confirmed: input.confirmed,
  };
  return [{ type: 'requests.RequestDispatched', data: present(data) }];
});

/** Reached, or tried often enough on enough channels: both count as contacted; a lone failed try does not. */
export const contact = onOpen<model.RecordContact>((state, input, told) => {
  const tries = [...state.contactAttempts, input.channel];
  const enough = enoughTries(tries, told, 'request.contact');
  if (isRefusal(enough)) return enough;
  if (!input.reached && !enough)
    return [
      {
        type: 'requests.ContactAttempted',
        data: present({ channel: input.channel, attempt: tries.length, note: input.note }),
      },
    ];
  return [
    {
      type: 'requests.RequestContacted',
      data: present({ reached: input.reached, channel: input.channel, attempts: tries.length, note: input.note }),
    },
  ];
});

export function enoughTries(tries: readonly string[], told: Told, setting: string): boolean | Refusal {
  const attempts = settingNumber(told, `${setting}.attempts`);
  if (isRefusal(attempts)) return attempts;
  const channels = settingNumber(told, `${setting}.channels`);
  if (isRefusal(channels)) return channels;
  return tries.length >= attempts && new Set(tries).size >= channels;
}

export const handUp = onOpen<model.HandUpRequest>((state, input) => {
  const { level, role, area } = upward(state.owner);
  return [
    {
      type: 'requests.RequestHandedUp',
      data: present({ from: state.owner, to: office(level, role, area), reason: input.reason, visit: input.visit }),
    },
  ];
});

/** Back to whoever sent it, with the reason: internal, the resident keeps her number. */
export const giveBack = onOpen<model.ReturnRequest>((state, input) =>
  state.stage === 'taken'
    ? refuse('request-not-dispatched', input.id, {
        en: `Request ${input.id} was not dispatched yet. Dispatch it to the right office.`,
        zh: `诉求 ${input.id} 尚未派出，请直接派给正确单位。`,
      })
    : [
        {
          type: 'requests.RequestReturned',
          data: present({ from: state.owner, to: state.dispatcher, reason: input.reason, basis: input.basis }),
        },
      ],
);

export const answer = onOpen<model.AnswerRequest>((_state, input, told) => {
  const by = told.actor.role === 'system' && input.by ? input.by : { id: told.actor.id, name: told.actor.name };
  return [{ type: 'requests.RequestAnswered', data: { what: input.what, by: { ...by, org: told.actor.org.id } } }];
});

export const reclassify = onOpen<model.ReclassifyRequest>((state, input, told) => {
  const of = classOf(told, input.class);
  if (isRefusal(of)) return of;
  const urgency = input.urgency ?? of.urgency;
  if (of.code === state.class && urgency === state.urgency)
    return refuse('class-same', of.code, { en: 'It has this class and urgency already.', zh: '类别和等级没有变化。' });
  return [
    {
      type: 'requests.RequestReclassified',
      data: {
        from: { class: state.class, urgency: state.urgency },
        regraded: urgency !== state.urgency,
        class: of.code,
        urgency,
        group: of.group,
        life: urgency === 'life',
        personal: state.personal || of.personal,
        reason: input.reason,
      },
    },
  ];
});

export const merge = onOpen<model.MergeRequest>((state, input, told) => {
  const into = (told.found.into as QueueRow[])[0];
  if (input.into === input.id)
    return refuse('merge-self', input.id, { en: 'A request cannot be merged into itself.', zh: '不能并入自身。' });
  if (!into) return unknown(input.into);
  if (!(model.OPEN_STAGES as readonly string[]).includes(into.state))
    return refuse('merge-not-open', input.into, {
      en: `Request ${input.into} is ${into.state}. Merge into an open one.`,
      zh: `诉求 ${input.into} 不在办理中，请并入在办诉求。`,
    });
  // Otherwise a life-threatening need would wait at an ordinary pace.
  if (rankOf(state.urgency) < into.rank)
    return refuse('merge-less-urgent', input.into, {
      en: `${input.into} is less urgent than ${input.id}. Merge that one into this.`,
      zh: `${input.into} 等级低于 ${input.id}，请反向合并。`,
    });
  return [{ type: 'requests.RequestMerged', data: { into: input.into } }];
});

export const unmerge = (state: RequestState | undefined, input: model.UnmergeRequest, told: Told): Decision => {
  if (!state) return unknown(input.id);
  if (state.stage !== 'merged')
    return refuse('request-not-merged', input.id, {
      en: `Request ${input.id} is not merged.`,
      zh: `诉求 ${input.id} 没有被合并。`,
    });
  return written(
    { ...state, stage: state.stageBefore ?? 'taken' },
    [{ type: 'requests.RequestUnmerged', data: { from: state.into, reason: input.reason, owner: state.owner } }],
    told,
  );
};

export const dismiss = (state: RequestState | undefined, input: model.DismissDuplicate, told: Told): Decision =>
  state
    ? written(state, [{ type: 'requests.DuplicateDismissed', data: { other: input.other } }], told)
    : unknown(input.id);

/** Without the fields that were not given. */
export const present = (data: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));

import type { Role } from '../../kernel/actor.ts';
import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import { refuse } from '../../kernel/refusal.ts';
import { classUnknown, followUp, latest, settled } from './follow-up.ts';
import * as model from './model.ts';
import { assign, miss, open, plan, record, review, type State, toCome, unknown } from './rules-follow-up.ts';
import { evolve } from './state.ts';

function list(state: State, input: model.ListContact, told: Told): Decision {
  if (state)
    return refuse('contact-exists', input.id, {
      en: `Contact ${input.id} is listed already. Add the exposure there.`,
      zh: `接触者 ${input.id} 已登记，请在其档案中追加暴露。`,
    });
  const [source] = told.found.case as { status: string; disease: string }[];
  if (!source)
    return refuse('case-unknown', input.case, {
      en: `No case ${input.case}. Report it first.`,
      zh: `没有病例 ${input.case}，请先报告。`,
    });
  if (source.status === 'discarded')
    return refuse('case-discarded', input.case, {
      en: `Case ${input.case} was discarded: it has no contacts.`,
      zh: `病例 ${input.case} 已排除，不再登记接触者。`,
    });
  if (source.disease !== input.disease)
    return refuse('disease-differs', input.disease, {
      en: `Case ${input.case} is of ${source.disease}, not ${input.disease}.`,
      zh: `病例 ${input.case} 的疾病为 ${source.disease}，不是 ${input.disease}。`,
    });
  const wrong = classUnknown(told.protocol, input.class) ?? toCome(input.lastExposure, told.today);
  if (wrong) return wrong;
  const follow = followUp(
    told.protocol,
    {
      disease: input.disease,
      area: input.household ?? input.area,
      class: input.class,
      lastExposure: input.lastExposure,
      seen: [],
    },
    told.today,
    told.zone,
  );
  const owner = input.owner ?? { id: told.actor.id, name: told.actor.name };
  const archival = input.import !== undefined && follow.nextDue === null;
  return [
    {
      type: 'contacts.ContactListed',
      data: { ...input, owner, archival, ...settled(follow, []) },
      edition: follow.edition,
    },
  ];
}
const past = (at: string, told: Told) =>
  at > told.now
    ? refuse('moment-to-come', at, {
        en: `${at} lies ahead. Record it when it has happened.`,
        zh: `${at} 尚未到来，请在发生后登记。`,
      })
    : undefined;

const notify = open<model.NotifyContact>(
  (state, input, told) =>
    past(input.at, told) ?? [
      {
        type: 'contacts.ContactNotified',
        happenedAt: input.at,
        data: { ...input, disease: state.listed.disease, class: state.class },
      },
    ],
);
const transfer = open<model.TransferContact>(
  (state, input, told) =>
    past(input.at, told) ?? [
      {
        type: 'contacts.ContactTransferred',
        happenedAt: input.at,
        data: { ...input, disease: state.listed.disease, class: state.class },
      },
    ],
);

const expose = open<model.AddExposure>((state, input, told) => {
  const [source] = told.found.case as { status: string; disease: string }[];
  if (!source || source.status === 'discarded')
    return refuse('case-unknown', input.case, {
      en: `No open case ${input.case}.`,
      zh: `没有未排除的病例 ${input.case}。`,
    });
  const wrong = toCome(input.lastExposure, told.today);
  if (wrong) return wrong;
  const sources = [
    ...state.sources.filter((each) => each.case !== input.case),
    { case: input.case, lastExposure: input.lastExposure },
  ];
  const follow = plan(state, told, { sources });
  return [
    {
      type: 'contacts.ExposureAdded',
      data: {
        ...input,
        disease: state.listed.disease,
        sources,
        lastExposure: latest(sources),
        ...settled(follow, state.seen),
      },
      edition: follow.edition,
    },
  ];
});

const reclassify = open<model.ReclassifyContact>((state, input, told) => {
  if (input.class === state.class)
    return refuse('class-same', input.class, {
      en: `Contact ${input.id} is ${input.class} already.`,
      zh: `接触者 ${input.id} 已是该类别。`,
    });
  const wrong = classUnknown(told.protocol, input.class) ?? past(input.evidence.at, told);
  if (wrong) return wrong;
  const follow = plan(state, told, { class: input.class });
  return [
    {
      type: 'contacts.ContactReclassified',
      data: { ...input, disease: state.listed.disease, was: state.class, ...settled(follow, state.seen) },
      edition: follow.edition,
    },
  ];
});

const close = open<model.CloseContact>((state, input, told) => {
  const { until } = state.follow;
  if (input.reason === 'follow-up-ended' && until !== null && told.today <= until) {
    return refuse('follow-up-running', until, {
      en: `The follow-up runs until ${until}. Give another reason, or wait.`,
      zh: `随访至 ${until} 结束。请选择其他原因或等待。`,
    });
  }
  return [
    {
      type: 'contacts.ContactClosed',
      data: { ...input, disease: state.listed.disease, class: state.class },
      edition: state.follow.edition,
    },
  ];
});

function undo(state: State, input: model.UndoImported): Decision {
  if (!state) return unknown(input.id);
  if (state.untouched !== input.import)
    return refuse('changed-since', input.id, {
      en: `Contact ${input.id} was worked on since the import and stays.`,
      zh: `接触者 ${input.id} 导入后已被处理，保持不变。`,
    });
  return [
    {
      type: 'contacts.ContactClosed',
      data: {
        id: input.id,
        reason: 'not-exposed',
        case: state.listed.case,
        note: `undo of import ${input.import}`,
        disease: state.listed.disease,
        class: state.class,
        undone: input.import,
      },
    },
  ];
}

const WORKERS: readonly Role[] = ['investigator', 'officer', 'grid', 'system', 'trainer'];
const areaOf = (_input: unknown, state: State) => state && (state.listed.household ?? state.listed.area);
const on = <I extends { id: string }>(
  en: string,
  zh: string,
  input: Command['input'],
  decide: (state: State, input: I, told: Told) => Decision,
  more: Partial<Command<model.ContactState, I>> = {},
): Command<model.ContactState, I> =>
  ({
    label: { en, zh },
    input,
    roles: WORKERS,
    purpose: 'control',
    stream: (given: I) => given.id,
    area: areaOf,
    decide,
    ...more,
  }) as Command<model.ContactState, I>;
const SYSTEM: readonly Role[] = ['system'];

export const contact: StreamKind<model.ContactState> = {
  evolve,
  commands: {
    ListContact: on<model.ListContact>('List a contact', '登记接触者', model.listContact, list, {
      area: (input) => input.household ?? input.area,
      find: (input) => ({ case: { view: 'cases.cases', ids: [input.case] } }),
      offline: true,
    }),
    NotifyContact: on('Notify a contact', '告知接触者', model.notifyContact, notify, { offline: true }),
    TransferContact: on('Transfer a contact', '转运接触者', model.transferContact, transfer, { offline: true }),
    AddExposure: on<model.AddExposure>('Add an exposure', '追加暴露', model.addExposure, expose, {
      find: (input) => ({ case: { view: 'cases.cases', ids: [input.case] } }),
    }),
    RecordFollowUp: on('Record a follow-up', '登记随访', model.recordFollowUp, record, {
      roles: [...WORKERS, 'volunteer'],
      offline: true,
    }),
    MissFollowUp: on('A follow-up was missed', '随访漏访', model.missFollowUp, miss, { roles: SYSTEM }),
    AssignFollowUp: on('Assign the follow-up', '指派随访', model.assignFollowUp, assign, {
      roles: ['investigator', 'officer', 'trainer'],
    }),
    ReclassifyContact: on('Reclassify a contact', '调整接触者类别', model.reclassifyContact, reclassify, {
      roles: ['investigator', 'officer', 'trainer'],
    }),
    CloseContact: on('Close a contact', '接触者结案', model.closeContact, close, {
      roles: ['investigator', 'officer', 'system', 'trainer'],
    }),
    ReviewFollowUp: on('Compute the follow-up anew', '重新计算随访', model.reviewFollowUp, review, { roles: SYSTEM }),
    UndoImported: on('Undo an imported contact', '撤销导入的接触者', model.undoImported, undo, {
      roles: ['investigator', 'officer', 'hq', 'system', 'trainer'],
    }),
  },
};

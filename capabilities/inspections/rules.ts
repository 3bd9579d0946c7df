import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { type Refusal, refuse, type Words } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import type { InForce } from '../../protocols/in-force.ts';
import { checklistOn } from './checklist.ts';
import * as model from './model.ts';

type Of<T extends keyof model.InspectionEvents> = model.InspectionEvents[T];
const INSPECTORS = ['overseer', 'officer', 'hq'] as const;

function recordInspection(
  state: model.InspectionState | undefined,
  input: model.RecordInspection,
  { protocol, today }: Told,
): Decision {
  if (state)
    return refuse('inspection-exists', input.id, {
      en: `Inspection ${input.id} exists. Give this one an id of its own.`,
      zh: `检查 ${input.id} 已存在，请另取编号。`,
    });
  const questions = checklistOn((protocol as InForce).library, input.link, today);
  if (questions.length === 0)
    return refuse('checklist-unstated', input.link, {
      en: `The city states no checklist for ${input.link} on ${today}. Add inspection.ask.${input.link}.* to its protocols.`,
      zh: `${today} 未规定“${input.link}”的检查表，请在规则中补充 inspection.ask.${input.link}.*。`,
    });
  const asked = questions.map(({ item }) => item);
  const answered = input.answers.map(({ item }) => item);
  const foreign = answered.find((item, i) => !asked.includes(item) || answered.indexOf(item) !== i);
  if (foreign !== undefined)
    return refuse('checklist-foreign', foreign, {
      en: `${foreign} is not asked at this link, or was answered twice. Answer each question of its checklist once.`,
      zh: `${foreign} 不在该环节检查表内或重复作答，请逐项作答一次。`,
    });
  const missing = asked.filter((item) => !answered.includes(item));
  if (missing.length > 0)
    return refuse('checklist-incomplete', missing.join(', '), {
      en: `${missing.length} questions of the checklist have no answer. Answer them, or say that they do not apply.`,
      zh: `检查表有 ${missing.length} 项未作答，请补全或选择“不适用”。`,
    });
  const names = new Map(questions.map((question) => [question.item, question.names]));
  const answers = input.answers.map((each) => ({ ...each, names: names.get(each.item) as Words }));
  return [{ type: 'inspections.InspectionRecorded', data: { ...input, answers } }];
}

/** A visit to one link of the chain with its checklist. */
export const inspection: StreamKind<model.InspectionState> = {
  evolve: (state, { type, data }) =>
    type === 'inspections.InspectionRecorded' ? { place: (data as model.RecordInspection).place } : state,
  commands: {
    RecordInspection: {
      label: { en: 'Record an inspection', zh: '登记检查' },
      input: model.recordInspection,
      roles: INSPECTORS,
      purpose: 'oversight',
      stream: ({ id }) => id,
      area: ({ place }) => place,
      decide: recordInspection,
    } satisfies Command<model.InspectionState, model.RecordInspection>,
  },
};

type State = model.FindingState | undefined;

function evolve(state: State, { type, data }: Event): State {
  if (type === 'inspections.FindingRaised') {
    const { place, owner } = data as Of<'inspections.FindingRaised'>;
    return { place, owner, status: 'open', fixedBy: null };
  }
  if (!state) return state;
  if (type === 'inspections.FixRecorded') return { ...state, status: 'fixed', fixedBy: data.by };
  if (type === 'inspections.FindingReopened') return { ...state, status: 'open' };
  return type === 'inspections.FindingClosed' ? { ...state, status: 'closed' } : state;
}

const unknown = (id: string): Refusal =>
  refuse('finding-unknown', id, {
    en: `No finding ${id}. Look it up in the list of findings.`,
    zh: `没有问题 ${id}，请在问题清单中查找。`,
  });
const closed = (id: string): Refusal =>
  refuse('finding-closed', id, {
    en: `Finding ${id} is closed. Raise a new one if it came back.`,
    zh: `问题 ${id} 已销号，如再次出现请另行提出。`,
  });
const past = (at: Instant): Refusal =>
  refuse('finding-due-past', at, {
    en: `The deadline ${at} has passed already. Give one that can be kept.`,
    zh: `期限 ${at} 已过，请给出可以做到的期限。`,
  });
const isPast = (at: Instant, told: Told): boolean => Date.parse(at) <= Date.parse(told.now);

function raise(state: State, input: model.RaiseFinding, told: Told): Decision {
  if (state)
    return refuse('finding-exists', input.id, {
      en: `Finding ${input.id} exists. Give this one an id of its own.`,
      zh: `问题 ${input.id} 已存在，请另取编号。`,
    });
  const [found] = told.found.inspection as model.InspectionRow[];
  if (!found)
    return refuse('inspection-unknown', input.inspection, {
      en: `No inspection ${input.inspection}. Record the inspection it was found in first.`,
      zh: `没有检查 ${input.inspection}，请先登记发现问题的检查。`,
    });
  if (found.area !== input.place)
    return refuse('finding-elsewhere', input.place, {
      en: `The inspection was at ${found.area}, not at ${input.place}. Name the place that was inspected.`,
      zh: `该检查地点为 ${found.area}，不是 ${input.place}，请填写被检查地点。`,
    });
  if (isPast(input.dueAt, told)) return past(input.dueAt);
  return [{ type: 'inspections.FindingRaised', data: { ...input, link: found.link } }];
}

function fix(state: State, input: model.RecordFix, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.status === 'closed') return closed(input.id);
  if (state.status === 'fixed')
    return refuse('fix-recorded', input.id, {
      en: 'A fix is on record and waits for its re-check. Record another if the re-check fails.',
      zh: '已登记整改，等待复查；复查不通过后可再次登记。',
    });
  return [{ type: 'inspections.FixRecorded', data: { ...input, by: told.actor.id } }];
}

function recheck(state: State, input: model.Recheck, told: Told): Decision {
  const { id, passed, seen, evidence, dueAt } = input;
  if (!state) return unknown(id);
  if (state.status === 'closed') return closed(id);
  if (state.status === 'open')
    return refuse('fix-none', id, {
      en: 'No fix is on record. Record what was done before it is checked again.',
      zh: '尚未登记整改，请先登记整改情况再复查。',
    });
  if (state.fixedBy === told.actor.id)
    return refuse('recheck-own-fix', told.actor.id, {
      en: 'Who fixed it does not check it. Ask somebody else to look.',
      zh: '整改人不得复查自己的整改，请由他人复查。',
    });
  if (passed && evidence === undefined)
    return refuse('recheck-evidence', id, {
      en: 'A finding closes with evidence of the re-check only. Give the number of a photo, a record or a measurement.',
      zh: '无复查凭证不得销号，请填写照片、记录或检测编号。',
    });
  if (passed) return [{ type: 'inspections.FindingClosed', data: { id, seen, evidence } }];
  if (dueAt === undefined)
    return refuse('recheck-due', id, {
      en: 'A fix that did not hold needs a new deadline. Give one.',
      zh: '复查不通过须给出新的整改期限。',
    });
  if (isPast(dueAt, told)) return past(dueAt);
  const { owner } = state;
  return [{ type: 'inspections.FindingReopened', data: { id, seen, ...(evidence && { evidence }), dueAt, owner } }];
}

const own = {
  purpose: 'oversight',
  stream: ({ id }: { id: string }) => id,
  area: (_input: unknown, state: State) => state?.place,
} as const;

/** What an inspection found: owed by one office until fixed, then by the overseer until somebody else has looked again. */
export const shortcoming: StreamKind<model.FindingState> = {
  evolve,
  commands: {
    RaiseFinding: {
      ...own,
      label: { en: 'Raise a finding', zh: '提出问题' },
      input: model.raiseFinding,
      roles: INSPECTORS,
      area: ({ place }: model.RaiseFinding) => place,
      find: ({ inspection: of }: model.RaiseFinding) => ({
        inspection: { view: 'inspections.inspections', ids: [of] },
      }),
      decide: raise,
    },
    RecordFix: {
      ...own,
      label: { en: 'Record a fix', zh: '登记整改' },
      input: model.recordFix,
      roles: ['officer', 'hq'],
      decide: fix,
    },
    Recheck: {
      ...own,
      label: { en: 'Check again', zh: '复查' },
      input: model.recheck,
      roles: INSPECTORS,
      decide: recheck,
    },
  },
};

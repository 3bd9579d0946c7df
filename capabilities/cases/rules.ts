import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { NewEvent } from '../../kernel/event.ts';
import { refuse } from '../../kernel/refusal.ts';
import { dayOf } from '../../kernel/time.ts';
import {
  changed,
  classified,
  corrected,
  counted,
  evolve,
  INVESTIGATORS,
  impossible,
  standing,
  unknown,
} from './facts.ts';
import { dismiss, likeFinds, likeFound, merge, merged, recall, unmerge } from './merging.ts';
import * as model from './model.ts';
import { type MergeCase, mergeCase, notSame, unmergeCase } from './model-merge.ts';
import { undoImported, updateFromImport } from './rules-import.ts';

type State = model.CaseState | undefined;
const closed = (id: string) =>
  refuse('case-discarded', id, {
    en: `Case ${id} was discarded. Reinstate it first.`,
    zh: `病例 ${id} 已排除，请先恢复。`,
  });

function report(state: State, input: model.ReportCase, told: Told): Decision {
  if (state)
    return refuse('case-exists', input.id, {
      en: `Case ${input.id} is reported already. Correct or classify it instead.`,
      zh: `病例 ${input.id} 已报告，请改为更正或分类。`,
    });
  const wrong = impossible(input, told.today);
  if (wrong) return wrong;
  const similar = likeFound(input, told.found);
  return [
    {
      type: 'cases.CaseReported',
      data: {
        ...input,
        ...standing(input),
        ...(similar.length > 0 ? { similar } : {}),
        counts: { to: counted(input) },
      },
    },
  ];
}

function classify(state: State, input: model.ClassifyCase, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.discarded) return closed(input.id);
  if (input.evidence.at > told.now)
    return refuse('evidence-to-come', input.evidence.at, {
      en: `The evidence is dated ${input.evidence.at}, later than now. Correct it.`,
      zh: `证据时间 ${input.evidence.at} 晚于现在，请更正。`,
    });
  if (
    state.facts.classification === input.classification &&
    (input.severity ?? state.facts.severity) === state.facts.severity
  ) {
    return refuse('classification-same', input.classification, {
      en: `Case ${input.id} is ${input.classification} already.`,
      zh: `病例 ${input.id} 已是该分类。`,
    });
  }
  return [classified(state.facts, input)];
}

function correct(state: State, input: model.CorrectCase, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.discarded) return closed(input.id);
  const wrong = impossible(changed(state.facts, input.changes), told.today);
  if (wrong) return wrong;
  const events = corrected(state.facts, input.changes, input.reason);
  return events.length
    ? events
    : refuse('nothing-changes', input.changes, {
        en: `Case ${input.id} says this already.`,
        zh: `病例 ${input.id} 内容相同，无需更正。`,
      });
}

function core(state: State, input: model.RecordCore, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.discarded) return closed(input.id);
  const backwards = input.places.find((place) => place.from > place.to);
  if (backwards)
    return refuse('span-reversed', `${backwards.from}/${backwards.to}`, {
      en: `${backwards.place}: the stay ends before it starts. Correct the times.`,
      zh: `${backwards.place}：离开时间早于到达时间，请更正。`,
    });
  const learnt: model.Changes = {
    ...(input.onset ? { onset: input.onset } : {}),
    ...(input.infector ? { infector: input.infector } : {}),
    ...(input.occupation ? { occupation: input.occupation } : {}),
  };
  const wrong = impossible(changed(state.facts, learnt), told.today);
  if (wrong) return wrong;
  return [
    { type: 'cases.CoreInvestigationRecorded', data: { ...input, disease: state.facts.disease } },
    ...corrected(state.facts, learnt, '流调核心信息 / core investigation'),
  ];
}

const investigated = (state: State, input: model.ReportInvestigation): Decision =>
  !state
    ? unknown(input.id)
    : [
        { type: 'cases.InvestigationReported', data: { ...input, disease: state.facts.disease } },
        ...corrected(state.facts, input.infector ? { infector: input.infector } : {}, 'investigation report'),
      ];

/** An act at a moment: refused when it lies ahead. */
function act(state: State, id: string, at: string, told: Told, event: (disease: string) => NewEvent): Decision {
  if (!state) return unknown(id);
  if (state.discarded) return closed(id);
  if (at > told.now)
    return refuse('moment-to-come', at, {
      en: `${at} lies ahead. Record it when it has happened.`,
      zh: `${at} 尚未到来，请在发生后登记。`,
    });
  return [event(state.facts.disease)];
}
const notify = (state: State, input: model.NotifyCase, told: Told): Decision =>
  act(state, input.id, input.at, told, (disease) => ({
    type: 'cases.CaseNotified',
    happenedAt: input.at,
    data: { ...input, disease },
  }));
const isolate = (state: State, input: model.IsolateCase, told: Told): Decision =>
  act(state, input.id, input.at, told, (disease) => ({
    type: 'cases.CaseIsolated',
    happenedAt: input.at,
    data: { ...input, disease, on: dayOf(input.at, told.zone) },
  }));
const treat = (state: State, input: model.TreatCase, told: Told): Decision =>
  act(state, input.id, input.at, told, (disease) => ({
    type: 'cases.CaseTreated',
    happenedAt: input.at,
    data: { ...input, disease, on: dayOf(input.at, told.zone) },
  }));

function discard(state: State, input: model.DiscardCase): Decision {
  if (!state) return unknown(input.id);
  if (state.discarded) return closed(input.id);
  const { disease, classification } = state.facts;
  return [
    {
      type: 'cases.CaseDiscarded',
      data: { ...input, disease, was: classification, counts: { from: counted(state.facts) } },
    },
  ];
}
function reinstate(state: State, input: model.ReinstateCase): Decision {
  if (!state) return unknown(input.id);
  if (!state.discarded)
    return refuse('case-open', input.id, {
      en: `Case ${input.id} is not discarded.`,
      zh: `病例 ${input.id} 未被排除。`,
    });
  return [
    {
      type: 'cases.CaseReinstated',
      data: {
        ...input,
        disease: state.facts.disease,
        classification: state.facts.classification,
        ...standing(state.facts, state.done),
        counts: { to: counted(state.facts) },
      },
    },
  ];
}
function outcome(state: State, input: model.RecordOutcome, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.discarded) return closed(input.id);
  const wrong = impossible({ outcome: input.outcome, outcomeOn: input.on }, told.today);
  if (wrong) return wrong;
  const { disease, outcome: was, outcomeOn } = state.facts;
  return [{ type: 'cases.OutcomeRecorded', data: { ...input, disease, was: { outcome: was, outcomeOn } } }];
}

const areaOf = (_input: unknown, state: State) => state && (state.facts.household ?? state.facts.area);
/** A command on a reported case. */
const onCase = <I extends { id: string }>(
  en: string,
  zh: string,
  input: Command['input'],
  decide: (state: State, input: I, told: Told) => Decision,
  more: Partial<Command<model.CaseState, I>> = {},
): Command<model.CaseState, I> =>
  ({
    label: { en, zh },
    input,
    roles: INVESTIGATORS,
    purpose: 'control',
    stream: (given: I) => given.id,
    area: areaOf,
    // A merged case is worked on in the case that stays.
    decide: (state: State, given: I, told: Told) =>
      state?.merged && decide !== (unmerge as unknown)
        ? merged(given.id, state.merged.into)
        : decide(state, given, told),
    ...more,
  }) as Command<model.CaseState, I>;

export const case_: StreamKind<model.CaseState> = {
  evolve,
  commands: {
    ReportCase: onCase<model.ReportCase>('Report a case', '报告病例', model.reportCase, report, {
      roles: [...INVESTIGATORS, 'grid', 'desk'],
      area: (input) => input.household ?? input.area,
      find: likeFinds,
      offline: true,
    }),
    ClassifyCase: onCase('Classify a case', '病例分类', model.classifyCase, classify),
    CorrectCase: onCase('Correct a case', '更正病例', model.correctCase, correct),
    RecordCoreInvestigation: onCase('Record core investigation', '登记流调核心信息', model.recordCore, core, {
      offline: true,
    }),
    ReportInvestigation: onCase('Report the investigation', '提交流调报告', model.reportInvestigation, investigated, {
      offline: true,
    }),
    NotifyCase: onCase('Record the direct report', '登记网络直报', model.notifyCase, notify),
    IsolateCase: onCase('Record isolation', '登记隔离', model.isolateCase, isolate, { offline: true }),
    TreatCase: onCase('Record treatment', '登记收治', model.treatCase, treat, { offline: true }),
    DiscardCase: onCase('Discard a case', '排除病例', model.discardCase, discard),
    ReinstateCase: onCase('Reinstate a case', '恢复病例', model.reinstateCase, reinstate),
    RecordOutcome: onCase('Record the outcome', '登记转归', model.recordOutcome, outcome),
    MergeCase: onCase<MergeCase>('Two reports of one person', '合并为同一人', mergeCase, merge, {
      find: (input) => ({ into: { view: 'cases.cases', ids: [input.into] } }),
    }),
    UnmergeCase: onCase('Undo a merge', '撤销合并', unmergeCase, unmerge),
    DismissLikeness: onCase('Not the same person', '确认不是同一人', notSame, dismiss),
    RecallLikeness: onCase('Ask again whether it is one person', '重新判断是否同一人', notSame, recall),
    UpdateFromImport: onCase('Update a case from a list', '按名单更新病例', model.updateFromImport, updateFromImport),
    UndoImported: onCase('Undo what an import did to a case', '撤销导入', model.undoImported, undoImported, {
      find: (input) => ({
        out: { view: 'cases.links', where: { from: input.id }, limit: 1000 },
        into: { view: 'cases.links', where: { to: input.id }, limit: 1000 },
      }),
    }),
  },
};

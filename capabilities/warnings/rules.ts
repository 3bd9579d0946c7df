import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import { dayWords } from '../../kernel/day-words.ts';
import { refuse, type Words } from '../../kernel/refusal.ts';
import * as model from './model.ts';
import { playbook } from './playbook.ts';
import { alertUnknown, evolve, notAt } from './state.ts';
import { type RecordRow, recordId } from './views.ts';

type State = model.AlertState | undefined;
type Events = Exclude<Decision, { refused: string }>;

/** Alerts still being worked on. */
export const LIVE = ['open', 'verified', 'assessed', 'responding'] as const;
const WORKERS = ['investigator', 'officer', 'hq'] as const;

const beforeOf = (told: Told): model.Before => {
  const row = (told.found.record as RecordRow[])[0];
  return { right: row?.right ?? 0, wrong: row?.wrong ?? 0 };
};

function open(state: State, input: model.OpenAlert, told: Told): Decision {
  if (state) return exists(input.id);
  return [{ type: 'warnings.AlertOpened', data: { ...input, before: beforeOf(told) } }];
}

const exists = (id: string) =>
  refuse('alert-exists', id, { en: 'This alert has been opened already.', zh: '该预警已经登记。' });

function report(state: State, { what, emergedOn, ...about }: model.ReportEvent, told: Told): Decision {
  if (state) return exists(about.id);
  const said = { zh: what, en: what };
  return [
    {
      type: 'warnings.AlertOpened',
      data: {
        ...about,
        day: told.today,
        monitor: 'person',
        p: 1,
        alpha: 1,
        parts: [],
        why: said,
        before: beforeOf(told),
        ...(emergedOn ? { emergedOn } : {}),
      },
    },
  ];
}

const aboutOf = ({ id, subject, monitor }: model.AlertState) => ({ id, subject, monitor });

function verify(state: State, input: model.VerifyAlert, told: Told): Decision {
  if (!state) return alertUnknown(input.id);
  const refused = notAt(state, ['open']);
  if (refused) return refused;
  if (input.emergedOn > told.today)
    return refuse('emerged-future', input.emergedOn, {
      en: `${dayWords(input.emergedOn).en} has not come yet. Give the day on which it began, today at the latest.`,
      zh: `${dayWords(input.emergedOn).zh}尚未到来，请填写事件开始的日期，最晚为今天。`,
    });
  // the same subject is being answered here already: its playbook is open
  const others = (told.found.others as { id: string; subject: string; stage: string }[]).filter(
    (row) =>
      row.id !== state.id &&
      row.subject === state.subject &&
      ['verified', 'assessed', 'responding'].includes(row.stage),
  );
  const again = others.length > 0;
  const steps = again ? [] : playbook(told.protocol.library, state.subject, told.today, told.now);
  return [
    { type: 'warnings.AlertVerified', data: { ...input, ...aboutOf(state), again } },
    ...steps
      .filter(({ action }) => state.steps[action] === undefined)
      .map((step) => ({
        type: 'warnings.StepOpened',
        data: { id: state.id, step: `${state.id}/${step.action}`, ...step },
      })),
  ];
}

/** Open steps end with the matter. */
const leaveSteps = (state: model.AlertState, reason: string): Events =>
  Object.entries(state.steps)
    .filter(([, is]) => is === 'open')
    .map(([action]) => ({
      type: 'warnings.StepSkipped',
      data: { id: state.id, step: `${state.id}/${action}`, action, reason },
    }));

function discard(state: State, input: model.DiscardAlert): Decision {
  if (!state) return alertUnknown(input.id);
  const refused = notAt(state, LIVE);
  if (refused) return refused;
  return [
    { type: 'warnings.AlertDiscarded', data: { ...input, ...aboutOf(state), wasVerified: state.verified } },
    ...leaveSteps(state, input.reason),
  ];
}

/** A step in words; its code for an alert from before its words were kept. */
const called = (state: model.AlertState, action: string): Words => state.called?.[action] ?? { en: action, zh: action };

function step(state: State, input: model.StepDone | model.StepSkipped, type: string): Decision {
  if (!state) return alertUnknown(input.id);
  const is = state.steps[input.action];
  if (is !== 'open')
    return refuse('step-not-open', input.action, {
      en: is ? `${called(state, input.action).en}: ${is} already.` : `This alert has no step ${input.action}.`,
      zh: is ? `步骤“${called(state, input.action).zh}”已结束。` : `该预警没有步骤 ${input.action}。`,
    });
  return [{ type, data: { ...input, step: `${state.id}/${input.action}` } }];
}

function complete(state: State, input: model.CompleteResponse): Decision {
  if (!state) return alertUnknown(input.id);
  const refused = notAt(state, ['responding']);
  if (refused) return refused;
  const left = Object.entries(state.steps).flatMap(([action, is]) => (is === 'open' ? [action] : []));
  if (left.length > 0)
    return refuse('steps-open', left, {
      en: `Still open: ${left.map((action) => called(state, action).en).join('; ')}. Record each as done, or as not applicable with the reason.`,
      zh: `尚有未完成步骤：${left.map((action) => called(state, action).zh).join('；')}。请逐项完成或注明不适用理由。`,
    });
  return [{ type: 'warnings.ResponseCompleted', data: input }];
}

function link(state: State, input: model.LinkCases, told: Told): Decision {
  if (!state) return alertUnknown(input.id);
  const known = new Set((told.found.cases as { id: string }[]).map((row) => row.id));
  const missing = input.cases.filter((one) => !known.has(one));
  if (missing.length > 0)
    return refuse('cases-unknown', missing, {
      en: `No case ${missing.join(', ')}. Report it first.`,
      zh: `没有病例 ${missing.join('、')}，请先报告。`,
    });
  return [{ type: 'warnings.CasesLinked', data: input }];
}

/** One act on an alert that is at one of these stages and becomes one event. */
const act =
  (type: string, stages: readonly model.Stage[], more: (state: model.AlertState, told: Told) => object = () => ({})) =>
  (state: State, input: { id: string }, told: Told): Decision => {
    if (!state) return alertUnknown(input.id);
    return notAt(state, stages) ?? [{ type, data: { ...input, ...more(state, told) } }];
  };

const command = <I extends { id: string }>(
  en: string,
  zh: string,
  input: Command<any, I>['input'],
  decide: Command<any, I>['decide'],
  more: Partial<Command<any, I>> = {},
): Command<any, I> => ({
  label: { en, zh },
  input,
  roles: WORKERS,
  purpose: 'control',
  stream: ({ id }) => id,
  area: (_input, state) => state?.area,
  decide,
  ...more,
});

const record = ({ subject, monitor }: { subject: string; monitor: string }) => ({
  record: { view: 'warnings.record', ids: [recordId({ subject, monitor })] },
});

export const alert: StreamKind<model.AlertState> = {
  evolve,
  commands: {
    OpenAlert: command<model.OpenAlert>('Open an alert', '生成预警', model.openAlert, open, {
      roles: ['system'],
      area: (input) => input.area,
      find: record,
    }),
    GrowAlert: command<model.GrowAlert>(
      'Add to an alert',
      '预警续报',
      model.growAlert,
      act('warnings.AlertGrew', LIVE),
      { roles: ['system'] },
    ),
    ReportEvent: command<model.ReportEvent>('Report something unusual', '报告异常情况', model.reportEvent, report, {
      roles: [...WORKERS, 'grid', 'desk'],
      area: (input) => input.area,
      find: ({ subject }) => record({ subject, monitor: 'person' }),
    }),
    TakeAlert: command(
      'Take an alert on',
      '认领预警',
      model.takeAlert,
      act('warnings.AlertTaken', LIVE, (_state, { actor }) => ({ owner: { id: actor.id, name: actor.name } })),
    ),
    VerifyAlert: command('Verify an alert', '核实预警', model.verifyAlert, verify, {
      find: (_input, state: State) => ({
        others: {
          view: 'warnings.alerts',
          within: state?.area ?? 'cn',
          where: { subject: state?.subject ?? '', stage: ['verified', 'assessed', 'responding'] },
          limit: 500,
        },
      }),
    }),
    DiscardAlert: command('Discard an alert', '排除预警', model.discardAlert, discard),
    ReopenAlert: command(
      'Open an alert again',
      '重新打开预警',
      model.reopenAlert,
      act('warnings.AlertReopened', ['discarded', 'completed'], aboutOf),
    ),
    AssessAlert: command(
      'Assess the risk',
      '风险评估',
      model.assessAlert,
      act('warnings.AlertAssessed', ['verified', 'assessed', 'responding']),
    ),
    NotifyAlert: command(
      'Notify the authority',
      '通报主管部门',
      model.notifyAlert,
      act('warnings.AlertNotified', ['open', 'verified', 'assessed'], ({ subject }) => ({ subject })),
    ),
    LinkCases: command('Link cases', '关联病例', model.linkCases, link, {
      find: ({ cases }) => ({ cases: { view: 'cases.cases', ids: cases } }),
    }),
    IssueWarning: command(
      'Issue a warning',
      '发布预警',
      model.issueWarning,
      act('warnings.WarningIssued', ['verified', 'assessed', 'responding'], ({ subject }) => ({ subject })),
      { roles: ['officer', 'hq'] },
    ),
    RecordStepDone: command('Record a step as done', '完成步骤', model.stepDone, (state: State, input) =>
      step(state, input, 'warnings.StepDone'),
    ),
    SkipStep: command('Skip a step that does not apply', '步骤不适用', model.stepSkipped, (state: State, input) =>
      step(state, input, 'warnings.StepSkipped'),
    ),
    CompleteResponse: command('Complete the early response', '完成早期处置', model.completeResponse, complete),
  },
};

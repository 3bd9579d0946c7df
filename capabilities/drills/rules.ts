import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import * as model from './model.ts';

type State = model.DrillState | undefined;

const wrongStage = (id: string, stage: string, en: string, zh: string): Refusal =>
  refuse('drill-stage', id, { en: `The drill is ${stage}. ${en}`, zh: `演练状态为 ${stage}。${zh}` });

const at = (state: State, wanted: model.Stage, id: string): Refusal | undefined =>
  state?.stage === wanted
    ? undefined
    : wrongStage(
        id,
        state?.stage ?? 'not scheduled',
        wanted === 'scheduled' ? 'Schedule it first, under an id of its own.' : 'Only a running drill goes on.',
        wanted === 'scheduled' ? '请先以新编号安排演练。' : '仅进行中的演练可继续。',
      );

const one = <T>(type: string, input: T & { area: string }): Decision => [{ type, area: input.area, data: input }];

function command<Input extends { id: string; area: string }, S>(
  rest: Pick<Command<S, Input>, 'label' | 'input' | 'decide'> & { roles?: Command['roles'] },
): Command<S, Input> {
  return {
    roles: ['trainer', 'hq'],
    purpose: 'exercise',
    stream: ({ id }) => id,
    area: ({ area }) => area,
    ...rest,
  };
}

const schedule = (state: State, input: model.ScheduleDrill): Decision =>
  state
    ? wrongStage(input.id, state.stage, 'Give the new drill an id of its own.', '请为新演练另取编号。')
    : one('drills.DrillScheduled', input);

const put = (state: State, input: model.Inject): Decision => {
  const refused = at(state, 'running', input.id);
  if (refused) return refused;
  return state?.injects.includes(input.n) ? [] : one('drills.Injected', input);
};

const end = (state: State, input: model.EndDrill): Decision => {
  const refused = at(state, 'running', input.id);
  if (refused) return refused;
  return input.outcome === 'played' && input.sheet.length === 0
    ? refuse('drill-unscored', input.id, {
        en: 'A drill that was played ends with its score sheet. Send the sheet, or end it as cancelled.',
        zh: '演练结束须附评分表；中止请以“取消”结束。',
      })
    : one('drills.DrillEnded', input);
};

function evolve(state: State, { type, data }: { type: string; data: any }): State {
  if (type === 'drills.DrillScheduled') return { stage: 'scheduled', injects: [] };
  if (!state) return state;
  if (type === 'drills.DrillStarted') return { ...state, stage: 'running' };
  if (type === 'drills.Injected') return { ...state, injects: [...state.injects, data.n] };
  return type === 'drills.DrillEnded' ? { ...state, stage: data.outcome } : state;
}

/** A drill, from plan to score sheet. It happens in a city of its own; here stands only that it did, and what was learnt. */
export const drill: StreamKind<model.DrillState> = {
  evolve,
  commands: {
    ScheduleDrill: command({
      label: { en: 'Schedule a drill', zh: '安排演练' },
      input: model.scheduleDrill,
      decide: schedule,
    }),
    StartDrill: command<model.StartDrill, model.DrillState>({
      label: { en: 'Start a drill', zh: '开始演练' },
      input: model.startDrill,
      decide: (state, input) => at(state, 'scheduled', input.id) ?? one('drills.DrillStarted', input),
    }),
    Inject: command({ label: { en: 'Put something in the way', zh: '导入情况' }, input: model.inject, decide: put }),
    EndDrill: command({ label: { en: 'End a drill', zh: '结束演练' }, input: model.endDrill, decide: end }),
  },
};

const recordFinding = (state: model.FindingState | undefined, input: model.RecordFinding, told: Told): Decision => {
  if (state)
    return refuse('finding-exists', input.id, {
      en: `Finding ${input.id} exists. Give this one an id of its own.`,
      zh: `问题 ${input.id} 已存在，请另取编号。`,
    });
  return told.found.drill.length === 0
    ? refuse('drill-unknown', input.drill, {
        en: `No drill ${input.drill}. Name the drill it was found in.`,
        zh: `没有演练 ${input.drill}，请指明发现问题的演练。`,
      })
    : one('drills.FindingRecorded', input);
};

const closeFinding = (state: model.FindingState | undefined, input: model.CloseFinding): Decision => {
  if (!state)
    return refuse('finding-unknown', input.id, {
      en: `No finding ${input.id}. Look it up in the list of findings.`,
      zh: `没有问题 ${input.id}，请在问题清单中查找。`,
    });
  if (state.closed)
    return refuse('finding-closed', input.id, {
      en: `Finding ${input.id} was closed. Record a new one if it came back.`,
      zh: `问题 ${input.id} 已整改，如再次出现请另行登记。`,
    });
  return [{ type: 'drills.FindingClosed', area: input.area, data: { ...input, drill: state.drill } }];
};

/** What a drill showed: a duty with an owner and a deadline (protocols/city/drill-clocks.yaml) until evidence closes it. */
export const finding: StreamKind<model.FindingState> = {
  evolve: (state, { type, data }) =>
    type === 'drills.FindingRecorded'
      ? { drill: data.drill, closed: false }
      : type === 'drills.FindingClosed' && state
        ? { ...state, closed: true }
        : state,
  commands: {
    RecordFinding: {
      ...command<model.RecordFinding, model.FindingState>({
        label: { en: 'Record a finding', zh: '登记问题' },
        input: model.recordFinding,
        decide: recordFinding,
      }),
      find: ({ drill: of }) => ({ drill: { view: 'drills.drills', ids: [of] } }),
    },
    CloseFinding: command<model.CloseFinding, model.FindingState>({
      label: { en: 'Close a finding with evidence', zh: '凭证整改' },
      input: model.closeFinding,
      roles: ['hq', 'officer', 'investigator', 'reviewer', 'desk', 'supply'],
      decide: closeFinding,
    }),
  },
};

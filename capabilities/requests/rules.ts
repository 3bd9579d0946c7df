import type { Role } from '../../kernel/actor.ts';
import type { Command, StreamKind } from '../../kernel/capability.ts';
import type { Words } from '../../kernel/refusal.ts';
import * as closing from './closing.ts';
import * as exclusion from './exclusion.ts';
import * as intake from './intake.ts';
import * as model from './model.ts';
import { addTo, pause, resume } from './pausing.ts';
import { evolve, type RequestState } from './state.ts';
import * as work from './work.ts';

const TAKERS: Role[] = ['resident', 'volunteer', 'grid', 'desk', 'officer', 'supply', 'system'];
const OFFICES: Role[] = ['desk', 'grid', 'officer', 'hq', 'supply'];

/** A command on a request that exists: its area is known from it. */
function on(
  words: Words,
  roles: readonly Role[],
  rest: Pick<Command<RequestState, any>, 'input' | 'decide'> & Partial<Command<RequestState, any>>,
): Command<RequestState, any> {
  return {
    label: words,
    roles,
    purpose: 'livelihood',
    stream: (input) => input.id,
    area: (_input, state) => state?.area,
    ...rest,
  };
}

export const request: StreamKind<RequestState> = {
  evolve,
  commands: {
    TakeRequest: on({ en: 'Take a request', zh: '受理诉求' }, TAKERS, {
      input: model.takeRequest,
      decide: intake.take,
      find: intake.finds,
      area: intake.areaOf,
      offline: true,
    }),
    PressLifeThreat: on({ en: 'Life in danger', zh: '生命危险' }, TAKERS, {
      input: model.pressLifeThreat,
      decide: intake.pressLifeThreat,
      area: intake.areaOf,
      purpose: 'care',
      offline: true,
    }),
    MergeRequest: on({ en: 'Merge a duplicate', zh: '合并重复诉求' }, ['desk', 'officer', 'hq'], {
      input: model.mergeRequest,
      decide: work.merge,
      find: (input: model.MergeRequest) => ({ into: { view: 'requests.queue', ids: [input.into] } }),
    }),
    UnmergeRequest: on({ en: 'Undo a merge', zh: '拆分诉求' }, ['desk', 'officer', 'hq'], {
      input: model.unmergeRequest,
      decide: work.unmerge,
    }),
    DismissDuplicate: on({ en: 'Not a duplicate', zh: '不是重复' }, ['desk', 'officer', 'hq'], {
      input: model.dismissDuplicate,
      decide: work.dismiss,
    }),
    DispatchRequest: on({ en: 'Dispatch a request', zh: '派单' }, ['desk', 'officer', 'hq', 'system'], {
      input: model.dispatchRequest,
      decide: work.dispatch,
    }),
    RecordContact: on({ en: 'Record a contact', zh: '登记联系情况' }, [...OFFICES, 'volunteer'], {
      input: model.recordContact,
      decide: work.contact,
      offline: true,
    }),
    HandUpRequest: on({ en: 'Hand up one level', zh: '上报一级' }, [...OFFICES, 'volunteer', 'system'], {
      input: model.handUpRequest,
      decide: work.handUp,
      offline: true,
    }),
    ReturnRequest: on({ en: 'Return with reason', zh: '退单' }, OFFICES, {
      input: model.returnRequest,
      decide: work.giveBack,
    }),
    AnswerRequest: on({ en: 'Answer', zh: '反馈办理结果' }, [...OFFICES, 'volunteer', 'system'], {
      input: model.answerRequest,
      decide: work.answer,
      offline: true,
    }),
    RecordCallBack: on(
      { en: 'Record a call-back', zh: '登记回访' },
      ['desk', 'resident', 'overseer', 'reviewer', 'hq'],
      { input: model.recordCallBack, decide: closing.callBack },
    ),
    ReopenRequest: on({ en: 'Reopen', zh: '要求重办' }, ['resident', 'desk', 'grid', 'overseer', 'hq'], {
      input: model.reopenRequest,
      decide: closing.reopen,
      offline: true,
    }),
    ReclassifyRequest: on({ en: 'Reclassify', zh: '改类改级' }, ['desk', 'officer', 'hq'], {
      input: model.reclassifyRequest,
      decide: work.reclassify,
    }),
    WithdrawRequest: on({ en: 'Withdraw', zh: '撤回' }, ['resident', 'desk'], {
      input: model.withdrawRequest,
      decide: closing.withdraw,
    }),
    AddToRequest: on({ en: 'Add to a request', zh: '补充说明' }, [...TAKERS, 'hq', 'overseer'], {
      input: model.addToRequest,
      decide: addTo,
      offline: true,
    }),
    PauseRequest: on({ en: 'Pause its clock', zh: '暂停计时' }, OFFICES, { input: model.pauseRequest, decide: pause }),
    ResumeRequest: on({ en: 'Let its clock go on', zh: '恢复计时' }, OFFICES, {
      input: model.resumeRequest,
      decide: resume,
    }),
    ExcludeRequest: on({ en: 'Exclude from the rates', zh: '考核剔除' }, ['reviewer', 'overseer'], {
      input: model.excludeRequest,
      decide: exclusion.exclude,
      purpose: 'oversight',
    }),
    AppealExclusion: on(
      { en: 'Appeal against an exclusion', zh: '对考核剔除提出申诉' },
      ['resident', 'desk', 'grid', 'volunteer'],
      {
        input: model.appealExclusion,
        decide: exclusion.appeal,
      },
    ),
    DecideExclusion: on({ en: 'Decide an appeal against an exclusion', zh: '决定剔除申诉' }, ['reviewer', 'overseer'], {
      input: model.decideExclusion,
      decide: exclusion.decide,
      purpose: 'oversight',
    }),
    CloseMerged: on({ en: 'Close with the main request', zh: '随主诉求办结' }, ['system'], {
      input: model.closeMerged,
      decide: closing.closeMerged,
    }),
  },
};

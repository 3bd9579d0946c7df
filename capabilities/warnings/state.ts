import type { Event } from '../../kernel/event.ts';
import { type Refusal, refuse, type Words } from '../../kernel/refusal.ts';
import type { AlertState, Stage, WarningEvents } from './model.ts';

export function evolve(state: AlertState | undefined, { type, data, happenedAt }: Event): AlertState | undefined {
  if (type === 'warnings.AlertOpened') {
    const { id, area, subject, monitor, emergedOn } = data as WarningEvents['warnings.AlertOpened'];
    return {
      id,
      area,
      subject,
      monitor,
      stage: 'open',
      detectedAt: happenedAt,
      notified: false,
      verified: false,
      emergedOn: emergedOn ?? null,
      cases: [],
      steps: {},
      called: {},
    };
  }
  if (!state) return state;
  const at = (stage: Stage, more: Partial<AlertState> = {}): AlertState => ({ ...state, ...more, stage });
  if (type === 'warnings.AlertVerified')
    return at(state.notified ? 'responding' : 'verified', { verified: true, emergedOn: data.emergedOn });
  if (type === 'warnings.AlertDiscarded') return at('discarded', { verified: false });
  if (type === 'warnings.AlertReopened') return at('open', { notified: false });
  if (type === 'warnings.AlertAssessed') return at(state.stage === 'responding' ? 'responding' : 'assessed');
  if (type === 'warnings.AlertNotified') return at(state.verified ? 'responding' : state.stage, { notified: true });
  if (type === 'warnings.ResponseCompleted') return at('completed');
  if (type === 'warnings.CasesLinked') return { ...state, cases: [...new Set([...state.cases, ...data.cases])] };
  const step = { 'warnings.StepOpened': 'open', 'warnings.StepDone': 'done', 'warnings.StepSkipped': 'skipped' }[type];
  if (!step) return state;
  const called = step === 'open' ? { ...state.called, [data.action]: data.names } : state.called;
  return { ...state, called, steps: { ...state.steps, [data.action]: step as 'open' } };
}

export const alertUnknown = (id: string): Refusal =>
  refuse('alert-unknown', id, { en: `No alert ${id}.`, zh: `没有预警 ${id}。` });

const STAGE_WORDS: Record<Stage, Words> = {
  open: { en: 'to be verified', zh: '待核实' },
  verified: { en: 'verified', zh: '已核实' },
  assessed: { en: 'assessed', zh: '已评估' },
  responding: { en: 'being responded to', zh: '处置中' },
  completed: { en: 'completed', zh: '已完成' },
  discarded: { en: 'discarded', zh: '已排除' },
};

/** Refuses what is not possible at this stage, and says which would be. */
export function notAt(state: AlertState, stages: readonly Stage[]): Refusal | undefined {
  if (stages.includes(state.stage)) return undefined;
  const said = (language: 'en' | 'zh') => stages.map((stage) => STAGE_WORDS[stage][language]);
  return refuse('alert-stage', state.stage, {
    en: `This alert is ${STAGE_WORDS[state.stage].en}. This is possible when it is ${said('en').join(' or ')}.`,
    zh: `该预警${STAGE_WORDS[state.stage].zh}，仅在${said('zh').join('、')}时可办理。`,
  });
}

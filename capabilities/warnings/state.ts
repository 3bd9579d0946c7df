import type { Event } from '../../kernel/event.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
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
  return step ? { ...state, steps: { ...state.steps, [data.action]: step as 'open' } } : state;
}

export const alertUnknown = (id: string): Refusal =>
  refuse('alert-unknown', id, { en: `No alert ${id}.`, zh: `没有预警 ${id}。` });

/** Refuses what is not possible at this stage, and says which would be. */
export function notAt(state: AlertState, stages: readonly Stage[]): Refusal | undefined {
  if (stages.includes(state.stage)) return undefined;
  return refuse('alert-stage', state.stage, {
    en: `${state.id} is ${state.stage}. This is possible when it is ${stages.join(' or ')}.`,
    zh: `${state.id} 当前为 ${state.stage}，仅在 ${stages.join('、')} 时可办理。`,
  });
}

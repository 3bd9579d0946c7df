import type { Event } from '../../kernel/event.ts';
import { changed } from './facts.ts';
import type { CaseEvents, CaseState, ReportCase } from './model.ts';

type Of<T extends keyof CaseEvents> = CaseEvents[T];

const withOutcome = (facts: ReportCase, outcome?: ReportCase['outcome'] | null, on?: string): ReportCase => changed(facts, { outcome: outcome ?? null, outcomeOn: on ?? null });

export function evolve(state: CaseState | undefined, event: Event): CaseState | undefined {
  if (event.type === 'cases.CaseReported') {
    const { counts: _counts, listed: _listed, ...facts } = event.data as Of<'cases.CaseReported'>;
    return { facts, discarded: false, untouched: facts.import, done: {} };
  }
  if (!state) return undefined;
  // Whatever comes after an import, by anybody else, is somebody's work: an undo must leave it alone.
  const by = (event.data as { import?: string }).import;
  const next: CaseState = { ...state, done: { ...state.done } };
  if (by === undefined || by !== state.untouched) delete next.untouched;
  if (by === undefined || by !== state.lastChange?.import) delete next.lastChange;
  switch (event.type) {
    case 'cases.CaseCorrected': {
      const data = event.data as Of<'cases.CaseCorrected'>;
      next.facts = changed(state.facts, data.changes);
      if (by) next.lastChange = { import: by, ...next.lastChange, before: { ...data.before, ...next.lastChange?.before } };
      return next;
    }
    case 'cases.CaseClassified': {
      const data = event.data as Of<'cases.CaseClassified'>;
      next.facts = { ...state.facts, classification: data.classification, ...(data.severity ? { severity: data.severity } : {}) };
      if (by) next.lastChange = { before: {}, classification: data.was, ...next.lastChange, import: by };
      return next;
    }
    case 'cases.OutcomeRecorded': {
      const data = event.data as Of<'cases.OutcomeRecorded'>;
      next.facts = withOutcome(state.facts, data.outcome, data.on);
      if (by) next.lastChange = { before: {}, outcome: data.was ?? {}, ...next.lastChange, import: by };
      return next;
    }
    case 'cases.CaseDiscarded':
      return (event.data as Of<'cases.CaseDiscarded'>).undone ? undefined : { ...next, discarded: true };
    case 'cases.CaseReinstated': return { ...next, discarded: false };
    case 'cases.CaseNotified': next.done.notified = event.happenedAt; return next;
    case 'cases.CoreInvestigationRecorded': next.done.core = event.happenedAt; return next;
    case 'cases.InvestigationReported': next.done.investigated = event.happenedAt; return next;
    case 'cases.CaseIsolated': next.facts = { ...state.facts, isolatedOn: state.facts.isolatedOn ?? (event.data as Of<'cases.CaseIsolated'>).on }; return next;
    case 'cases.CaseTreated': next.facts = { ...state.facts, treatedOn: state.facts.treatedOn ?? (event.data as Of<'cases.CaseTreated'>).on }; return next;
    default: return state;
  }
}

import type { Role } from '../../kernel/actor.ts';
import { canonical } from '../../kernel/chain.ts';
import type { Event, NewEvent } from '../../kernel/event.ts';
import { isWithin } from '../../kernel/place.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { daysBetween, hoursBetween, type Instant } from '../../kernel/time.ts';
import {
  ACTS,
  type CaseEvents,
  type CaseState,
  type Changes,
  type ClassifyCase,
  type Counted,
  type ReportCase,
  type Standing,
} from './model.ts';
import type { Difference } from './model-import.ts';
import type { MergeEvents } from './model-merge.ts';

/** Those who work on cases; `system` for reactions. */
export const INVESTIGATORS: readonly Role[] = ['investigator', 'officer', 'hq', 'system', 'trainer'];

export const unknown = (id: string): Refusal =>
  refuse('case-unknown', id, { en: `No case ${id}. Report it first.`, zh: `没有病例 ${id}，请先报告。` });

/** Where the curve counts a case with these facts. */
export const counted = (facts: ReportCase): Counted => ({
  disease: facts.disease,
  area: facts.household ?? facts.area,
  reportedOn: facts.reportedOn,
  classification: facts.classification,
  ...(facts.onset ? { onset: facts.onset } : {}),
});

/** What clocks read of a case: a record of another body, and the acts that are not on record yet. */
export function standing(facts: ReportCase, done: CaseState['done'] = {}): Standing {
  const on = { ...done, isolated: facts.isolatedOn, treated: facts.treatedOn };
  return { listed: facts.import !== undefined, lacks: ACTS.filter((act) => on[act] === undefined) };
}

/** Facts with changes made; `null` empties a field. */
export function changed(facts: ReportCase, changes: Changes): ReportCase {
  const next: Record<string, unknown> = { ...facts, ...changes };
  for (const [key, value] of Object.entries(changes)) if (value === null || value === undefined) delete next[key];
  return next as ReportCase;
}

/** What the named fields say now, `null` where they say nothing: the changes that undo. */
export const before = (facts: ReportCase, changes: Changes): Changes =>
  Object.fromEntries(Object.keys(changes).map((key) => [key, (facts as Record<string, unknown>)[key] ?? null]));

/** Fields of `wanted` that differ from what is held. */
export const differing = (facts: ReportCase, wanted: Changes): Changes =>
  Object.fromEntries(
    Object.entries(wanted).filter(
      ([key, value]) => canonical((facts as Record<string, unknown>)[key] ?? null) !== canonical(value ?? null),
    ),
  );

const DAYS = {
  onset: ['onset', '发病日期'],
  reportedOn: ['report day', '报告日期'],
  detectedOn: ['day of detection', '发现日期'],
  isolatedOn: ['isolation day', '隔离日期'],
  treatedOn: ['day of treatment', '收治日期'],
  exposedFrom: ['first exposure', '首次暴露'],
  exposedUntil: ['last exposure', '末次暴露'],
  birth: ['birth', '出生日期'],
  outcomeOn: ['outcome day', '转归日期'],
} as const;

/** What cannot be true of one case, whoever says it: days to come, spans that end before they start, an outcome day without outcome. */
export function impossible(facts: Partial<ReportCase>, today: string): Refusal | undefined {
  for (const [key, [en, zh]] of Object.entries(DAYS)) {
    const value = (facts as Record<string, unknown>)[key];
    if (typeof value === 'string' && value > today)
      return refuse('day-to-come', value, {
        en: `The ${en} ${value} lies after today, ${today}. Correct it.`,
        zh: `${zh} ${value} 晚于今天 ${today}，请更正。`,
      });
  }
  if (facts.exposedFrom && facts.exposedUntil && facts.exposedFrom > facts.exposedUntil) {
    return refuse('span-reversed', `${facts.exposedFrom}/${facts.exposedUntil}`, {
      en: `Exposure from ${facts.exposedFrom} ends before, on ${facts.exposedUntil}. Correct one of them.`,
      zh: `暴露起始 ${facts.exposedFrom} 晚于结束 ${facts.exposedUntil}，请更正。`,
    });
  }
  if (facts.outcomeOn && !facts.outcome)
    return refuse('outcome-missing', facts.outcomeOn, {
      en: `Outcome day ${facts.outcomeOn} has no outcome. Say what it was.`,
      zh: `转归日期 ${facts.outcomeOn} 没有转归结果，请补充。`,
    });
  if (
    facts.household &&
    facts.area &&
    !isWithin(facts.household, facts.area) &&
    !isWithin(facts.area, facts.household)
  ) {
    return refuse('household-elsewhere', facts.household, {
      en: `Household ${facts.household} is not in ${facts.area}. Correct one of them.`,
      zh: `家庭 ${facts.household} 不在 ${facts.area} 内，请更正。`,
    });
  }
  return undefined;
}

/** The event of a reclassification, with its move in the curve. */
export function classified(facts: ReportCase, input: ClassifyCase, by?: string): NewEvent {
  const counts = { from: counted(facts), to: counted({ ...facts, classification: input.classification }) };
  return {
    type: 'cases.CaseClassified',
    data: {
      ...input,
      disease: facts.disease,
      was: facts.classification,
      ...standing(facts),
      counts,
      ...(by ? { import: by } : {}),
    },
  };
}

/** The event of a correction, with its move in the curve; none when nothing differs. */
export function corrected(
  facts: ReportCase,
  wanted: Changes,
  reason: string,
  more: { import?: string; undone?: string } = {},
): NewEvent[] {
  const changes = differing(facts, wanted);
  if (Object.keys(changes).length === 0) return [];
  const to = changed(facts, changes);
  return [
    {
      type: 'cases.CaseCorrected',
      area: to.household ?? to.area,
      data: {
        id: facts.id,
        disease: facts.disease,
        before: before(facts, changes),
        changes,
        reason,
        ...more,
        counts: { from: counted(facts), to: counted(to) },
      },
    },
  ];
}

type Of<T extends keyof CaseEvents> = CaseEvents[T];

const withOutcome = (facts: ReportCase, outcome?: ReportCase['outcome'] | null, on?: string): ReportCase =>
  changed(facts, { outcome: outcome ?? null, outcomeOn: on ?? null });

export function evolve(state: CaseState | undefined, event: Event): CaseState | undefined {
  if (event.type === 'cases.CaseReported') {
    const {
      counts: _counts,
      listed: _listed,
      lacks: _lacks,
      similar: _similar,
      ...facts
    } = event.data as Of<'cases.CaseReported'>;
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
      if (by)
        next.lastChange = { import: by, ...next.lastChange, before: { ...data.before, ...next.lastChange?.before } };
      return next;
    }
    case 'cases.CaseClassified': {
      const data = event.data as Of<'cases.CaseClassified'>;
      next.facts = {
        ...state.facts,
        classification: data.classification,
        ...(data.severity ? { severity: data.severity } : {}),
      };
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
    case 'cases.CaseReinstated':
      return { ...next, discarded: false };
    case 'cases.CaseMerged': {
      const { into, adopted, before: was } = event.data as MergeEvents['cases.CaseMerged'];
      return { ...next, merged: { into, adopted, before: was } };
    }
    case 'cases.CaseUnmerged':
      return { ...next, merged: undefined };
    case 'cases.CaseNotified':
      next.done.notified = event.happenedAt;
      return next;
    case 'cases.CoreInvestigationRecorded':
      next.done.core = event.happenedAt;
      return next;
    case 'cases.InvestigationReported':
      next.done.investigated = event.happenedAt;
      return next;
    case 'cases.CaseIsolated':
      next.facts = {
        ...state.facts,
        isolatedOn: state.facts.isolatedOn ?? (event.data as Of<'cases.CaseIsolated'>).on,
      };
      return next;
    case 'cases.CaseTreated':
      next.facts = { ...state.facts, treatedOn: state.facts.treatedOn ?? (event.data as Of<'cases.CaseTreated'>).on };
      return next;
    default:
      return state;
  }
}

/** Values that say less than any other: a list that does not know takes nothing away. */
const UNKNOWING: Record<string, string> = { origin: 'unknown', source: 'unknown', classification: 'unclassified' };
const NOT_COMPARED = ['id', 'disease', 'import', 'reportedOnAssumed'];

/** Field by field what a list says differently of a case. Fields the list has not are left as they are. */
export function differences(listed: ReportCase, held: { reportedArea: string; disease: string }): Difference[] {
  return Object.entries(listed).flatMap(([field, after]) => {
    if (after === undefined || NOT_COMPARED.includes(field) || UNKNOWING[field] === after) return [];
    if (field === 'reportedOn' && listed.reportedOnAssumed) return [];
    const before = field === 'area' ? held.reportedArea : (held as unknown as Record<string, unknown>)[field];
    return canonical(before ?? null) === canonical(after) ? [] : [{ field, before: before ?? null, after }];
  });
}

/** Differences as the input of one command. */
export function asUpdate(found: Difference[]): {
  changes?: Changes;
  classification?: unknown;
  outcome?: unknown;
  outcomeOn?: unknown;
} {
  const own = ['classification', 'outcome', 'outcomeOn'];
  const changes = Object.fromEntries(
    found.filter((each) => !own.includes(each.field)).map((each) => [each.field, each.after]),
  );
  const special = Object.fromEntries(
    found.filter((each) => own.includes(each.field)).map((each) => [each.field, each.after]),
  );
  return { ...(Object.keys(changes).length ? { changes } : {}), ...special };
}

/** Four-early intervals in hours; null when a moment is missing. */
export interface FourEarly {
  detectH: number | null;
  reportH: number | null;
  isolateH: number | null;
  treatH: number | null;
  /** What it takes to compute the intervals and is not known. */
  lacking: string[];
}

/** Hours between a day or moment and a later one. Mixed precision counts days: a day has no hour. */
function apart(from: string | undefined, to: string | undefined, fromAt?: Instant, toAt?: Instant): number | null {
  if (fromAt && toAt) return Math.round(hoursBetween(fromAt, toAt) * 10) / 10;
  return from && to ? daysBetween(from, to) * 24 : null;
}

/** Four early (四早): onset to detection, detection to report, detection to isolation, detection to treatment. */
export function fourEarly(
  row: Pick<ReportCase, 'onset' | 'detectedOn' | 'reportedOn' | 'reportedOnAssumed' | 'isolatedOn' | 'treatedOn'>,
): FourEarly {
  const reportedOn = row.reportedOnAssumed ? undefined : row.reportedOn;
  const moments = {
    onset: row.onset,
    detectedOn: row.detectedOn,
    reportedOn,
    isolatedOn: row.isolatedOn,
    treatedOn: row.treatedOn,
  };
  return {
    detectH: apart(row.onset, row.detectedOn),
    reportH: apart(row.detectedOn, reportedOn),
    isolateH: apart(row.detectedOn, row.isolatedOn),
    treatH: apart(row.detectedOn, row.treatedOn),
    lacking: Object.entries(moments)
      .filter(([, value]) => !value)
      .map(([key]) => key),
  };
}

import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Instant } from '../../kernel/time.ts';
import { changed, fourEarly } from './facts.ts';
import { likenessKeys, syllables } from './likeness.ts';
import type { CaseEvents, Changes, Classification, ReportCase } from './model.ts';

/** One case in the line list; `area` is the household when known. */
export interface CaseRow extends Row, Omit<ReportCase, 'classification' | 'area'> {
  /** Area as reported; `area` is the finer household when known. */
  reportedArea: string;
  classification: Classification | 'discarded';
  /** Classification at the time it was discarded. */
  was?: Classification;
  /** `merged`: the same person as `mergedInto`, who counts instead. */
  status: 'open' | 'discarded' | 'merged';
  mergedInto?: string;
  /** True when infector, link, import or investigation says where the infection came from. */
  sourceKnown: boolean;
  links: number;
  investigatedSource?: 'known' | 'unknown' | 'under-investigation';
  reportedAt: Instant;
  notifiedAt?: Instant;
  coreAt?: Instant;
  investigatedAt?: Instant;
  isolatedAt?: Instant;
  treatedAt?: Instant;
  /** Four-early intervals in hours; null when a moment is missing. Days count 24 h. */
  detectH: number | null;
  reportH: number | null;
  isolateH: number | null;
  treatH: number | null;
  /** What it takes to compute the intervals and is not known. */
  lacking: string[];
  /** Blocking keys for likely duplicates (likeness.ts). */
  likeName: string | null;
  likePhone: string | null;
  likeInitials: string | null;
  changedBy: string | null;
  core?: {
    symptoms: string[];
    workplace?: string;
    lastNegative?: string;
    vaccineDoses?: number;
    places: { place: string; from: Instant; to: Instant; what?: string }[];
    note?: string;
  };
  summary?: string;
  discardReason?: string;
  history: { at: Instant; by: string; what: string; detail: string }[];
}

/** The row with everything that is computed from its facts. */
function derived(row: CaseRow): CaseRow {
  const sourceKnown =
    row.infector !== undefined || row.links > 0 || row.origin === 'imported' || row.investigatedSource === 'known';
  const { likeName, likePhone, likeInitials } = likenessKeys(row);
  return {
    ...row,
    area: row.household ?? row.reportedArea,
    sourceKnown,
    ...fourEarly(row),
    likeName,
    likePhone,
    likeInitials: likeInitials[0] ?? null,
  };
}

const note = (row: CaseRow, event: Event, what: string, detail = ''): CaseRow['history'] =>
  [...row.history, { at: event.happenedAt, by: event.actor.name, what, detail }].slice(-200);
const own = (event: Event): string => event.data.id;
/** A fold on an existing row. */
const on = (fold: (row: CaseRow, event: Event) => CaseRow | null): Folding<CaseRow> => ({
  key: own,
  fold: (row, event) => (row ? fold(row, event) : undefined),
});
const linked = (step: 1 | -1): Folding<CaseRow> => ({
  key: (event) => event.data.to,
  fold: (row, event) =>
    row &&
    derived({
      ...row,
      links: row.links + step,
      history: note(row, event, step === 1 ? 'linked' : 'unlinked', event.data.from),
    }),
});

const masked = (name: string | undefined): string | undefined => name && `${name.slice(0, 1)}**`;

export const cases: View<CaseRow> = {
  columns: {
    // Filtered or sorted by; those with an index of their own stand below.
    disease: 'text',
    classification: 'text',
    status: 'text',
    outcome: 'text',
    onset: 'text',
    reportedOn: 'text',
    household: 'text',
    person: 'text',
    sourceKnown: 'boolean',
    import: 'text',
    changedBy: 'text',
    likeName: 'text',
    likePhone: 'text',
    likeInitials: 'text',
  },
  reads: { investigator: 'area', officer: 'area', reviewer: 'area', hq: 'area', overseer: 'area', trainer: 'area' },
  search: (row) =>
    [
      row.id,
      row.name ?? '',
      row.disease,
      row.hospital ?? '',
      row.occupation ?? '',
      row.placeOfInfection ?? '',
      row.phone ?? '',
      ...syllables(row.name ?? ''),
    ]
      .join(' ')
      .toLowerCase(),
  order: '-reportedOn',
  // Every report looks for its likeness.
  index: ['likeName', 'likePhone', 'likeInitials'],
  subjects: (row) => [row.person ?? row.household].filter((id): id is string => id !== undefined),
  // Headquarters, reviewers and overseers work with the case, not with the person (SG: minimisation).
  mask: (row, actor) =>
    actor.role === 'investigator' || actor.role === 'officer'
      ? row
      : {
          ...row,
          name: masked(row.name),
          phone: undefined,
          address: undefined,
          birth: undefined,
          likeName: null,
          likePhone: null,
          likeInitials: null,
          point: undefined,
          extra: undefined,
        },
  on: {
    'cases.CaseReported': {
      key: own,
      fold: (_row, event): CaseRow => {
        const {
          counts: _counts,
          listed: _listed,
          lacks: _lacks,
          similar: _similar,
          area: reportedArea,
          ...facts
        } = event.data as CaseEvents['cases.CaseReported'];
        return derived({
          ...facts,
          area: reportedArea,
          reportedArea,
          status: 'open',
          links: 0,
          sourceKnown: false,
          reportedAt: event.happenedAt,
          changedBy: null,
          detectH: null,
          reportH: null,
          isolateH: null,
          treatH: null,
          lacking: [],
          likeName: null,
          likePhone: null,
          likeInitials: null,
          history: [
            { at: event.happenedAt, by: event.actor.name, what: 'reported', detail: facts.import ?? facts.source },
          ],
        });
      },
    },
    'cases.CaseClassified': on((row, event) => ({
      ...row,
      classification: event.data.classification,
      severity: event.data.severity ?? row.severity,
      changedBy: event.data.import ?? null,
      history: note(
        row,
        event,
        'classified',
        `${event.data.was} > ${event.data.classification} (${event.data.evidence.kind}, ${event.data.evidence.signer})`,
      ),
    })),
    'cases.CaseCorrected': on((row, event) => {
      const changes = event.data.changes as Changes;
      const facts = changed({ ...row, area: row.reportedArea } as unknown as ReportCase, changes) as unknown as CaseRow;
      return derived({
        ...facts,
        reportedArea: facts.area,
        changedBy: event.data.import ?? null,
        history: note(row, event, 'corrected', `${Object.keys(changes).join(', ')}: ${event.data.reason}`),
      });
    }),
    'cases.CoreInvestigationRecorded': on((row, event) => {
      const { symptoms, workplace, lastNegative, vaccineDoses, places, sourceOfInfection, note: remark } = event.data;
      return derived({
        ...row,
        coreAt: row.coreAt ?? event.happenedAt,
        investigatedSource: sourceOfInfection,
        core: { symptoms, workplace, lastNegative, vaccineDoses, places, note: remark },
        history: note(row, event, 'core'),
      });
    }),
    'cases.InvestigationReported': on((row, event) =>
      derived({
        ...row,
        investigatedAt: row.investigatedAt ?? event.happenedAt,
        investigatedSource: event.data.sourceOfInfection,
        summary: event.data.summary,
        history: note(row, event, 'investigated'),
      }),
    ),
    'cases.CaseNotified': on((row, event) => ({
      ...row,
      notifiedAt: row.notifiedAt ?? event.data.at,
      history: note(row, event, 'notified', event.data.to),
    })),
    'cases.CaseIsolated': on((row, event) =>
      derived({
        ...row,
        isolatedOn: row.isolatedOn ?? event.data.on,
        isolatedAt: row.isolatedAt ?? event.data.at,
        history: note(row, event, 'isolated', event.data.where),
      }),
    ),
    'cases.CaseTreated': on((row, event) =>
      derived({
        ...row,
        treatedOn: row.treatedOn ?? event.data.on,
        treatedAt: row.treatedAt ?? event.data.at,
        history: note(row, event, 'treated', event.data.hospital),
      }),
    ),
    'cases.CaseDiscarded': on((row, event) =>
      event.data.undone
        ? null
        : {
            ...row,
            status: 'discarded',
            classification: 'discarded',
            was: event.data.was,
            discardReason: event.data.reason,
            history: note(row, event, 'discarded', event.data.reason),
          },
    ),
    'cases.CaseReinstated': on((row, event) => ({
      ...row,
      status: 'open',
      classification: row.was ?? 'unclassified',
      was: undefined,
      discardReason: undefined,
      history: note(row, event, 'reinstated', event.data.reason),
    })),
    'cases.CaseMerged': on((row, event) => ({
      ...row,
      status: 'merged',
      mergedInto: event.data.into,
      changedBy: null,
      history: note(row, event, 'merged', event.data.into),
    })),
    'cases.CaseUnmerged': on((row, event) => ({
      ...row,
      status: 'open',
      mergedInto: undefined,
      history: note(row, event, 'unmerged', `${event.data.from}: ${event.data.reason}`),
    })),
    'cases.OutcomeRecorded': on((row, event) => ({
      ...row,
      outcome: event.data.outcome ?? undefined,
      outcomeOn: event.data.on,
      changedBy: event.data.import ?? null,
      history: note(row, event, 'outcome', `${event.data.outcome ?? '-'} ${event.data.on ?? ''}`),
    })),
    'cases.CasesLinked': linked(1),
    'cases.LinkWithdrawn': linked(-1),
  },
};

import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { ancestorAt } from '../../kernel/place.ts';
import type { Instant } from '../../kernel/time.ts';
import { CLASSIFICATIONS, type Classification, type Counted, type Moves } from './model.ts';
import { type ImportCounts, type LinkCases, linkId, type Mapping, type StartImport } from './model-import.ts';

/** Who infected whom. `report`: the case report named the infector; `link`: linked on evidence. */
export interface LinkRow extends Row {
  from: string;
  to: string;
  via: 'report' | 'link';
  exposure?: string;
  on?: string;
  certainty?: string;
  evidence?: LinkCases['evidence'];
  import: string | null;
}

const READERS = {
  investigator: 'area',
  officer: 'area',
  reviewer: 'area',
  hq: 'area',
  overseer: 'area',
  trainer: 'area',
} as const;
const named = (from: unknown, to: string) => (typeof from === 'string' ? [linkId({ from, to })] : []);

export const links: View<LinkRow> = {
  columns: { from: 'text', to: 'text', via: 'text', import: 'text' },
  index: ['from', 'to'],
  reads: READERS,
  order: 'id',
  on: {
    'cases.CaseReported': {
      key: (event) => named(event.data.infector, event.data.id),
      fold: (row, event) => row ?? byReport(event, event.data.infector),
    },
    'cases.CaseCorrected': {
      key: (event) =>
        'infector' in event.data.changes
          ? [...named(event.data.before.infector, event.data.id), ...named(event.data.changes.infector, event.data.id)]
          : [],
      fold: (row, event, key) =>
        key === linkId({ from: String(event.data.changes.infector), to: event.data.id })
          ? (row ?? byReport(event, event.data.changes.infector))
          : row?.via === 'report'
            ? null
            : undefined,
    },
    'cases.CaseDiscarded': {
      key: (event) => named(event.data.undone && event.data.infector, event.data.id),
      fold: (row) => (row?.via === 'report' ? null : undefined),
    },
    'cases.CasesLinked': {
      key: (event) => linkId(event.data),
      fold: (_row, event): LinkRow => {
        const { from, to, exposure, on, certainty, evidence, import: by } = event.data as LinkCases;
        return {
          id: linkId({ from, to }),
          area: event.area,
          from,
          to,
          via: 'link',
          exposure,
          on,
          certainty,
          evidence,
          import: by ?? null,
        };
      },
    },
    'cases.LinkWithdrawn': { key: (event) => linkId(event.data), fold: () => null },
  },
};
const byReport = (event: Event, from: string): LinkRow => ({
  id: linkId({ from, to: event.data.id }),
  area: event.area,
  from,
  to: event.data.id,
  via: 'report',
  import: event.data.import ?? null,
});

/** Cases of one disease in one community (or the higher area that is all one knows) on one day, by onset or by report. */
export interface CurveRow extends Row, Record<Classification, number> {
  disease: string;
  day: string;
  basis: 'onset' | 'reported';
  total: number;
}

/** Rows of the curve a case counts in: its day of report, and its day of onset when known. */
export function cellsOf(
  counted: Counted | undefined,
): { id: string; area: string; day: string; basis: 'onset' | 'reported' }[] {
  if (!counted) return [];
  const area = ancestorAt(counted.area, 'community') ?? counted.area;
  const cell = (basis: 'onset' | 'reported', day: string) => ({
    id: `${counted.disease}|${area}|${day}|${basis}`,
    area,
    day,
    basis,
  });
  return [cell('reported', counted.reportedOn), ...(counted.onset ? [cell('onset', counted.onset)] : [])];
}

const moves: Folding<CurveRow> = {
  key: (event) => {
    const { from, to } = (event.data as Moves).counts;
    return [...new Set([...cellsOf(from), ...cellsOf(to)].map((cell) => cell.id))];
  },
  fold: (row, event, key) => {
    const { from, to } = (event.data as Moves).counts;
    const next: CurveRow = row
      ? { ...row }
      : {
          id: key,
          area: '',
          disease: '',
          day: '',
          basis: 'onset',
          total: 0,
          ...(Object.fromEntries(CLASSIFICATIONS.map((word) => [word, 0])) as Record<Classification, number>),
        };
    for (const [counted, step] of [
      [from, -1],
      [to, 1],
    ] as const) {
      const cell = cellsOf(counted).find((each) => each.id === key);
      if (!counted || !cell) continue;
      next[counted.classification] += step;
      next.total += step;
      Object.assign(next, { area: cell.area, disease: counted.disease, day: cell.day, basis: cell.basis });
    }
    return next.total === 0 && CLASSIFICATIONS.every((word) => next[word] === 0) ? null : next;
  },
};

export const curve: View<CurveRow> = {
  columns: { disease: 'text', day: 'text', basis: 'text', total: 'number' },
  reads: { ...READERS, desk: 'area', supply: 'area', grid: 'area', admin: 'area' },
  order: 'day',
  on: {
    'cases.CaseReported': moves,
    'cases.CaseClassified': moves,
    'cases.CaseCorrected': moves,
    'cases.CaseDiscarded': moves,
    'cases.CaseReinstated': moves,
    'cases.CaseMerged': moves,
    'cases.CaseUnmerged': moves,
  },
};

export interface ImportRow extends Row, Omit<StartImport, 'id' | 'area'> {
  status: 'running' | 'committed' | 'cancelled' | 'rolled-back' | 'undone' | 'undone-in-part';
  counts?: ImportCounts;
  by: string;
  startedAt: Instant;
  finishedAt: Instant | null;
  faults?: unknown[];
  undo?: { undone: number; kept: { id: string; why: string; words: { en: string; zh: string } }[]; keptCount: number };
}

export const imports: View<ImportRow> = {
  columns: {
    kind: 'text',
    status: 'text',
    file: 'text',
    mapping: 'text',
    startedAt: 'instant',
    finishedAt: 'instant',
    sha256: 'text',
  },
  reads: READERS,
  order: '-startedAt',
  search: (row) => `${row.file} ${row.id} ${row.by}`.toLowerCase(),
  on: {
    'cases.ImportStarted': {
      key: (event) => event.data.id,
      fold: (_row, event): ImportRow => ({
        ...(event.data as StartImport),
        area: event.area,
        status: 'running',
        by: event.actor.name,
        startedAt: event.happenedAt,
        finishedAt: null,
      }),
    },
    'cases.ImportCommitted': {
      key: (event) => event.data.id,
      fold: (row, event) =>
        row && {
          ...row,
          status: event.data.outcome,
          counts: event.data.counts,
          faults: event.data.faults,
          finishedAt: event.happenedAt,
        },
    },
    'cases.ImportUndone': {
      key: (event) => event.data.id,
      fold: (row, event) =>
        row && {
          ...row,
          status: event.data.keptCount > 0 ? 'undone-in-part' : 'undone',
          undo: { undone: event.data.undone, kept: event.data.kept, keptCount: event.data.keptCount },
        },
    },
  },
};

export interface MappingRow extends Row, Omit<Mapping, 'id'> {
  savedBy: string;
}
export const mappings: View<MappingRow> = {
  columns: { kind: 'text', name: 'text' },
  reads: READERS,
  order: 'name',
  on: {
    'cases.MappingSaved': {
      key: (event) => event.data.id,
      fold: (_row, event): MappingRow => ({ ...(event.data as Mapping), area: event.area, savedBy: event.actor.name }),
    },
  },
};

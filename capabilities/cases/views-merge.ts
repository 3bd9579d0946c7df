import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Similar } from './likeness.ts';
import type { ReportCase } from './model.ts';
import type { MergeEvents } from './model-merge.ts';

/** A case that may be of a person reported already; `id` is the newer case. What was decided stays, to be undone. */
export interface DuplicateRow extends Row {
  disease: string;
  /** Weight of the likeliest, in bits; 0 when none is open. */
  best: number;
  /** Not decided on. */
  similar: Similar[];
  /** Found to be other people. */
  dismissed: Similar[];
  /** The case it was merged into, with the reasons of then. */
  merged: (Partial<Similar> & { id: string }) | null;
  state: 'open' | 'merged' | 'dismissed';
  at: Instant;
}

/** State and best follow from the rest; a row without anything is none. */
function settled(row: DuplicateRow): DuplicateRow | null {
  if (!row.merged && row.similar.length === 0 && row.dismissed.length === 0) return null;
  return {
    ...row,
    best: row.similar[0]?.weight ?? 0,
    state: row.merged ? 'merged' : row.similar.length > 0 ? 'open' : 'dismissed',
  };
}
const empty = (event: Event, id: string): DuplicateRow => ({
  id,
  area: event.area,
  disease: event.data.disease,
  best: 0,
  similar: [],
  dismissed: [],
  merged: null,
  state: 'open',
  at: event.happenedAt,
});
const without = (list: Similar[], id: string): Similar[] => list.filter((each) => each.id !== id);
const own = (event: Event): string => event.data.id;
const on = (then: (row: DuplicateRow, data: any) => DuplicateRow): Folding<DuplicateRow> => ({
  key: own,
  fold: (row, event) => row && settled({ ...then(row, event.data), at: event.happenedAt }),
});
const byWeight = (list: Similar[]): Similar[] => [...list].sort((a, b) => b.weight - a.weight);

export const duplicates: View<DuplicateRow> = {
  columns: { disease: 'text', best: 'number', state: 'text', at: 'instant' },
  reads: { investigator: 'area', officer: 'area', hq: 'area', trainer: 'area' },
  order: '-best',
  on: {
    'cases.CaseReported': {
      key: (event) => ((event.data.similar as Similar[] | undefined)?.length ? own(event) : []),
      fold: (_row, event) => {
        const { id, similar } = event.data as ReportCase & { similar: Similar[] };
        return settled({ ...empty(event, id), similar });
      },
    },
    'cases.CaseMerged': {
      key: own,
      fold: (row, event) => {
        const { id, into, like } = event.data as MergeEvents['cases.CaseMerged'];
        return settled({
          ...(row ?? empty(event, id)),
          merged: { ...like, id: into },
          at: event.happenedAt,
        });
      },
    },
    'cases.CaseUnmerged': on((row) => {
      const again = row.merged;
      const known = [...row.similar, ...row.dismissed].some((each) => each.id === again?.id);
      const { weight, said } = again ?? {};
      return {
        ...row,
        merged: null,
        similar:
          again && !known && weight !== undefined && said
            ? byWeight([...row.similar, { id: again.id, weight, said }])
            : row.similar,
      };
    }),
    'cases.LikenessDismissed': on((row, { other }) => ({
      ...row,
      dismissed: [...row.dismissed, ...row.similar.filter((each) => each.id === other)],
      similar: without(row.similar, other),
    })),
    'cases.LikenessRecalled': on((row, { other }) => ({
      ...row,
      similar: byWeight([...row.similar, ...row.dismissed.filter((each) => each.id === other)]),
      dismissed: without(row.dismissed, other),
    })),
    'cases.CaseDiscarded': { key: own, fold: (row) => row && null },
  },
};

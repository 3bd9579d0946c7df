import type { Similar } from '../../engines/linkage/index.ts';
import type { Row, View } from '../../kernel/capability.ts';
import type { Instant } from '../../kernel/time.ts';
import type { SameEvents } from './model.ts';

/** A member who may be entered already, or was found to be; `id` is the newer entry. */
export interface SamePersonRow extends Row {
  similar: Similar[];
  best: number;
  /** The entry it was merged into, with the reasons of then. */
  merged: (Partial<Similar> & { id: string }) | null;
  state: 'open' | 'merged';
  at: Instant;
}
const settled = (row: SamePersonRow): SamePersonRow | null =>
  row.merged || row.similar.length > 0
    ? { ...row, best: row.similar[0]?.weight ?? 0, state: row.merged ? 'merged' : 'open' }
    : null;

export const samePersons: View<SamePersonRow> = {
  columns: { best: 'number', state: 'text', at: 'instant' },
  reads: { grid: 'area', desk: 'area', officer: 'area', investigator: 'area' },
  order: '-best',
  subjects: (row) => [row.id],
  on: {
    'people.MemberAdded': {
      key: (event) => (event.data.similar?.length ? event.data.member.id : []),
      fold: (_row, { data, happenedAt }) =>
        settled({
          id: data.member.id,
          area: data.path,
          similar: data.similar,
          best: 0,
          merged: null,
          state: 'open',
          at: happenedAt,
        }),
    },
    'people.MemberMerged': {
      key: (event) => event.data.person,
      fold: (row, event) => {
        const { person, path, into, like } = event.data as SameEvents['people.MemberMerged'];
        return settled({
          id: person,
          area: path,
          similar: row?.similar ?? [],
          best: 0,
          merged: { ...like, id: into },
          state: 'merged',
          at: event.happenedAt,
        });
      },
    },
    'people.MemberUnmerged': {
      key: (event) => event.data.person,
      fold: (row, event) => row && settled({ ...row, merged: null, at: event.happenedAt }),
    },
    'people.MembersTwo': {
      key: (event) => event.data.person,
      fold: (row, event) =>
        row && settled({ ...row, similar: row.similar.filter((each) => each.id !== event.data.other) }),
    },
    'people.MemberRemoved': { key: (event) => event.data.person, fold: (row) => row && null },
  },
};

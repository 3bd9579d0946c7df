import { persons, type Similar } from '../../engines/linkage/index.ts';
import type { Capability, Decision, Finds, Folding, Reaction, Row, Told, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { isWithin } from '../../kernel/place.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { before, changed, counted, differing, impossible, standing, unknown } from './facts.ts';
import { type Known, likenessKeys, similarTo } from './likeness.ts';
import type { CaseState, Changes, ReportCase } from './model.ts';
import { ADOPTABLE, type MergeCase, type MergeEvents, type NotSame, type UnmergeCase } from './model-merge.ts';
import type { CaseRow } from './views.ts';

type State = CaseState | undefined;
/** Newest cases compared with a report: those behind share a name that tells nobody apart. */
const COMPARED = 200;

/** Open cases of the disease that share a blocking key. A list was compared as it came in. */
export function likeFinds(input: Pick<ReportCase, 'import' | 'disease' | 'name' | 'phone' | 'sex' | 'age'>): Finds {
  if (input.import !== undefined) return {};
  const { likeName, likePhone, likeInitials } = likenessKeys(input, 1);
  const where = { disease: input.disease, status: 'open' };
  const find = (column: string, value: string | string[]) => ({
    view: 'cases.cases',
    where: { ...where, [column]: value },
    top: { by: '-reportedOn', n: COMPARED },
  });
  return {
    ...(likeName ? { likeName: find('likeName', likeName) } : {}),
    ...(likePhone ? { likePhone: find('likePhone', likePhone) } : {}),
    ...(likeInitials.length ? { likeInitials: find('likeInitials', likeInitials) } : {}),
  };
}

/** What a report is like among the cases found. */
export const likeFound = (input: ReportCase, found: Record<string, Known[]> | undefined): Similar[] =>
  input.import === undefined
    ? similarTo(input, [...(found?.likeName ?? []), ...(found?.likePhone ?? []), ...(found?.likeInitials ?? [])])
    : [];

export const merged = (id: string, into: string): Refusal =>
  refuse('case-merged', id, {
    en: `Case ${id} was found to be the same person as ${into}. Work on ${into}, or undo the merge.`,
    zh: `病例 ${id} 已确认与 ${into} 为同一人，请在 ${into} 上操作，或撤销合并。`,
  });

const factsOf = (row: CaseRow): ReportCase => ({ ...row, area: row.reportedArea }) as unknown as ReportCase;
const adoptable = (facts: ReportCase): Changes =>
  Object.fromEntries(ADOPTABLE.flatMap((field) => (facts[field] === undefined ? [] : [[field, facts[field]]])));

/** Two reports are one person: the one leaves the curve and points to the other, which takes over what it lacks and what was chosen. */
export function merge(state: State, input: MergeCase, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (input.id === input.into)
    return refuse('merge-self', input.id, {
      en: `${input.id} is itself. Choose the other case.`,
      zh: `${input.id} 即自身，请选择另一病例。`,
    });
  const [row] = told.found.into as CaseRow[];
  if (!row) return unknown(input.into);
  if (row.status === 'merged') return merged(input.into, row.mergedInto as string);
  if (row.status === 'discarded' || state.discarded) {
    const id = state.discarded ? input.id : input.into;
    return refuse('case-discarded', id, {
      en: `Case ${id} was discarded. Reinstate it first.`,
      zh: `病例 ${id} 已排除，请先恢复。`,
    });
  }
  if (row.disease !== state.facts.disease)
    return refuse('disease-differs', row.disease, {
      en: `${input.id} is a case of ${state.facts.disease}, ${input.into} of ${row.disease}: one person, two cases.`,
      zh: `${input.id} 为 ${state.facts.disease}，${input.into} 为 ${row.disease}：一人两病，不合并。`,
    });
  if (told.actor.role !== 'system' && !isWithin(row.area, told.actor.area))
    return refuse('area-elsewhere', row.area, {
      en: `Case ${input.into} is in ${row.area}, outside your area ${told.actor.area}. Ask the investigators there.`,
      zh: `病例 ${input.into} 位于 ${row.area}，不在您的辖区 ${told.actor.area}，请联系当地流调人员。`,
    });
  const kept = factsOf(row);
  const [whole] = persons(
    [
      { id: input.into, values: adoptable(kept) },
      { id: input.id, values: adoptable(state.facts) },
    ],
    [{ kind: 'same', id: input.id, into: input.into, shown: input.shown }],
  );
  const values = Object.fromEntries(Object.entries(whole?.values ?? {}).map(([field, { value }]) => [field, value]));
  const adopted = differing(kept, values);
  const wrong = impossible(changed(kept, adopted), told.today);
  if (wrong) return wrong;
  const [like] = similarTo(state.facts, [kept], Number.NEGATIVE_INFINITY);
  const data: MergeEvents['cases.CaseMerged'] = {
    id: input.id,
    into: input.into,
    disease: state.facts.disease,
    adopted,
    before: before(kept, adopted),
    ...(like ? { like } : {}),
    counts: { from: counted(state.facts) },
  };
  return [{ type: 'cases.CaseMerged', data }];
}

/** The merge is taken back: the case counts again, and the other gives back what it took over and nobody changed since. */
export function unmerge(state: State, input: UnmergeCase): Decision {
  if (!state) return unknown(input.id);
  if (!state.merged)
    return refuse('case-not-merged', input.id, {
      en: `Case ${input.id} is not merged with another.`,
      zh: `病例 ${input.id} 未与其他病例合并。`,
    });
  const { into, adopted, before: was } = state.merged;
  const data: MergeEvents['cases.CaseUnmerged'] = {
    id: input.id,
    from: into,
    disease: state.facts.disease,
    reason: input.reason,
    classification: state.facts.classification,
    adopted,
    before: was,
    ...standing(state.facts, state.done),
    counts: { to: counted(state.facts) },
  };
  return [{ type: 'cases.CaseUnmerged', data }];
}

/** A worker looked: two people. The pair is not shown again until that is recalled. */
export const dismiss = (state: State, { id, other }: NotSame): Decision =>
  state ? [{ type: 'cases.LikenessDismissed', data: { id, other, disease: state.facts.disease } }] : unknown(id);
export const recall = (state: State, { id, other }: NotSame): Decision =>
  state ? [{ type: 'cases.LikenessRecalled', data: { id, other, disease: state.facts.disease } }] : unknown(id);

const find = (id: string): Finds => ({ kept: { view: 'cases.cases', ids: [id] } });
const correct = (id: string, changes: Changes, reason: string) =>
  Object.keys(changes).length ? [{ command: 'cases.CorrectCase', input: { id, changes, reason } }] : [];

export const reacts: NonNullable<Capability['reacts']> = {
  'cases.CaseMerged': {
    then: ({ data }) =>
      correct(data.into, data.adopted, `same person as ${data.id}: taken over / 与 ${data.id} 为同一人，取其信息`),
  } satisfies Reaction,
  'cases.CaseUnmerged': {
    find: ({ data }) => find(data.from),
    then: ({ data }, found) => {
      const [row] = found.kept as CaseRow[];
      if (!row) return [];
      const touched = differing(factsOf(row), data.adopted);
      const back = Object.fromEntries(Object.entries(data.before).filter(([field]) => !(field in touched)));
      return correct(data.from, back, `merge with ${data.id} undone: given back / 撤销与 ${data.id} 的合并，恢复原值`);
    },
  } satisfies Reaction,
};

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

import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event, NewEvent } from '../../kernel/event.ts';
import { isWithin } from '../../kernel/place.ts';
import { refuse } from '../../kernel/refusal.ts';
import { changed, classified, corrected, counted, INVESTIGATORS, impossible, unknown } from './facts.ts';
import type * as model from './model.ts';
import * as lists from './model-import.ts';

/** A newer version of a list: everything it says differently of one case. */
export function updateFromImport(
  state: model.CaseState | undefined,
  input: model.UpdateFromImport,
  told: Told,
): Decision {
  if (!state) return unknown(input.id);
  if (state.discarded)
    return refuse('case-discarded', input.id, {
      en: `Case ${input.id} was discarded here; the list still has it. Reinstate it first.`,
      zh: `病例 ${input.id} 在本系统已排除，名单仍包含，请先恢复。`,
    });
  const by = input.import;
  const after = changed(state.facts, {
    ...input.changes,
    ...(input.outcome ? { outcome: input.outcome, outcomeOn: input.outcomeOn } : {}),
  });
  const wrong = impossible(after, told.today);
  if (wrong) return wrong;
  const events: NewEvent[] = corrected(state.facts, input.changes ?? {}, `import ${by}`, { import: by });
  const facts = changed(state.facts, input.changes ?? {});
  if (input.classification && input.classification !== facts.classification) {
    events.push(
      classified(
        facts,
        {
          id: input.id,
          classification: input.classification,
          evidence: { kind: 'line-list', at: told.now, signer: input.signer, note: by },
        },
        by,
      ),
    );
  }
  if (input.outcome && (input.outcome !== facts.outcome || input.outcomeOn !== facts.outcomeOn)) {
    events.push({
      type: 'cases.OutcomeRecorded',
      data: {
        id: input.id,
        disease: facts.disease,
        outcome: input.outcome,
        on: input.outcomeOn,
        was: { outcome: facts.outcome, outcomeOn: facts.outcomeOn },
        import: by,
      },
    });
  }
  return events.length
    ? events
    : refuse('nothing-changes', input.id, {
        en: `Case ${input.id} says this already.`,
        zh: `病例 ${input.id} 内容相同。`,
      });
}

/** Takes back what one import did to one case, unless somebody has worked on it since. */
export function undoImported(state: model.CaseState | undefined, input: model.UndoImported, told: Told): Decision {
  if (!state) return unknown(input.id);
  const { facts } = state;
  const last = state.lastChange;
  if (last?.import === input.import) {
    const undone = { undone: input.import };
    const reason = `undo of import ${input.import}`;
    const events: NewEvent[] = [];
    let now = facts;
    if (last.outcome) {
      events.push({
        type: 'cases.OutcomeRecorded',
        data: {
          id: facts.id,
          disease: facts.disease,
          outcome: last.outcome.outcome ?? null,
          on: last.outcome.outcomeOn,
          note: reason,
        },
      });
      now = changed(now, { outcome: last.outcome.outcome ?? null, outcomeOn: last.outcome.outcomeOn ?? null });
    }
    if (last.classification) {
      events.push(
        classified(now, {
          id: facts.id,
          classification: last.classification,
          evidence: { kind: 'review', at: told.now, signer: told.actor.name, note: reason },
        }),
      );
      now = { ...now, classification: last.classification };
    }
    events.push(...corrected(now, last.before, reason, undone));
    return events;
  }
  if (state.untouched !== input.import) {
    return refuse('changed-since', input.id, {
      en: `Case ${input.id} was worked on since the import and stays as it is.`,
      zh: `病例 ${input.id} 导入后已被处理，保持不变。`,
    });
  }
  const links = [...told.found.out, ...told.found.into] as { id: string; import?: string; via: string; to: string }[];
  const foreign = links.find((link) => link.import !== input.import);
  if (foreign)
    return refuse('linked-since', foreign.id, {
      en: `Case ${input.id} was linked since (${foreign.id}) and stays. Withdraw the link first.`,
      zh: `病例 ${input.id} 导入后已建立关联（${foreign.id}），保持不变；请先撤销关联。`,
    });
  return [
    {
      type: 'cases.CaseDiscarded',
      data: {
        id: facts.id,
        disease: facts.disease,
        reason: `undo of import ${input.import}`,
        was: facts.classification,
        undone: input.import,
        ...(facts.infector ? { infector: facts.infector } : {}),
        ...(state.discarded ? { counts: {} } : { counts: { from: counted(facts) } }),
      },
    },
  ];
}

interface LinkState {
  linked: boolean;
  import?: string;
}

function link(state: LinkState | undefined, input: lists.LinkCases, told: Told): Decision {
  if (state?.linked)
    return refuse('link-exists', lists.linkId(input), {
      en: `${input.from} and ${input.to} are linked already. Withdraw that link first.`,
      zh: `${input.from} 与 ${input.to} 已关联，请先撤销。`,
    });
  const rows = told.found.ends as { id: string; area: string }[];
  const absent = [input.from, input.to].find((id) => !rows.some((row) => row.id === id));
  if (absent) return unknown(absent);
  const area = rows.find((row) => row.id === input.to)?.area as string;
  if (told.actor.role !== 'system' && !isWithin(area, told.actor.area)) {
    return refuse('area-elsewhere', area, {
      en: `Case ${input.to} is in ${area}, outside your area ${told.actor.area}. Ask the investigators there.`,
      zh: `病例 ${input.to} 位于 ${area}，不在您的辖区 ${told.actor.area}，请联系当地流调人员。`,
    });
  }
  return [{ type: 'cases.CasesLinked', area, data: input }];
}
const withdraw = (state: LinkState | undefined, input: lists.WithdrawLink): Decision =>
  !state?.linked
    ? refuse('link-unknown', lists.linkId(input), {
        en: `${input.from} and ${input.to} are not linked.`,
        zh: `${input.from} 与 ${input.to} 没有关联。`,
      })
    : input.import && state.import !== input.import
      ? refuse('changed-since', lists.linkId(input), {
          en: `The link ${lists.linkId(input)} is not of this import any more and stays.`,
          zh: `关联 ${lists.linkId(input)} 已非此次导入所建，保持不变。`,
        })
      : [{ type: 'cases.LinkWithdrawn', data: input }];

const label = (en: string, zh: string) => ({ en, zh });
const base = { roles: INVESTIGATORS, purpose: 'control' as const };

export const link_: StreamKind<LinkState> = {
  evolve: (state, event: Event) =>
    event.type === 'cases.CasesLinked'
      ? { linked: true, import: event.data.import }
      : event.type === 'cases.LinkWithdrawn'
        ? { linked: false }
        : state,
  commands: {
    LinkCases: {
      ...base,
      label: label('Link two cases', '关联两例病例'),
      input: lists.linkCases,
      stream: lists.linkId,
      area: () => undefined,
      decide: link,
      find: (input) => ({ ends: { view: 'cases.cases', ids: [input.from, input.to] } }),
    } satisfies Command<LinkState, lists.LinkCases>,
    WithdrawLink: {
      ...base,
      label: label('Withdraw a link', '撤销关联'),
      input: lists.withdrawLink,
      stream: lists.linkId,
      area: () => undefined,
      decide: withdraw,
    } satisfies Command<LinkState, lists.WithdrawLink>,
  },
};

export const mapping_: StreamKind<lists.Mapping> = {
  evolve: (_state, event) => event.data as lists.Mapping,
  commands: {
    SaveMapping: {
      ...base,
      label: label('Save a mapping', '保存列映射'),
      input: lists.mapping,
      stream: (input: lists.Mapping) => input.id,
      area: () => undefined,
      decide: (_state, input) => [{ type: 'cases.MappingSaved', data: input }],
    },
  },
};

interface ImportState {
  started: lists.StartImport;
  finished?: string;
  undone?: boolean;
}
const noImport = (id: string) => refuse('import-unknown', id, { en: `No import ${id}.`, zh: `没有导入 ${id}。` });

export const import_: StreamKind<ImportState> = {
  evolve: (state, event) =>
    event.type === 'cases.ImportStarted'
      ? { started: event.data }
      : event.type === 'cases.ImportCommitted' && state
        ? { ...state, finished: event.data.outcome }
        : event.type === 'cases.ImportUndone' && state
          ? { ...state, undone: true }
          : state,
  commands: {
    StartImport: {
      ...base,
      label: label('Start an import', '开始导入'),
      input: lists.startImport,
      stream: (input: lists.StartImport) => input.id,
      area: (input) => input.area,
      decide: (state, input) =>
        state
          ? refuse('import-exists', input.id, {
              en: `Import ${input.id} exists already.`,
              zh: `导入 ${input.id} 已存在。`,
            })
          : [{ type: 'cases.ImportStarted', data: input }],
    },
    FinishImport: {
      ...base,
      label: label('Finish an import', '完成导入'),
      input: lists.finishImport,
      stream: (input: lists.FinishImport) => input.id,
      area: (_input, state) => state?.started.area,
      decide: (state, input) =>
        !state
          ? noImport(input.id)
          : state.finished
            ? refuse('import-finished', input.id, {
                en: `Import ${input.id} is finished already.`,
                zh: `导入 ${input.id} 已完成。`,
              })
            : [{ type: 'cases.ImportCommitted', data: { ...state.started, ...input } }],
    },
    RecordUndo: {
      ...base,
      label: label('Record the undo of an import', '登记撤销导入'),
      input: lists.recordUndo,
      stream: (input: lists.RecordUndo) => input.id,
      area: (_input, state) => state?.started.area,
      decide: (state, input) => (!state ? noImport(input.id) : [{ type: 'cases.ImportUndone', data: input }]),
    },
  },
};

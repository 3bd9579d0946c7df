import type { Find, Row } from '../../../kernel/capability.ts';
import type { PortOutcome } from '../../../kernel/port.ts';
import type { Instant } from '../../../kernel/time.ts';
import { asUpdate, differences } from '../facts.ts';
import { LikelySame, likelyWords, likenessKeys } from '../likeness.ts';
import type { ReportCase } from '../model.ts';
import type { Difference, Fault, ListReader, ReadRow, Verdict } from '../model-import.ts';
import { duplicate, linkId, type Mapping, twice, unknownCase } from '../model-import.ts';
import type { CaseRow } from '../views.ts';

/** What an import needs of its surroundings: the HTTP route, the command line and tests each bring their own. */
export interface ImportPorts {
  reader: ListReader;
  /** Rows the importer may see. */
  find(find: Find): Promise<Row[]>;
  /** Carries out many commands, sharing transactions; outcomes in order. */
  runMany(calls: { id: string; command: string; input: unknown }[]): Promise<PortOutcome[]>;
  now(): Instant;
  today: string;
  /** Name of who answers for the list. */
  signer: string;
  progress?(done: number, total: number | undefined): void;
  cancelled?(): boolean;
}

export interface ImportOptions {
  /** Rows whose likely duplicate was looked at: import them all the same, or leave them out (default). */
  decisions?: Record<number, 'import' | 'leave-out'>;
  /** For likely duplicates nobody decided on. */
  duplicates?: 'import' | 'leave-out';
}

/** One row with its verdict, and the commands that would carry it out (at most two, in order). */
export interface Examined {
  verdict: Verdict;
  notes: Fault[];
  calls(importId: string): { command: string; input: unknown }[];
}

const none = () => [];

/** Examines chunks of rows against the register and the rows before them. */
export async function examiner(
  mapping: Mapping,
  ports: ImportPorts,
  options: ImportOptions,
): Promise<(rows: ReadRow[]) => Promise<Examined[]>> {
  const seen = new Map<string, number>();
  const same = new LikelySame();
  const held = new Set<string>();
  const asked: Record<string, Set<string>> = { likeName: new Set(), likePhone: new Set(), likeInitials: new Set() };
  const faulty = (row: ReadRow, faults: Fault[], id = ''): Examined => ({
    verdict: { verdict: 'faulty', row: row.row, id, faults },
    notes: row.notes,
    calls: none,
  });
  const byId = async (view: string, ids: string[]): Promise<Map<string, Row>> =>
    new Map(ids.length ? (await ports.find({ view, ids, limit: 50_000 })).map((row) => [row.id, row]) : []);

  async function cases(rows: ReadRow[]): Promise<Examined[]> {
    const inputs = rows.flatMap((row) => (row.kind === 'cases' ? [row.input] : []));
    const register = (await byId(
      'cases.cases',
      inputs.map((input) => input.id),
    )) as Map<string, CaseRow>;
    await holdLikely(inputs.filter((input) => !register.has(input.id)));
    return rows.map((row): Examined => {
      if (row.kind !== 'cases')
        return faulty(row, row.kind === 'faulty' ? row.faults : [], row.kind === 'faulty' ? row.id : '');
      const { input, discarded, notes } = row;
      const first = seen.get(input.id);
      if (first !== undefined) return { verdict: twice(row.row, input.id, first), notes, calls: none };
      seen.set(input.id, row.row);
      const known = register.get(input.id);
      return known ? changedCase(row.row, input, discarded, known, notes) : newCase(row.row, input, discarded, notes);
    });
  }

  /** Takes the rows of the register that share a blocking key with these. Each key is asked for once. */
  async function holdLikely(inputs: ReportCase[]): Promise<void> {
    const keys = inputs.map((input) => likenessKeys(input, 1));
    const wanted = {
      likeName: keys.map((key) => key.likeName),
      likePhone: keys.map((key) => key.likePhone),
      likeInitials: keys.flatMap((key) => key.likeInitials),
    };
    const answers = await Promise.all(
      Object.entries(wanted).map(([column, values]) => {
        const known = asked[column] as Set<string>;
        const fresh = [...new Set(values)].filter((value): value is string => value !== null && !known.has(value));
        for (const value of fresh) known.add(value);
        return fresh.length ? ports.find({ view: 'cases.cases', where: { [column]: fresh }, limit: 50_000 }) : [];
      }),
    );
    for (const row of answers.flat() as CaseRow[]) {
      if (row.status !== 'open' || seen.has(row.id) || held.has(row.id)) continue;
      held.add(row.id);
      // What tells people apart and no more: a long list holds many of them.
      const { id, name, sex, age, birth, phone, onset, reportedOn, household, address, disease } = row;
      same.hold({ id, name, sex, age, birth, phone, onset, reportedOn, household, address, disease });
    }
  }

  function newCase(row: number, input: ReportCase, discarded: boolean, notes: Fault[]): Examined {
    const [likely] = same.like(input);
    same.hold(input);
    const decision = options.decisions?.[row] ?? options.duplicates ?? 'leave-out';
    if (likely && decision === 'leave-out') {
      const where = held.has(likely.id) ? 'register' : 'file';
      return {
        verdict: duplicate(row, input.id, likely.id, `likely-same-in-${where}`, likelyWords(likely, where)),
        notes,
        calls: none,
      };
    }
    return {
      verdict: { verdict: 'new', row, id: input.id },
      notes,
      calls: (by) => [
        { command: 'cases.ReportCase', input: { ...input, import: by } },
        ...(discarded
          ? [{ command: 'cases.DiscardCase', input: { id: input.id, reason: 'the list says: no case', import: by } }]
          : []),
      ],
    };
  }

  function changedCase(row: number, input: ReportCase, discarded: boolean, known: CaseRow, notes: Fault[]): Examined {
    if (known.disease !== input.disease) {
      return faulty(
        { kind: 'faulty', row, notes, faults: [] },
        [
          {
            row,
            column: 'disease',
            value: input.disease,
            reason: 'disease-differs',
            words: {
              en: `${input.id} is a case of ${known.disease} here, of ${input.disease} in the list. Give the list an id prefix of its own.`,
              zh: `${input.id} 在本系统为 ${known.disease}，名单中为 ${input.disease}。请为名单设置编号前缀。`,
            },
          },
        ],
        input.id,
      );
    }
    if (known.status === 'discarded') {
      return discarded
        ? { verdict: { verdict: 'same', row, id: input.id }, notes, calls: none }
        : {
            verdict: duplicate(row, input.id, input.id, 'discarded-here', {
              en: `${input.id} was discarded here (${known.discardReason ?? ''}); the list still has it. Reinstate it first.`,
              zh: `${input.id} 已在本系统排除（${known.discardReason ?? ''}），名单仍包含；如需更新请先恢复。`,
            }),
            notes,
            calls: none,
          };
    }
    if (known.status === 'merged')
      return {
        verdict: duplicate(row, input.id, known.mergedInto as string, 'merged-here', {
          en: `${input.id} was found to be the same person as ${known.mergedInto}. Correct that case, or undo the merge.`,
          zh: `${input.id} 已确认与 ${known.mergedInto} 为同一人，请更正该病例，或撤销合并。`,
        }),
        notes,
        calls: none,
      };
    const found = differences(input, known);
    if (discarded)
      return {
        verdict: {
          verdict: 'changed',
          row,
          id: input.id,
          differences: [{ field: 'classification', before: known.classification, after: 'discarded' }],
        },
        notes,
        calls: (by) => [
          { command: 'cases.DiscardCase', input: { id: input.id, reason: 'the list says: no case', import: by } },
        ],
      };
    if (found.length === 0) return { verdict: { verdict: 'same', row, id: input.id }, notes, calls: none };
    return {
      verdict: { verdict: 'changed', row, id: input.id, differences: found },
      notes,
      calls: (by) => [
        {
          command: 'cases.UpdateFromImport',
          input: { id: input.id, import: by, signer: ports.signer, ...asUpdate(found) },
        },
      ],
    };
  }

  async function links(rows: ReadRow[]): Promise<Examined[]> {
    const inputs = rows.flatMap((row) => (row.kind === 'links' ? [row.input] : []));
    const known = await byId('cases.cases', [...new Set(inputs.flatMap((input) => [input.from, input.to]))]);
    const linked = (await byId('cases.links', inputs.map(linkId))) as Map<
      string,
      Row & { via: string; exposure?: string }
    >;
    return rows.map((row): Examined => {
      if (row.kind !== 'links') return faulty(row, row.kind === 'faulty' ? row.faults : []);
      const { input, notes } = row;
      const id = linkId(input);
      const first = seen.get(id);
      if (first !== undefined) return { verdict: twice(row.row, id, first), notes, calls: none };
      seen.set(id, row.row);
      const absent = (['from', 'to'] as const).filter((end) => !known.has(input[end]));
      if (absent.length)
        return faulty(
          row,
          absent.map((end) => unknownCase(row.row, end, input[end])),
          id,
        );
      if (linked.get(id)?.via === 'link') return { verdict: { verdict: 'same', row: row.row, id }, notes, calls: none };
      return {
        verdict: { verdict: 'new', row: row.row, id },
        notes,
        calls: (by) => [
          {
            command: 'cases.LinkCases',
            input: {
              ...input,
              import: by,
              evidence: { kind: 'line-list', at: ports.now(), signer: ports.signer, note: mapping.name },
            },
          },
        ],
      };
    });
  }

  async function contacts(rows: ReadRow[]): Promise<Examined[]> {
    const inputs = rows.flatMap((row) => (row.kind === 'contacts' ? [row.input] : []));
    const known = await byId('cases.cases', [...new Set(inputs.map((input) => input.case))]);
    const listed = (await byId(
      'contacts.contacts',
      inputs.map((input) => input.id),
    )) as Map<string, Row & Record<string, unknown>>;
    return rows.map((row): Examined => {
      if (row.kind !== 'contacts')
        return faulty(row, row.kind === 'faulty' ? row.faults : [], row.kind === 'faulty' ? row.id : '');
      const { input, notes } = row;
      const first = seen.get(input.id);
      if (first !== undefined) return { verdict: twice(row.row, input.id, first), notes, calls: none };
      seen.set(input.id, row.row);
      if (!known.has(input.case)) return faulty(row, [unknownCase(row.row, 'case', input.case)], input.id);
      const here = listed.get(input.id);
      if (!here)
        return {
          verdict: { verdict: 'new', row: row.row, id: input.id },
          notes,
          calls: (by) => [{ command: 'contacts.ListContact', input: { ...input, import: by } }],
        };
      const found: Difference[] = Object.entries(input).flatMap(([field, after]) => {
        const before = field === 'area' ? here.reportedArea : here[field];
        return before === after ? [] : [{ field, before: before ?? null, after }];
      });
      if (found.length === 0) return { verdict: { verdict: 'same', row: row.row, id: input.id }, notes, calls: none };
      if (found.every(({ field }) => field === 'case' || field === 'lastExposure')) {
        return {
          verdict: { verdict: 'changed', row: row.row, id: input.id, differences: found },
          notes,
          calls: () => [
            {
              command: 'contacts.AddExposure',
              input: { id: input.id, case: input.case, lastExposure: input.lastExposure },
            },
          ],
        };
      }
      const fields = found.map(({ field }) => field).join(', ');
      return {
        verdict: duplicate(row.row, input.id, input.id, 'differs-here', {
          en: `${input.id} is listed here with another ${fields}. Correct it there.`,
          zh: `${input.id} 已登记，但 ${fields} 不同，请在接触者档案中更正。`,
        }),
        notes,
        calls: none,
      };
    });
  }

  return mapping.kind === 'cases' ? cases : mapping.kind === 'links' ? links : contacts;
}

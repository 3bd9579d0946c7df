import { canonical } from '../../kernel/chain.ts';
import type { Words } from '../../kernel/refusal.ts';
import { type Known, keyList, LIKELY, likeness, likenessKeys } from './likeness.ts';
import type { Changes, ReportCase } from './model.ts';
import type { Fault } from './model-import.ts';
import type { CaseRow } from './views.ts';

export interface Difference {
  field: string;
  before: unknown;
  after: unknown;
}

/** What an import would do with one row of a list; every row gets exactly one. */
export type Verdict = { row: number; id: string } & (
  | { verdict: 'new' }
  | { verdict: 'changed'; differences: Difference[] }
  | { verdict: 'same' }
  | { verdict: 'duplicate'; of: string; why: string; words: Words }
  | { verdict: 'faulty'; faults: Fault[] }
);

/** Values that say less than any other: a list that does not know takes nothing away. */
const UNKNOWING: Record<string, string> = { origin: 'unknown', source: 'unknown', classification: 'unclassified' };
const NOT_COMPARED = ['id', 'disease', 'import', 'reportedOnAssumed'];

/** Field by field what a list says differently of a case. Fields the list has not are left as they are. */
export function differences(listed: ReportCase, held: CaseRow): Difference[] {
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

export interface Likely {
  of: string;
  where: 'file' | 'register';
  odds: number;
  agree: string[];
  differ: string[];
}

/** Largest block compared pair by pair; a key shared by more records tells nobody apart. */
const LARGEST_BLOCK = 200;

/** Looks for the same person in the rows of a file already seen and in rows of the register that share a blocking key. */
export class LikelySame {
  #blocks = new Map<string, Known[]>();

  /** Takes rows of the register. */
  hold(known: Known): void {
    this.#add(known);
  }

  /** The likeliest match of a row, if any is likely; then remembers the row. */
  check(known: Known, register: ReadonlySet<string>): Likely | undefined {
    let best: Likely | undefined;
    const seen = new Set<string>([known.id]);
    for (const key of keyList(likenessKeys(known, 1))) {
      for (const other of this.#blocks.get(key) ?? []) {
        if (seen.has(other.id)) continue;
        seen.add(other.id);
        const like = likeness(known, other);
        if (like.odds >= LIKELY && like.odds > (best?.odds ?? -Infinity))
          best = { of: other.id, where: register.has(other.id) ? 'register' : 'file', ...like };
      }
    }
    this.#add(known);
    return best;
  }

  #add(known: Known): void {
    for (const key of keyList(likenessKeys(known))) {
      const block = this.#blocks.get(key);
      if (!block) this.#blocks.set(key, [known]);
      else if (block.length < LARGEST_BLOCK && !block.some((other) => other.id === known.id)) block.push(known);
    }
  }
}

const FIELD_ZH: Record<string, string> = {
  name: '姓名',
  phone: '电话',
  sex: '性别',
  age: '年龄',
  birth: '出生日期',
  onset: '发病日期',
  area: '地区',
  disease: '疾病',
};
export const likelyWords = (likely: Likely): Words => ({
  en: `Likely the same person as ${likely.of} (${likely.where}): same ${likely.agree.join(', ')}${likely.differ.length ? `; different ${likely.differ.join(', ')}` : ''}.`,
  zh: `疑似与 ${likely.of}（${likely.where === 'file' ? '本文件' : '病例库'}）为同一人：${likely.agree.map((field) => FIELD_ZH[field] ?? field).join('、')}相同${likely.differ.length ? `；${likely.differ.map((field) => FIELD_ZH[field] ?? field).join('、')}不同` : ''}。`,
});

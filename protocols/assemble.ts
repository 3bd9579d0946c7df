import type { Refusal } from '../kernel/refusal.ts';
import { isRefusal, refuse } from '../kernel/refusal.ts';
import type {
  Edition,
  Key,
  KeyDictionary,
  ParamValue,
  ProtocolLibrary,
  WrittenEdition,
  WrittenLibrary,
} from './schema.ts';
import { misfit } from './schema.ts';

const known = new WeakMap<KeyDictionary, Map<string, Key | undefined>>();

/** The entry of the key dictionary for a key: the exact name, else the longest matching pattern. */
export function keyOf(dictionary: KeyDictionary, key: string): Key | undefined {
  const found = known.get(dictionary) ?? new Map<string, Key | undefined>();
  known.set(dictionary, found);
  if (!found.has(key)) found.set(key, seek(dictionary, key));
  return found.get(key);
}

function seek(dictionary: KeyDictionary, key: string): Key | undefined {
  const exact = dictionary.keys[key];
  if (exact) return exact;
  let best: string | undefined;
  for (const pattern of Object.keys(dictionary.keys)) {
    if (!pattern.includes('*') || (best !== undefined && pattern.length <= best.length)) continue;
    const [head = '', tail = ''] = pattern.split('*');
    if (key.length > head.length + tail.length && key.startsWith(head) && key.endsWith(tail)) best = pattern;
  }
  return best === undefined ? undefined : dictionary.keys[best];
}

/** The library of a city: every edition with what it inherits. Refuses the whole when one value makes no sense. */
export function assemble(written: WrittenLibrary): ProtocolLibrary | Refusal {
  const outcomes = written.editions.map((each) => inherit(written, each));
  const faults = outcomes.filter(isRefusal);
  const clash = overlaps(written.editions);
  if (clash) faults.push(clash);
  if (faults.length > 0) {
    return refuse(
      'protocols-faulty',
      faults.length,
      {
        en: `protocols-faulty: ${faults.length} faults. ${faults.map((fault) => fault.words.en).join(' ')}`,
        zh: `方案数据有 ${faults.length} 处错误。${faults.map((fault) => fault.words.zh).join('')}`,
      },
      faults,
    );
  }
  return { ...written, editions: outcomes.filter((each): each is Edition => !isRefusal(each)) };
}

/** `basedOn` step by step, then the general law of the jurisdiction. */
function inherit({ editions, dictionary }: WrittenLibrary, own: WrittenEdition): Edition | Refusal {
  const chain: WrittenEdition[] = [];
  for (let next: WrittenEdition | undefined = own; next; ) {
    if (chain.includes(next))
      return refuse('protocol-circle', own.id, {
        en: `protocol-circle: ${own.id} is based on itself. Correct basedOn.`,
        zh: `方案 ${own.id} 的依据循环引用，请更正 basedOn。`,
      });
    chain.push(next);
    const base: string | undefined = next.basedOn;
    if (base === undefined) break;
    next = editions.find((each) => each.id === base);
    if (!next)
      return refuse('protocol-base-missing', base, {
        en: `protocol-base-missing: ${own.id} is based on "${base}", which is not in the library. Add it.`,
        zh: `${own.id} 所依据的“${base}”不在库中，请补充。`,
      });
  }
  const law =
    own.disease === 'any'
      ? []
      : editions.filter((each) => each.disease === 'any' && each.jurisdiction === own.jurisdiction);
  chain.push(...law);
  const params: Record<string, ParamValue[]> = {};
  for (const link of chain) {
    for (const [key, value] of Object.entries(link.params)) {
      const meaning = keyOf(dictionary, key);
      if (!meaning)
        return refuse('param-unknown', key, {
          en: `param-unknown: ${link.id} uses "${key}", which keys.yaml does not explain. Add it there.`,
          zh: `${link.id} 使用了 keys.yaml 未说明的“${key}”，请补充。`,
        });
      const values: ParamValue[] = [];
      for (const each of Array.isArray(value) ? value : [value]) {
        const wanted = misfit(meaning, each.value);
        if (wanted)
          return refuse('param-misfit', each.value, {
            en: `param-misfit: ${link.id} ${key} is ${JSON.stringify(each.value)}. Write ${wanted}.`,
            zh: `${link.id} ${key} 的值为 ${JSON.stringify(each.value)}，应为 ${wanted}。`,
          });
        if (each.confidence === 'S' && each.sources.length === 0)
          return refuse('param-unsourced', key, {
            en: `param-unsourced: ${link.id} ${key} is marked S without a source. Name one, or mark it P, G or D.`,
            zh: `${link.id} ${key} 标为 S 却无来源，请注明来源或改标。`,
          });
        const dated = {
          ...each,
          key,
          kind: meaning.kind,
          unit: meaning.unit,
          from: each.from ?? link.effectiveFrom,
          edition: link.id,
        };
        const twin = values.find((other) => other.from <= (dated.to ?? '9999') && dated.from <= (other.to ?? '9999'));
        if (twin)
          return refuse('param-twice', key, {
            en: `param-twice: ${link.id} states "${key}" twice for ${dated.from}. Set from and to.`,
            zh: `${link.id} 对 ${dated.from} 重复规定“${key}”，请设定起止日。`,
          });
        values.push(dated);
      }
      params[key] = [...(params[key] ?? []), ...values];
    }
  }
  return { ...own, params, chain: chain.map((link) => link.id), law: law.map((link) => link.id), dictionary };
}

/** Two documents of a disease in force on the same day. */
function overlaps(editions: readonly WrittenEdition[]): Refusal | undefined {
  for (const [i, a] of editions.entries()) {
    for (const b of editions.slice(i + 1)) {
      if (a.disease !== b.disease || a.jurisdiction !== b.jurisdiction) continue;
      if (a.effectiveFrom <= (b.effectiveTo ?? '9999') && b.effectiveFrom <= (a.effectiveTo ?? '9999')) {
        return refuse('protocol-overlap', [a.id, b.id], {
          en: `protocol-overlap: ${a.id} and ${b.id} are in force on the same day. Set effectiveTo.`,
          zh: `${a.id} 与 ${b.id} 有效期重叠，请设定截止日。`,
        });
      }
    }
  }
  return undefined;
}

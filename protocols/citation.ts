import type { Words } from '../kernel/refusal.ts';
import type { Citations } from './schema-law.ts';

/**
 * An article or clause as an event cites it, in both languages: `Law on infectious diseases Art. 64, 67` is
 * `《传染病防治法》第64条、第67条`. What the data do not name is left as it stands, for it may name a document.
 */
export function citation({ laws, clauses }: Citations, text: string): Words {
  const parts = text.split(/;\s*/).map((part) => {
    const clause = clauses[part];
    return clause ? { en: part, zh: clause } : article(laws, part);
  });
  return { en: parts.map(({ en }) => en).join('; '), zh: parts.map(({ zh }) => zh).join('；') };
}

function article(laws: Citations['laws'], text: string): Words {
  const [, law = '', numbers] = /^(.*?)\s+(?:Art\. )?([\d(][\d, ()-]*)$/.exec(text) ?? [];
  const names = laws[law];
  if (!names || !numbers) return { en: text, zh: text };
  // An article stands after its law's name; a measure is numbered within its list.
  const zh = names.zh.startsWith('《')
    ? names.zh + numbers.split(/,\s*/).map(articleZh).join('、')
    : `${names.zh}第${numbers}条`;
  return { en: text.replace(law, names.en), zh };
}

/** `63(4)` is 第63条第4款, `49-50` is 第49至50条. */
function articleZh(number: string): string {
  const [, from, to, paragraph] = /^(\d+)(?:-(\d+))?(?:\((\d+)\))?$/.exec(number.trim()) ?? [];
  return `第${from ?? number}${to ? `至${to}` : ''}条${paragraph ? `第${paragraph}款` : ''}`;
}

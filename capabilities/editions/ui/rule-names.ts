import { useGet } from '../../../kit/client.tsx';
import { language, useLanguage } from '../../../kit/words.ts';
import type { RuleNames } from '../library.ts';

/** Says a name; an id or citation without a name stands as it is, and nothing while the names are on their way. */
export type SayRule = (id: string | null | undefined) => string;

/** Diseases, editions, classes, levels, articles and clauses in the reader's words. */
export function useRuleNames(): {
  disease: SayRule;
  edition: SayRule;
  personClass: SayRule;
  zoneLevel: SayRule;
  /** An article of law or a clause, alone or as `cn-covid-9: contacts; Nine don'ts 5`. */
  cited: SayRule;
} {
  const zh = useLanguage() === 'zh';
  const { data, loading } = useGet<RuleNames>('/api/editions/names');
  const from =
    (part: keyof RuleNames): SayRule =>
    (id) =>
      id ? (data?.[part][id]?.[language()] ?? (loading ? '' : id)) : '';
  const edition = from('editions');
  const clause = from('citations');
  const cited: SayRule = (text) => {
    if (!text || data?.citations[text]) return clause(text);
    return text
      .split('; ')
      .map((part) => {
        const [, id, rest = ''] = /^([a-z0-9-]+): (.*)$/.exec(part) ?? [];
        return id && data?.editions[id] ? `${edition(id)}${zh ? '：' : ': '}${clause(rest)}` : clause(part);
      })
      .join(zh ? '；' : '; ');
  };
  return {
    disease: from('diseases'),
    edition,
    personClass: from('personClasses'),
    zoneLevel: from('zoneLevels'),
    cited,
  };
}

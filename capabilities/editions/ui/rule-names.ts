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
  /** An article of law or a clause of an edition. */
  cited: SayRule;
} {
  useLanguage();
  const { data, loading } = useGet<RuleNames>('/api/editions/names');
  const from =
    (part: keyof RuleNames): SayRule =>
    (id) =>
      id ? (data?.[part][id]?.[language()] ?? (loading ? '' : id)) : '';
  return {
    disease: from('diseases'),
    edition: from('editions'),
    personClass: from('personClasses'),
    zoneLevel: from('zoneLevels'),
    cited: from('citations'),
  };
}

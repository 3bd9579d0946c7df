import type { Words } from '../../../kernel/refusal.ts';
import { useGet } from '../../../kit/client.tsx';
import type { PickProps } from '../../../kit/pick.tsx';
import { say, useLanguage } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { KIND_WORDS } from '../why.ts';

const SUBJECTS = '/api/signals/subjects';
export const useSubjects = (): Record<string, Words> => useGet<Record<string, Words>>(SUBJECTS).data ?? {};

/** Says a disease or syndrome in the reader's words. */
export function useSubjectName(): (subject: string) => string {
  useLanguage();
  const names = useSubjects();
  const { disease } = useRuleNames();
  return (subject) => {
    const name = names[subject];
    return name ? say(name) : disease(subject);
  };
}

/** Says a kind of source. */
export const kindName = (kind: string): string => {
  const name = KIND_WORDS[kind];
  const said = name ? say(name) : kind;
  return said.charAt(0).toUpperCase() + said.slice(1);
};

const words = { choose: { en: 'Choose', zh: '请选择' } };

/** A disease or syndrome that can be watched. */
export function SubjectPick({ id, label, value, onChange, invalid, describedBy }: PickProps) {
  const subjects = useSubjects();
  return (
    <select
      id={id}
      aria-label={label}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{say(words.choose)}</option>
      {Object.entries(subjects).map(([each, name]) => (
        <option key={each} value={each}>
          {say(name)}
        </option>
      ))}
    </select>
  );
}

import { useState } from 'react';
import { useGet } from '../../../kit/client.tsx';
import type { PickProps } from '../../../kit/pick.tsx';
import { language, useWords } from '../../../kit/words.ts';
import type { RuleNames } from '../library.ts';

const words = {
  en: { choose: 'Choose', other: 'Another disease', name: 'Its name: lower case, words joined by -' },
  zh: { choose: '请选择', other: '其他疾病', name: '其他疾病名称：小写英文，词间用 -' },
};
const OTHER = '+';

/** A disease with an edition by its name, or another one that no edition knows yet. */
export function DiseasePick({ id, label, value, onChange, invalid, describedBy }: PickProps) {
  const t = useWords(words);
  const { data } = useGet<RuleNames>('/api/editions/names');
  const known = Object.entries(data?.diseases ?? {}).filter(([each]) => each !== 'any');
  const [other, setOther] = useState(false);
  const isOther = other || (data !== undefined && value !== undefined && !data.diseases[value]);
  const control = (
    <>
      <select
        id={id}
        aria-label={label}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        value={isOther ? OTHER : (value ?? '')}
        onChange={(event) => {
          setOther(event.target.value === OTHER);
          onChange(event.target.value === OTHER ? undefined : event.target.value || undefined);
        }}
      >
        <option value="">{t('choose')}</option>
        {known.map(([each, names]) => (
          <option key={each} value={each}>
            {names[language()]}
          </option>
        ))}
        <option value={OTHER}>{t('other')}</option>
      </select>
      {isOther && (
        <input
          aria-label={t('name')}
          placeholder={t('name')}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value.trim() || undefined)}
        />
      )}
    </>
  );
  if (!label) return control;
  return (
    <div className="field">
      <span>{label}</span>
      {control}
    </div>
  );
}

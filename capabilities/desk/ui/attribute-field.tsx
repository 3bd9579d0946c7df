import { useId } from 'react';
import { say, useWords } from '../../../kit/words.ts';
import type { RequestClass } from '../../requests/index.ts';
import { words } from './words.ts';

type Attribute = RequestClass['attributes'][number];
const INPUTS: Partial<Record<Attribute['datatype'], string>> = { datetime: 'datetime-local', number: 'number' };

/** One question of a class. */
export function AttributeField({
  attribute,
  value,
  onChange,
}: {
  attribute: Attribute;
  value: string;
  onChange(value: string): void;
}) {
  const t = useWords(words);
  const id = useId();
  return (
    <div className="field half">
      <label htmlFor={id}>
        {say(attribute.names)}
        {attribute.required ? ' *' : ''}
        {attribute.datatype === 'multivaluelist' ? ` (${t('several')})` : ''}
      </label>
      {attribute.datatype === 'singlevaluelist' ? (
        <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="" />
          {attribute.values?.map((each) => (
            <option key={each.key} value={each.key}>
              {say(each.names)}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          type={INPUTS[attribute.datatype] ?? 'text'}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}

/** What was typed, as the command wants it: moments with a zone, several values as a list, empty ones left out. */
export const answersOf = (
  attributes: readonly Attribute[],
  typed: Record<string, string>,
): Record<string, string | string[]> =>
  Object.fromEntries(
    attributes.flatMap(({ code, datatype }): [string, string | string[]][] => {
      const value = typed[code]?.trim();
      if (!value) return [];
      if (datatype === 'multivaluelist')
        return [
          [
            code,
            value
              .split(/[,，]/)
              .map((each) => each.trim())
              .filter(Boolean),
          ],
        ];
      return [[code, datatype === 'datetime' ? new Date(value).toISOString() : value]];
    }),
  );

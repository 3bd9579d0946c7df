import { useGet } from '../../../kit/client.tsx';
import { Banner } from '../../../kit/parts.tsx';
import { type PickProps, RowPick } from '../../../kit/pick.tsx';
import { day } from '../../../kit/when.ts';
import { type Key, say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { ProtocolState } from '../index.ts';
import type { CaseRow } from '../views.ts';
import { words } from './words.ts';

/** The door of the cases' screens. A case of the line list by number, name or pinyin; its value is the case's id. */
export function CasePick({ disease, ...rest }: PickProps & { disease?: string }) {
  const t = useWords(words);
  const place = usePlaceName();
  return (
    <RowPick<CaseRow>
      placeholder={t('search')}
      {...rest}
      view="cases.cases"
      where={{ status: 'open', ...(disease ? { disease } : {}) }}
      order="-reportedOn"
      offered
      of={(row) => ({
        id: row.id,
        title: [row.id, row.name].filter(Boolean).join(' '),
        note: [t(row.classification as Key<typeof words>), day(row.onset ?? row.reportedOn), place(row.area)].join(
          ' · ',
        ),
      })}
    />
  );
}

/** A disease without a protocol is welcome; what is missing is said. */
export function Lacking({ disease }: { disease: string }) {
  const t = useWords(words);
  const { disease: diseaseName, edition: name } = useRuleNames();
  const { data } = useGet<ProtocolState>(
    `/api/cases/protocol?disease=${encodeURIComponent(disease)}`,
    'editions.inForce',
  );
  const missing = data?.parts.filter((part) => !part.present) ?? [];
  if (!data || missing.length === 0) return null;
  return (
    <Banner tone={data.edition ? 'info' : 'warn'}>
      <p>
        {data.edition ? t('lacksSome', { edition: name(data.edition) }) : t('lacks', { disease: diseaseName(disease) })}
      </p>
      <details>
        <summary>{missing.map((part) => say(part.names)).join(' · ')}</summary>
        <ul>
          {missing.map((part) => (
            <li key={part.part}>
              <strong>{say(part.names)}</strong> {say(part.without)}
            </li>
          ))}
        </ul>
      </details>
    </Banner>
  );
}

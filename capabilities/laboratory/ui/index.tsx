import { useRows } from '../../../kit/client.tsx';
import { Card, Status } from '../../../kit/parts.tsx';
import { day } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import type { ResultRow } from '../views.ts';
import { TONES } from './tones.ts';
import { words } from './words.ts';

/** The door of laboratory's screens: the results filed with a case. */
export function CaseResults({ id }: { id: string }) {
  const t = useWords(words);
  const { rows } = useRows<ResultRow>('laboratory.results', { where: { case: id }, order: '-sampledOn', limit: 20 });
  if (rows.length === 0) return null;
  return (
    <Card title={t('results')}>
      <ul className="plain">
        {rows.map((row) => (
          <li key={row.id}>
            <Status tone={TONES[row.result]}>{t(row.result)}</Status>{' '}
            {[t('sampled', { day: day(row.sampledOn, 'full') }), row.laboratory, row.method, row.id]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </Card>
  );
}

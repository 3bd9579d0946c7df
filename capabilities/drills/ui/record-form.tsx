import { useMemo } from 'react';
import { newId, useCommand, useRows } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { Form } from '../../../kit/form.tsx';
import { Empty, Waiting } from '../../../kit/parts.tsx';
import { say, useWords } from '../../../kit/words.ts';
import { type DrillRow, recordFinding, TRACKS } from '../model.ts';
import { useReviewArea } from './area.ts';
import { words } from './words.ts';

type Plain = 'drill' | 'track' | 'finding' | 'inEnglish' | 'inChinese' | 'save' | 'recordedAs';
const both = (key: Plain | `track.${(typeof TRACKS)[number]}`) => ({ en: words.en[key], zh: words.zh[key] });

/** What the trainer saw, of one of the drills reviewed. */
export default function RecordForm({ onDone }: { onDone(): void }) {
  const t = useWords(words);
  const area = useReviewArea();
  const command = useCommand('drills.RecordFinding');
  const drills = useRows<DrillRow>('drills.drills', { limit: 100 });
  const id = useMemo(() => `finding-${newId().toLowerCase()}`, []);
  if (!area) return <Waiting rows={5} />;
  if (!drills.loading && drills.rows.length === 0)
    return (
      <Empty title={t('noReviews')} icon="clock">
        {t('noReviewsLead')}
      </Empty>
    );
  return (
    <Form
      schema={recordFinding}
      command={command}
      initial={{ id, area }}
      only={['drill', 'track', 'text']}
      submit={both('save')}
      onDone={() => {
        toast(both('recordedAs'));
        onDone();
      }}
      fields={{
        drill: {
          label: both('drill'),
          as: 'select',
          options: drills.rows.map((row) => ({ value: row.id, label: say(row.names) })),
        },
        track: {
          label: both('track'),
          as: 'radio',
          options: Object.fromEntries(TRACKS.map((track) => [track, both(`track.${track}`)])),
        },
        text: { label: both('finding') },
        'text.en': { label: both('inEnglish'), as: 'long' },
        'text.zh': { label: both('inChinese'), as: 'long' },
      }}
    />
  );
}

import { useRows } from '../../../kit/client.tsx';
import { Tabs } from '../../../kit/filters.tsx';
import { Page } from '../../../kit/page.tsx';
import { useWords } from '../../../kit/words.ts';
import type { FindingRow } from '../model.ts';
import { Findings } from './findings.tsx';
import { Play } from './play.tsx';
import { Reviews } from './reviews.tsx';
import { words } from './words.ts';
import './drills.css';

/** Rehearse what went wrong elsewhere, see it unfold, and mend what it showed. */
export default function DrillsPage() {
  const t = useWords(words);
  const open = useRows<FindingRow>('drills.findings', { where: { status: 'open' }, limit: 1, count: true });
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <Tabs
        name="drills"
        label={t('title')}
        tabs={[
          { id: 'play', label: t('play'), body: () => <Play /> },
          { id: 'reviews', label: t('reviews'), body: () => <Reviews /> },
          { id: 'findings', label: t('findings'), count: open.total, body: () => <Findings /> },
        ]}
      />
    </Page>
  );
}

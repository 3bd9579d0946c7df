import { lazy, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import { useRows, useSession } from '../../../kit/client.tsx';
import { Dialog, toast } from '../../../kit/dialog.tsx';
import { Search, Segments } from '../../../kit/filters.tsx';
import { Page, Stack } from '../../../kit/page.tsx';
import { Button, Empty, Refusal, Waiting } from '../../../kit/parts.tsx';
import { useWords } from '../../../kit/words.ts';
import type { ResultRow } from '../views.ts';
import { ResultCard } from './result-card.tsx';
import { words } from './words.ts';

const ReceiveForm = lazy(() => import('./receive-form.tsx'));

/** Results of laboratories: filed by themselves where it is sure, else decided here. */
export default function LaboratoryPage() {
  const t = useWords(words);
  const { can } = useSession();
  const [which, setWhich] = useState<'review' | 'filed'>('review');
  const [q, setQ] = useState('');
  const [, go] = useLocation();
  const [receiving, setReceiving] = useState(false);
  const rows = useRows<ResultRow>('laboratory.results', {
    where: { stage: which === 'filed' ? 'filed' : ['review', 'unknown'] },
    q,
    limit: 20,
  });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={
        can('investigator', 'officer', 'hq', 'trainer') && (
          <Button look="main" icon="plus" onClick={() => setReceiving(true)}>
            {t('receive')}
          </Button>
        )
      }
    >
      <Stack>
        <Segments
          label={t('title')}
          value={which}
          onChange={(value) => setWhich(value as 'review')}
          choices={[
            { value: 'review', label: t('review') },
            { value: 'filed', label: t('filed') },
          ]}
        />
        <Search label={t('search')} value={q} onChange={setQ} />
        <Refusal refusal={rows.refusal} onAgain={rows.again} />
        {rows.loading && <Waiting />}
        {!rows.loading && rows.rows.length === 0 && (
          <Empty icon="check" title={t(which === 'review' ? 'none' : 'noneFiled')} />
        )}
        {rows.rows.map((row) => (
          <ResultCard key={row.id} row={row} onOpen={(id) => go(`/cases/${encodeURIComponent(id)}`)} />
        ))}
        {rows.hasMore && (
          <Button busy={rows.loadingMore} onClick={rows.more}>
            {t('more')}
          </Button>
        )}
      </Stack>
      <Dialog open={receiving} title={t('receive')} size="large" onClose={() => setReceiving(false)}>
        {receiving && (
          <Suspense fallback={<Waiting rows={4} />}>
            <ReceiveForm
              onCancel={() => setReceiving(false)}
              onDone={() => {
                setReceiving(false);
                toast(t('saved'));
              }}
            />
          </Suspense>
        )}
      </Dialog>
    </Page>
  );
}

import { lazy, Suspense, useState } from 'react';
import { useRows } from '../../../kit/client.tsx';
import { Tabs } from '../../../kit/filters.tsx';
import { Page, useKey } from '../../../kit/page.tsx';
import { Button, Waiting } from '../../../kit/parts.tsx';
import { useWords } from '../../../kit/words.ts';
import type { DuplicateRow, RefusalRow } from '../../requests/index.ts';
import { Queue } from './queue.tsx';
import './desk.css';
import { words } from './words.ts';

const Intake = lazy(() => import('./intake.tsx').then((module) => ({ default: module.Intake })));
const LifeDialog = lazy(() => import('./life-dialog.tsx').then((module) => ({ default: module.LifeDialog })));
const RequestDrawer = lazy(() => import('./request-drawer.tsx').then((module) => ({ default: module.RequestDrawer })));
const Duplicates = lazy(() => import('./duplicates.tsx').then((module) => ({ default: module.Duplicates })));
const Refusals = lazy(() => import('./refusals.tsx').then((module) => ({ default: module.Refusals })));
const RatesPanel = lazy(() => import('./rates-panel.tsx').then((module) => ({ default: module.RatesPanel })));

/** The desk: take (n), life in danger (l), the queue with its clocks, duplicates, refusals of care, rates. */
export default function DeskPage() {
  const t = useWords(words);
  const [shown, setShown] = useState<'intake' | 'life'>();
  const [open, setOpen] = useState<string | undefined>(
    () => new URLSearchParams(location.search).get('request') ?? undefined,
  );
  const alike = useRows<DuplicateRow>('requests.duplicates', { limit: 1, count: true });
  const refused = useRows<RefusalRow>('requests.refusals', { where: { reviewed: false }, limit: 1, count: true });
  useKey({ n: () => setShown('intake'), l: () => setShown('life') });
  const openRequest = (id: string) => {
    setShown(undefined);
    setOpen(id);
  };
  return (
    <Page
      title={t('requests')}
      lead={t('lead')}
      width="wide"
      actions={
        <>
          <Button look="bad" size="large" icon="alert" hint="l" onClick={() => setShown('life')}>
            {t('life')}
          </Button>
          <Button look="main" size="large" icon="plus" hint="n" onClick={() => setShown('intake')}>
            {t('take')}
          </Button>
        </>
      }
    >
      <Suspense fallback={<Waiting rows={6} />}>
        <Tabs
          label={t('requests')}
          tabs={[
            { id: 'queue', label: t('queue'), body: () => <Queue chosen={open} onOpen={setOpen} /> },
            {
              id: 'duplicates',
              label: t('duplicates'),
              count: alike.total,
              body: () => <Duplicates onOpen={setOpen} />,
            },
            { id: 'refusals', label: t('refusals'), count: refused.total, body: () => <Refusals onOpen={setOpen} /> },
            { id: 'rates', label: t('rates'), body: () => <RatesPanel /> },
          ]}
        />
        {shown === 'intake' && <Intake onClose={() => setShown(undefined)} onOpen={openRequest} />}
        {shown === 'life' && <LifeDialog onClose={() => setShown(undefined)} onOpen={openRequest} />}
        {open && !shown && <RequestDrawer key={open} id={open} onClose={() => setOpen(undefined)} onOpen={setOpen} />}
      </Suspense>
    </Page>
  );
}

import { lazy, Suspense, useState } from 'react';
import { useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog, toast } from '../../../kit/dialog.tsx';
import { Tabs } from '../../../kit/filters.tsx';
import { Page } from '../../../kit/page.tsx';
import { Button, Empty, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { ago, length, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { useSubjectName } from '../../signals/ui/index.ts';
import { STAGES, type Stage } from '../model.ts';
import type { AlertRow } from '../views.ts';
import { AlertDrawer } from './alert-drawer.tsx';
import { words } from './words.ts';
import './alerts.css';

const ReportForm = lazy(() => import('./report-form.tsx'));
/** The address names an open alert, so that it can be sent. */
const asked = (): string | undefined => new URLSearchParams(location.search).get('alert') ?? undefined;

/** Alerts by stage, and everything to be done with one. */
export default function AlertsPage() {
  const t = useWords(words);
  const { can } = useSession();
  const [open, setOpen] = useState<string | undefined>(asked);
  const [reporting, setReporting] = useState(false);
  const choose = (id: string | undefined) => {
    const query = new URLSearchParams(location.search);
    if (id) query.set('alert', id);
    else query.delete('alert');
    history.replaceState(null, '', `${location.pathname}?${query}`);
    setOpen(id);
  };
  const counts = useRows<AlertRow>('warnings.alerts', { limit: 500 });
  const many = (stage: Stage) => counts.rows.filter((row) => row.stage === stage).length;
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={
        can('investigator', 'officer', 'hq', 'grid', 'desk') && (
          <Button look="main" icon="plus" onClick={() => setReporting(true)}>
            {t('report')}
          </Button>
        )
      }
    >
      <Tabs
        label={t('title')}
        tabs={STAGES.map((stage) => ({
          id: stage,
          label: t(stage),
          count: many(stage),
          body: () => <List key={stage} stage={stage} onOpen={choose} />,
        }))}
      />
      {open && <AlertDrawer id={open} onClose={() => choose(undefined)} />}
      <Dialog open={reporting} title={t('report')} onClose={() => setReporting(false)}>
        <Suspense fallback={<Waiting rows={3} />}>
          <ReportForm
            onDone={(id) => {
              setReporting(false);
              if (!id) return;
              toast(t('saved'));
              choose(id);
            }}
          />
        </Suspense>
      </Dialog>
    </Page>
  );
}

function List({ stage, onOpen }: { stage: Stage; onOpen(id: string): void }) {
  const t = useWords(words);
  const now = useNow();
  const place = usePlaceName();
  const subject = useSubjectName();
  const rows = useRows<AlertRow>('warnings.alerts', { where: { stage } });
  return (
    <Table
      label={t(stage)}
      data={rows}
      empty={<Empty title={t('empty')}>{stage === 'open' ? t('emptyOpen') : undefined}</Empty>}
      onOpen={(row) => onOpen(row.id)}
      tone={(row) => (row.stage === 'open' ? 'bad' : undefined)}
      columns={[
        {
          key: 'subject',
          label: t('subject'),
          cell: (row) => (
            <>
              <strong>{subject(row.subject)}</strong>
              <br />
              <span className="muted">{place(row.area)}</span>
            </>
          ),
        },
        { key: 'why', label: t('why'), cell: (row) => say(row.why) },
        {
          key: 'detectedAt',
          label: t('detected'),
          cell: (row) => <span title={when(row.detectedAt, 'full')}>{ago(row.detectedAt, now)}</span>,
        },
        {
          key: 'notifiedAt',
          label: t('notified'),
          cell: (row) => <Notified row={row} now={now} />,
          minor: true,
        },
        { key: 'ownerId', label: t('owner'), cell: (row) => row.ownerName ?? t('nobody') },
      ]}
    />
  );
}

const DAY_MS = 86_400_000;
/** How long the second number of 7-1-7 took, or has run. */
function Notified({ row, now }: { row: AlertRow; now: string }) {
  if (row.stage === 'discarded') return <>–</>;
  const ms = Date.parse(row.notifiedAt ?? now) - Date.parse(row.detectedAt);
  return <Status tone={ms > DAY_MS ? 'bad' : row.notifiedAt ? 'good' : 'warn'}>{length(ms)}</Status>;
}

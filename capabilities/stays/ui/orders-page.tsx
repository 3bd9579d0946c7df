import { lazy, Suspense, useState } from 'react';
import { addHours } from '../../../kernel/time.ts';
import { type Rows, useNow, useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog, Drawer } from '../../../kit/dialog.tsx';
import { Filters, Search, Tabs } from '../../../kit/filters.tsx';
import { Grid, Page, Stack } from '../../../kit/page.tsx';
import { Button, Stat, Status, Waiting } from '../../../kit/parts.tsx';
import { type Column, Table } from '../../../kit/table.tsx';
import { day, until, when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { phaseOn } from '../plan.ts';
import type { OrderRow } from '../views.ts';
import { OrderDetail } from './order-detail.tsx';
import { words } from './words.ts';

const OrderForm = lazy(() => import('./order-form.tsx'));

/** Orders, the release list, and the form whose plan is seen before anything is ordered. */
export default function OrdersPage() {
  const t = useWords(words);
  const now = useNow();
  const { can } = useSession();
  const [ordering, setOrdering] = useState(false);
  const [open, setOpen] = useState<string>();
  const soon = addHours(now.slice(0, 13) + ':00:00.000Z', 25);
  const running = useRows<OrderRow>('stays.orders', { where: { status: 'open' }, limit: 1, count: true });
  const due = useRows<OrderRow>('stays.orders', {
    where: { status: 'open', dueAt_to: soon },
    order: 'dueAt',
    count: true,
  });
  const suspended = useRows<OrderRow>('stays.orders', { where: { suspended: true }, limit: 1, count: true });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={
        can('officer', 'investigator') && (
          <Button look="main" icon="plus" onClick={() => setOrdering(true)}>
            {t('order')}
          </Button>
        )
      }
    >
      <Stack>
        <Grid min={10}>
          <Stat label={t('open')} value={running.total} track="control" />
          <Stat label={t('ending')} value={due.total} track="life" />
          <Stat label={t('suspended')} value={suspended.total} />
        </Grid>
        <Tabs
          label={t('title')}
          tabs={[
            { id: 'orders', label: t('list'), body: () => <Orders onOpen={setOpen} /> },
            {
              id: 'releases',
              label: t('releases'),
              count: due.total,
              body: () => <Releases due={due} onOpen={setOpen} />,
            },
          ]}
        />
      </Stack>
      <Dialog title={t('order')} open={ordering} onClose={() => setOrdering(false)} size="large">
        <Suspense fallback={<Waiting />}>
          <OrderForm onDone={() => setOrdering(false)} />
        </Suspense>
      </Dialog>
      <Drawer title={open ?? ''} open={open !== undefined} onClose={() => setOpen(undefined)} size="large">
        {open && <Opened id={open} />}
      </Drawer>
    </Page>
  );
}

function Opened({ id }: { id: string }) {
  const { row, loading } = useRow<OrderRow>('stays.orders', id);
  return loading ? <Waiting /> : row && <OrderDetail row={row} />;
}

function Releases({ due, onOpen }: { due: Rows<OrderRow>; onOpen(id: string): void }) {
  const t = useWords(words);
  return (
    <Table
      label={t('releases')}
      data={due}
      columns={useColumns(true)}
      onOpen={(row) => onOpen(row.id)}
      empty={t('emptyReleases')}
      tone={(row) => (row.nextTest ? 'warn' : 'good')}
    />
  );
}

function Orders({ onOpen }: { onOpen(id: string): void }) {
  const t = useWords(words);
  const [q, setQ] = useState('');
  const [values, setValues] = useState<Record<string, string | undefined>>({ status: 'open' });
  const [order, setOrder] = useState('endsAt');
  const rows = useRows<OrderRow>('stays.orders', { where: values, q: q || undefined, order });
  return (
    <Stack>
      <Filters
        values={values}
        onChange={setValues}
        filters={[
          {
            key: 'status',
            label: t('status'),
            choices: [
              { value: 'open', label: t('open') },
              { value: 'ended', label: t('ended') },
            ],
          },
        ]}
      >
        <Search label={t('household')} value={q} onChange={setQ} />
      </Filters>
      <Table
        label={t('list')}
        data={rows}
        columns={useColumns(false)}
        order={order}
        onOrder={setOrder}
        onOpen={(row) => onOpen(row.id)}
        empty={t('emptyOrders')}
      />
    </Stack>
  );
}

function useColumns(releases: boolean): Column<OrderRow>[] {
  const t = useWords(words);
  const now = useNow();
  const state = (row: OrderRow) => {
    if (row.status === 'ended' || row.endsAt <= now) return <Status tone="good">{t('ended')}</Status>;
    return row.suspended ? (
      <Status tone="info">{t('suspended')}</Status>
    ) : (
      <Status tone="control">{t(phaseOn(row.phases, now)?.place ?? 'home')}</Status>
    );
  };
  return [
    { key: 'person', label: t('person'), cell: (row) => row.person, sort: true },
    { key: 'class', label: t('klass'), cell: (row) => row.class, sort: true, minor: true },
    { key: 'status', label: t('status'), cell: state },
    {
      key: 'endsAt',
      label: t('ends'),
      sort: true,
      cell: (row) => (
        <>
          {when(row.endsAt)} {row.status === 'open' && <span className="muted">{until(row.endsAt, now)}</span>}
        </>
      ),
    },
    {
      key: 'nextTest',
      label: t('nextTest'),
      sort: true,
      cell: (row) =>
        row.nextTest ? (
          releases ? (
            <Status tone="warn">
              {t('missingTest')} ({day(row.nextTest)})
            </Status>
          ) : (
            day(row.nextTest)
          )
        ) : (
          t('none')
        ),
    },
    { key: 'edition', label: t('edition'), cell: (row) => row.edition, minor: true },
  ];
}

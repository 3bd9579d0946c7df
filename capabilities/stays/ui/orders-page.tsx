import { lazy, Suspense, useState } from 'react';
import { ancestorAt } from '../../../kernel/place.ts';
import { addHours, hoursBetween, type Instant } from '../../../kernel/time.ts';
import { type Rows, useNow, useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog, Drawer } from '../../../kit/dialog.tsx';
import { Filters, Search, Tabs } from '../../../kit/filters.tsx';
import { Grid, Page, Stack } from '../../../kit/page.tsx';
import { Button, Refusal, Stat, Status, Waiting } from '../../../kit/parts.tsx';
import { type Column, Table } from '../../../kit/table.tsx';
import { day, number, until, when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePersonDoor } from '../../people/ui/index.ts';
import { doorQuery, usePlaceName } from '../../places/ui/index.ts';
import { phaseOn } from '../plan.ts';
import type { OrderRow } from '../views.ts';
import { OrderDetail } from './order-detail.tsx';
import { words } from './words.ts';

const OrderForm = lazy(() => import('./order-form.tsx'));

/** What the lists show of an order; its notices and services are read when it is opened. */
const SHOWN = [
  'person',
  'household',
  'class',
  'status',
  'phases',
  'suspended',
  'startsAt',
  'endsAt',
  'nextTest',
  'edition',
] as const satisfies (keyof OrderRow)[];
type Shown = Pick<OrderRow, 'id' | 'area' | (typeof SHOWN)[number]>;

/** Orders, the release list, and the form whose plan is seen before anything is ordered. */
export default function OrdersPage() {
  const t = useWords(words);
  const now = useNow();
  const { can } = useSession();
  const [ordering, setOrdering] = useState(false);
  const [open, setOpen] = useState<string>();
  const soon = addHours(now.slice(0, 13) + ':00:00.000Z', 25);
  const running = useRows<OrderRow>('stays.orders', { where: { status: 'open' }, limit: 1, count: true });
  const due = useRows<Shown>('stays.orders', {
    where: { status: 'open', dueAt_to: soon },
    fields: SHOWN,
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
      {open && <Opened id={open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

function Opened({ id, onClose }: { id: string; onClose(): void }) {
  const { row, loading, refusal } = useRow<OrderRow>('stays.orders', id);
  const person = usePersonDoor();
  return (
    <Drawer title={row ? person(row.person) : ''} open onClose={onClose} size="large">
      {loading ? <Waiting /> : row ? <OrderDetail row={row} /> : <Refusal refusal={refusal} />}
    </Drawer>
  );
}

function Releases({ due, onOpen }: { due: Rows<Shown>; onOpen(id: string): void }) {
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
  const rows = useRows<Shown>('stays.orders', { where: values, q: doorQuery(q) || undefined, order, fields: SHOWN });
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

/** Person-days of one person's stay so far. */
const daysHeld = ({ startsAt, endsAt }: Shown, now: Instant): number =>
  Math.max(0, hoursBetween(startsAt, endsAt < now ? endsAt : now) / 24);

function useColumns(releases: boolean): Column<Shown>[] {
  const t = useWords(words);
  const now = useNow();
  const person = usePersonDoor();
  const place = usePlaceName();
  const { edition, personClass } = useRuleNames();
  const state = (row: Shown) => {
    if (row.status === 'ended' || row.endsAt <= now) return <Status tone="good">{t('ended')}</Status>;
    return row.suspended ? (
      <Status tone="info">{t('suspended')}</Status>
    ) : (
      <Status tone="control">{t(phaseOn(row.phases, now)?.place ?? 'home')}</Status>
    );
  };
  return [
    {
      key: 'person',
      label: t('person'),
      sort: true,
      cell: (row) => (
        <>
          {person(row.person)} <span className="muted small">{place(ancestorAt(row.household, 'community'))}</span>
        </>
      ),
    },
    { key: 'class', label: t('klass'), cell: (row) => personClass(row.class), sort: true, minor: true },
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
      key: 'startsAt',
      label: t('soFar'),
      minor: true,
      right: true,
      cell: (row) => number(daysHeld(row, now), { maximumFractionDigits: 1 }),
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
    { key: 'edition', label: t('edition'), cell: (row) => edition(row.edition), minor: true },
  ];
}

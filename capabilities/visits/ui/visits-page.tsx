import { useState } from 'react';
import { useNow, useRows } from '../../../kit/client.tsx';
import { Filters, Tabs } from '../../../kit/filters.tsx';
import { useOffice } from '../../../kit/office.ts';
import { Page, Stack } from '../../../kit/page.tsx';
import { Badge, Status } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { ago, until, when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { OPEN, VISIT_KINDS } from '../lists.ts';
import type { VisitRow } from '../views.ts';
import type { WatchedRow } from '../views-households.ts';
import { type OfficeKey, words } from './office-words.ts';
import { VisitDrawer } from './visit-drawer.tsx';
import { words as fieldWords, type Key } from './words.ts';

/** For offices: what is open and with whom, and which restricted households nobody has heard from. */
export default function VisitsPage() {
  const t = useWords(words);
  const silent = useRows<WatchedRow>('visits.households', { where: { silent: true }, limit: 1, count: true });
  return (
    <Page title={t('visits')} width="wide">
      <Tabs
        name="visits"
        label={t('visits')}
        tabs={[
          { id: 'open', label: t('open'), body: () => <OpenVisits /> },
          { id: 'silent', label: t('silent'), count: silent.total, body: () => <Silent /> },
        ]}
      />
    </Page>
  );
}

function OpenVisits() {
  const t = useWords(words);
  const say = useWords(fieldWords);
  const now = useNow();
  const place = usePlaceName();
  const { level } = useOffice();
  const [order, setOrder] = useState('dueAt');
  const [chosen, setChosen] = useState<Record<string, string | undefined>>({});
  const [openId, setOpenId] = useState<string>();
  const rows = useRows<VisitRow>('visits.visits', {
    where: { status: chosen.status ?? OPEN, kind: chosen.kind },
    order,
  });
  const open = rows.rows.find((row) => row.id === openId);
  return (
    <Stack>
      <Filters
        values={chosen}
        onChange={setChosen}
        filters={[
          {
            key: 'status',
            label: t('status'),
            choices: OPEN.map((value) => ({ value, label: t(`status.${value}` as OfficeKey) })),
          },
          {
            key: 'kind',
            label: t('kind'),
            choices: VISIT_KINDS.map((value) => ({ value, label: say(`kind.${value}` as Key) })),
          },
        ]}
      />
      <Table
        label={t('open')}
        data={rows}
        order={order}
        onOrder={setOrder}
        onOpen={(row) => setOpenId(row.id)}
        chosen={openId}
        empty={t('none')}
        tone={(row) => (row.life || row.to < now ? 'bad' : row.urgent ? 'warn' : undefined)}
        columns={[
          {
            key: 'dueAt',
            label: t('due'),
            sort: true,
            cell: (row) => (
              <>
                {when(row.to)} <Status tone={row.to < now ? 'bad' : 'plain'}>{until(row.to, now)}</Status>
              </>
            ),
          },
          { key: 'household', label: t('door'), cell: (row) => place(row.household) },
          {
            key: 'kind',
            label: t('kind'),
            cell: (row) => (
              <>
                {say(`kind.${row.kind}` as Key)}{' '}
                {row.life ? (
                  <Badge tone="bad">{say('life')}</Badge>
                ) : (
                  row.urgent && <Badge tone="warn">{say('urgent')}</Badge>
                )}
              </>
            ),
          },
          { key: 'status', label: t('status'), minor: true, cell: (row) => t(`status.${row.status}` as OfficeKey) },
          {
            key: 'assignee',
            label: t('who'),
            cell: (row) => row.assigneeName ?? <Status tone="warn">{t('nobody')}</Status>,
          },
          { key: 'level', label: t('level'), minor: true, cell: (row) => level(row.level) },
        ]}
      />
      {open && <VisitDrawer key={open.id} visit={open} onClose={() => setOpenId(undefined)} />}
    </Stack>
  );
}

function Silent() {
  const t = useWords(words);
  const now = useNow();
  const place = usePlaceName();
  const rows = useRows<WatchedRow>('visits.households', { where: { silent: true }, order: 'lastHeardAt' });
  return (
    <Table
      label={t('silent')}
      data={rows}
      empty={t('noneSilent')}
      tone={() => 'warn'}
      columns={[
        { key: 'id', label: t('door'), cell: (row) => place(row.id) },
        {
          key: 'lastHeardAt',
          label: t('lastHeard'),
          cell: (row) => `${when(row.lastHeardAt)} · ${ago(row.lastHeardAt, now)}`,
        },
        { key: 'flaggedAt', label: t('since'), cell: (row) => when(row.flaggedAt) },
        { key: 'restrictedSince', label: t('restricted'), minor: true, cell: (row) => when(row.restrictedSince) },
      ]}
    />
  );
}

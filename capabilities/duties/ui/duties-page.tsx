import { useState } from 'react';
import { levelOf } from '../../../kernel/place.ts';
import { useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Search, Segments, Tabs } from '../../../kit/filters.tsx';
import { useOffice } from '../../../kit/office.ts';
import { Page, Stack } from '../../../kit/page.tsx';
import { Badge, Status } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { until, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { isLate } from '../fold.ts';
import type { DutyRow } from '../model.ts';
import { subjectName } from '../subject.ts';
import { Clearance } from './clearance.tsx';
import { DutyDrawer } from './duty-drawer.tsx';
import { useReader } from './reader.ts';
import { words } from './words.ts';

/** Duties of the reader's area, and the clearance of the day. */
export default function DutiesPage() {
  const t = useWords(words);
  const late = useRows<DutyRow>('duties.duties', { where: { state: 'late' }, limit: 1, count: true });
  return (
    <Page title={t('duties')} lead={t('lead')} width="wide">
      <Tabs
        label={t('duties')}
        tabs={[
          { id: 'list', label: t('list'), count: late.total, body: () => <List /> },
          { id: 'clearance', label: t('clearance'), body: () => <Clearance /> },
        ]}
      />
    </Page>
  );
}

function List() {
  const t = useWords(words);
  const { office } = useOffice();
  const place = usePlaceName();
  const reader = useReader();
  const now = useNow(60_000);
  const { role, area } = useSession();
  const [show, setShow] = useState('mine');
  const [q, setQ] = useState('');
  const [order, setOrder] = useState('dueAt');
  const [open, setOpen] = useState<string>();
  const live = ['open', 'late', 'handed-on'];
  const level = area ? levelOf(area) : undefined;
  const where = {
    mine: { state: live, ownerRole: role },
    late: { state: 'late' },
    ladder: { state: live, toldLevels: level },
    all: { state: live },
    done: { state: 'done' },
  }[show];
  const rows = useRows<DutyRow>('duties.duties', {
    where,
    q,
    order: show === 'done' && order === 'dueAt' ? '-dueAt' : order,
    count: true,
  });
  return (
    <Stack>
      <Segments
        label={t('show')}
        value={show}
        onChange={setShow}
        choices={(['mine', 'late', 'ladder', 'all', 'done'] as const).map((value) => ({ value, label: t(value) }))}
      />
      <Search label={t('search')} value={q} onChange={setQ} />
      <Table
        label={t('duties')}
        data={rows}
        order={order}
        onOrder={setOrder}
        chosen={open}
        onOpen={(row) => setOpen(row.id)}
        empty={t(show === 'late' ? 'noneLate' : 'none')}
        tone={(row) => (row.state === 'done' ? undefined : isLate(row, now) ? 'bad' : undefined)}
        columns={[
          {
            key: 'dueAt',
            label: t('left'),
            sort: true,
            cell: (row) =>
              row.state === 'done' ? (
                when(row.closed?.at)
              ) : (
                <Status
                  tone={
                    isLate(row, now) ? 'bad' : Date.parse(row.dueAt) - Date.parse(now) < 3_600_000 ? 'warn' : 'plain'
                  }
                  icon="clock"
                >
                  {until(row.dueAt, now)}
                </Status>
              ),
          },
          { key: 'clock', label: t('duty'), cell: (row) => say(row.name) },
          { key: 'subject', label: t('subject'), cell: (row) => subjectName(row, reader) },
          { key: 'area', label: t('area'), minor: true, cell: (row) => place(row.area) },
          { key: 'owner', label: t('owner'), cell: (row) => office(row.owner.level, row.owner.role) },
          {
            key: 'state',
            label: t('state'),
            cell: (row) => (
              <>
                {t(`state.${isLate(row, now) && row.state !== 'done' ? 'late' : row.state}`)}{' '}
                {row.explainedDay && <Badge tone="info">{t('explained')}</Badge>}
              </>
            ),
          },
          {
            key: 'told',
            label: t('told'),
            minor: true,
            cell: (row) =>
              row.told.map((one) => (
                <Badge key={`${one.level}-${one.at}`} tone="warn">
                  {office(one.level, one.role)}
                </Badge>
              )),
          },
        ]}
      />
      {open && <DutyDrawer key={open} id={open} onClose={() => setOpen(undefined)} />}
    </Stack>
  );
}

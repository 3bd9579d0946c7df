import { useState } from 'react';
import { ancestorAt } from '../../../kernel/place.ts';
import { readNumber, spoken } from '../../../kernel/spoken.ts';
import { useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Filters, Search, Segments } from '../../../kit/filters.tsx';
import { levelChoices } from '../../../kit/office.ts';
import { Stack } from '../../../kit/page.tsx';
import { Badge, Status } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { until, when } from '../../../kit/when.ts';
import { half, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { QueueRow } from '../../requests/index.ts';
import { OPEN_STAGES, URGENCIES } from '../../requests/index.ts';
import { urgencyTone, useClasses } from './classes.ts';
import { words } from './words.ts';

const LEVELS = levelChoices('city', 'community');

/** The board: what is open, whose it is, and how much time is left. */
export function Queue({ chosen, onOpen }: { chosen?: string; onOpen(id: string): void }) {
  const t = useWords(words);
  const now = useNow(60_000);
  const { account } = useSession();
  const { classes, nameOf } = useClasses();
  const placeName = usePlaceName();
  const [show, setShow] = useState('open');
  const [q, setQ] = useState('');
  const [order, setOrder] = useState('dueAt');
  const [values, setValues] = useState<Record<string, string | undefined>>({});
  const open = [...OPEN_STAGES];
  const minute = `${now.slice(0, 16)}:00.000Z`;
  const where = {
    open: { state: open },
    late: { state: open, dueAt_to: minute },
    life: { state: open, urgency: 'life' },
    call: { state: ['answered'] },
    reopened: { state: open, reopened_from: 1 },
    mine: { state: open, assignee: account?.id ?? '' },
    closed: { state: ['closed', 'withdrawn', 'merged'] },
  }[show];
  // A number said on the telephone is looked for everywhere: its request may be closed, of any class, anybody's.
  const said = readNumber(q);
  const rows = useRows<QueueRow>('requests.queue', {
    where: said ? {} : { ...where, ...values },
    q: said?.digits ?? q,
    order,
    count: true,
  });
  return (
    <Stack>
      <Segments
        label={t('show')}
        value={show}
        onChange={setShow}
        choices={[
          { value: 'open', label: t('open') },
          { value: 'late', label: t('late') },
          { value: 'life', label: t('lifeOnly') },
          { value: 'call', label: t('toCall') },
          { value: 'reopened', label: t('reopenedOnly') },
          { value: 'mine', label: t('mine') },
          { value: 'closed', label: t('closed') },
        ]}
      />
      <Filters
        values={values}
        onChange={setValues}
        filters={[
          {
            key: 'class',
            label: t('class'),
            choices: classes.map((each) => ({ value: each.code, label: each.names })),
          },
          {
            key: 'urgency',
            label: t('urgency'),
            choices: URGENCIES.map((value) => ({ value, label: t(`urgency.${value}`) })),
          },
          { key: 'level', label: t('level'), choices: LEVELS },
        ]}
      >
        <Search label={t('search')} value={q} onChange={setQ} />
      </Filters>
      <Table
        label={t('queue')}
        data={rows}
        order={order}
        onOrder={setOrder}
        chosen={chosen}
        onOpen={(row) => onOpen(row.id)}
        empty={said?.misheard ? t('misheard') : t('none')}
        tone={(row) => (row.urgency === 'life' ? 'bad' : row.dueAt && row.dueAt <= now ? 'warn' : undefined)}
        columns={[
          {
            key: 'rank',
            label: t('urgency'),
            sort: true,
            cell: (row) => <Status tone={urgencyTone[row.urgency]}>{t(`urgency.${row.urgency}`)}</Status>,
          },
          {
            key: 'dueAt',
            label: t('left'),
            sort: true,
            cell: (row) =>
              row.dueAt ? (
                <Status
                  tone={
                    row.dueAt <= now ? 'bad' : Date.parse(row.dueAt) - Date.parse(now) < 3_600_000 ? 'warn' : 'plain'
                  }
                  icon="clock"
                >
                  {until(row.dueAt, now)}
                </Status>
              ) : (
                '–'
              ),
          },
          {
            key: 'number',
            label: t('number'),
            minor: true,
            cell: (row) => row.number && <span className="unbroken">{spoken(row.number)}</span>,
          },
          {
            key: 'class',
            label: t('class'),
            cell: (row) => (
              <>
                {nameOf(row.class)} {row.careRefused && <Badge tone="bad">{t('refusals')}</Badge>}
              </>
            ),
          },
          {
            key: 'what',
            label: t('what'),
            cell: (row) => (
              <>
                {row.description.slice(0, 60)} <span className="muted small">{row.beneficiary || row.caller}</span>
              </>
            ),
          },
          {
            key: 'place',
            label: t('place'),
            cell: (row) => (
              <>
                {(!row.household && row.address) || placeName(row.place, { under: 'door' })}{' '}
                {ancestorAt(row.place, 'estate') && (
                  <span className="muted small unbroken">{placeName(ancestorAt(row.place, 'community'))}</span>
                )}
              </>
            ),
          },
          {
            key: 'owner',
            label: t('owner'),
            minor: true,
            cell: (row) => (
              <>
                {half(row.orgName)} {row.assigneeName && <span className="muted small">{row.assigneeName}</span>}
              </>
            ),
          },
          {
            key: 'state',
            label: t('state'),
            cell: (row) => (
              <>
                {t(`state.${row.state}`)}{' '}
                {row.reopened > 0 && (
                  <Badge tone="warn">
                    {t('reopened')} {row.reopened}
                  </Badge>
                )}{' '}
                {row.handedUp > 0 && (
                  <Badge tone="info">
                    {t('handedUp')} {row.handedUp}
                  </Badge>
                )}
              </>
            ),
          },
          { key: 'takenAt', label: t('taken'), sort: true, minor: true, cell: (row) => when(row.takenAt) },
        ]}
      />
    </Stack>
  );
}

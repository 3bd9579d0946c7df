import { useState } from 'react';
import type { Words } from '../../../kernel/refusal.ts';
import { useGet, useNow, useRows } from '../../../kit/client.tsx';
import { Search } from '../../../kit/filters.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Badge, Empty, Status } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, number, until, when } from '../../../kit/when.ts';
import { half, say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { AppealRow } from '../../stays/index.ts';
import { PURPOSE_WORDS, REFUSED_WORDS, ROLE_WORDS, VIEW_WORDS } from '../plain.ts';
import type { IntegrityRow, ReadRow, RefusalRow } from '../views.ts';
import { type Key, words } from './words.ts';

const PAGE = 50;

export function Reads() {
  const t = useWords(words);
  const [q, setQ] = useState('');
  const reads = useRows<ReadRow>('oversight.reads', { q, limit: PAGE, order: '-at' });
  return (
    <Stack>
      <Search label={t('searchReads')} value={q} onChange={setQ} />
      <Table
        label={t('reads')}
        data={reads}
        empty={t('noReads')}
        columns={[
          { key: 'at', label: t('at'), cell: (row) => when(row.at) },
          {
            key: 'reader',
            label: t('reader'),
            cell: (row) => (
              <>
                <strong>{row.name}</strong>{' '}
                <span className="small muted">{say(ROLE_WORDS[row.role as keyof typeof ROLE_WORDS])}</span>
              </>
            ),
          },
          { key: 'org', label: t('org'), cell: (row) => half(row.org) },
          { key: 'view', label: t('view'), cell: (row) => say(VIEW_WORDS[row.view] ?? row.view) },
          {
            key: 'purpose',
            label: t('purpose'),
            cell: (row) => say(PURPOSE_WORDS[row.purpose as keyof typeof PURPOSE_WORDS]),
          },
          { key: 'subjects', label: t('subjects'), right: true, cell: (row) => number(row.subjects.length) },
        ]}
      />
    </Stack>
  );
}

/** Commands by their names; one that is no longer known keeps its own. */
export function useActNames(): (command: string) => string {
  const { data } = useGet<Record<string, Words>>('/api/oversight/acts');
  return (command) => say(data?.[command] ?? command);
}

export function Attempts() {
  const t = useWords(words);
  const [q, setQ] = useState('');
  const act = useActNames();
  const refusals = useRows<RefusalRow>('oversight.refusals', { q, limit: PAGE, order: '-at' });
  return (
    <Stack>
      <Search label={t('searchAttempts')} value={q} onChange={setQ} />
      <Table
        label={t('attempts')}
        data={refusals}
        empty={t('noAttempts')}
        columns={[
          { key: 'at', label: t('at'), cell: (row) => when(row.at) },
          {
            key: 'by',
            label: t('about'),
            cell: (row) => (
              <>
                <strong>{row.by.name}</strong> · {half(row.by.org.name)}
              </>
            ),
          },
          { key: 'count', label: t('count'), right: true, cell: (row) => number(row.count) },
          {
            key: 'refused',
            label: t('reasons'),
            cell: (row) =>
              Object.entries(row.refused).map(([id, n]) => (
                <Badge key={id}>
                  {say(REFUSED_WORDS[id] ?? id)} × {number(n)}
                </Badge>
              )),
          },
          {
            key: 'commands',
            label: t('commands'),
            minor: true,
            cell: (row) => row.commands.map((name) => act(name)).join(' · '),
          },
        ]}
      />
    </Stack>
  );
}

export function Appeals() {
  const t = useWords(words);
  const place = usePlaceName();
  const now = useNow();
  const appeals = useRows<AppealRow>('stays.appeals', {
    where: { status: 'open' },
    order: 'dueAt',
    limit: PAGE,
    purpose: 'oversight',
  });
  const late = (row: AppealRow) => row.dueAt !== null && row.dueAt <= now;
  return (
    <Table
      label={t('appeals')}
      data={appeals}
      empty={<Empty title={t('noAppeals')} icon="check" />}
      tone={(row) => (late(row) ? 'bad' : row.suspensive ? 'warn' : undefined)}
      columns={[
        {
          key: 'dueAt',
          label: t('due'),
          cell: (row) => (
            <>
              {when(row.dueAt)} <Status tone={late(row) ? 'bad' : 'info'}>{until(row.dueAt, now)}</Status>
            </>
          ),
        },
        { key: 'filedAt', label: t('filed'), cell: (row) => when(row.filedAt) },
        { key: 'household', label: t('household'), cell: (row) => place(row.household) },
        { key: 'channel', label: t('channel'), cell: (row) => t(`channel.${row.channel}` as Key) },
        { key: 'orderer', label: t('orderedBy'), cell: (row) => half(row.orderer.org.name) },
        {
          key: 'suspensive',
          label: t('status'),
          cell: (row) => row.suspensive && <Status tone="warn">{t('suspends')}</Status>,
        },
      ]}
    />
  );
}

export function Integrity() {
  const t = useWords(words);
  const rows = useRows<IntegrityRow>('oversight.integrity', { order: '-day', limit: PAGE });
  return (
    <Table
      label={t('integrity')}
      data={rows}
      empty={t('noIntegrity')}
      tone={(row) => (row.faults > 0 ? 'bad' : undefined)}
      columns={[
        { key: 'day', label: t('day'), cell: (row) => day(row.day, 'full') },
        {
          key: 'faults',
          label: t('status'),
          cell: (row) => (
            <Status tone={row.faults > 0 ? 'bad' : 'good'}>{t(row.faults > 0 ? 'brokenLog' : 'whole')}</Status>
          ),
        },
        { key: 'events', label: t('events'), right: true, cell: (row) => number(row.events) },
        {
          key: 'faultCount',
          label: t('faults'),
          right: true,
          cell: (row) => (
            <>
              {number(row.faults)} {row.first && <code>{row.first}</code>}
            </>
          ),
        },
        {
          key: 'anchor',
          label: t('anchor'),
          cell: (row) =>
            row.anchor && (
              <code title={row.anchor.hash}>
                {row.anchor.day} · {row.anchor.hash.slice(0, 16)}
              </code>
            ),
        },
      ]}
    />
  );
}

import { lazy, Suspense, useState } from 'react';
import { useCommand, useNow, useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Notice } from '../../../kit/notice.tsx';
import { Page, Split, Stack } from '../../../kit/page.tsx';
import { Banner, Card, Empty, Facts, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { until, when } from '../../../kit/when.ts';
import { half, type Key, say, useWords } from '../../../kit/words.ts';
import type { AppealRow, OrderRow } from '../views.ts';
import { words } from './words.ts';

const DecideForm = lazy(() => import('./decide-form.tsx'));

/** The inbox of a reviewer: nearest deadline first, the order and its notice beside. */
export default function AppealsPage() {
  const t = useWords(words);
  const now = useNow(5_000);
  const [status, setStatus] = useState('open');
  const [chosen, setChosen] = useState<string>();
  const appeals = useRows<AppealRow>('stays.appeals', {
    where: { status },
    order: status === 'open' ? 'dueAt' : '-filedAt',
  });
  const row = appeals.rows.find((each) => each.id === chosen) ?? appeals.rows[0];
  return (
    <Page title={t('appeals')} lead={t('appealsLead')} width="wide">
      <Segments
        label={t('status')}
        value={status}
        onChange={setStatus}
        choices={[
          { value: 'open', label: t('open') },
          { value: 'decided', label: t('decided') },
        ]}
      />
      <Split ratio="main" side={row ? <Appeal key={row.id} row={row} /> : null}>
        <Table
          label={t('appeals')}
          data={appeals}
          chosen={row?.id}
          onOpen={(each) => setChosen(each.id)}
          empty={<Empty title={t('noAppeals')} icon="check" />}
          tone={(each) => (each.dueAt && each.dueAt < now ? 'bad' : each.suspensive ? 'warn' : undefined)}
          columns={[
            {
              key: 'dueAt',
              label: t('due'),
              cell: (each) =>
                each.dueAt ? (
                  <>
                    {when(each.dueAt)}{' '}
                    <Status tone={each.dueAt < now ? 'bad' : 'warn'}>{until(each.dueAt, now)}</Status>
                  </>
                ) : (
                  <Status tone={each.decision === 'overturned' ? 'good' : 'plain'}>
                    {t(each.decision === 'overturned' ? 'overturned' : 'upheld')}
                  </Status>
                ),
            },
            { key: 'by', label: t('by'), cell: (each) => each.by.name },
            {
              key: 'channel',
              label: t('channel'),
              cell: (each) => t(`channel.${each.channel}` as Key<typeof words>),
              minor: true,
            },
            {
              key: 'grounds',
              label: t('grounds'),
              cell: (each) => (
                <>
                  {each.suspensive && <Status tone="info">{t('suspensive')}</Status>} {each.grounds.slice(0, 80)}
                </>
              ),
            },
          ]}
        />
      </Split>
    </Page>
  );
}

function Appeal({ row }: { row: AppealRow }) {
  const t = useWords(words);
  const { account, can } = useSession();
  const { row: order, loading } = useRow<OrderRow>('stays.orders', row.stay);
  const decide = useCommand('stays.DecideAppeal');
  const own = account?.org.id === row.ordererOrg;
  return (
    <Stack>
      <Card title={t('grounds')} track="life">
        <p>{row.grounds}</p>
        <Facts
          items={[
            [t('by'), `${row.by.name} (${t(`relation.${row.by.relation}`)}) ${row.by.phone ?? ''}`],
            [t('filed'), when(row.filedAt)],
            [t('orderer'), `${row.orderer.name}, ${half(row.orderer.org.name)}`],
          ]}
        />
        {row.status === 'decided' && (
          <Banner tone="info">
            {say(row.reason)} ({half(row.reviewer?.org.name)})
          </Banner>
        )}
      </Card>
      <Card title={t('orderNotice')} track="control">
        {loading ? <Waiting rows={3} /> : <Notice text={say(order?.notice)} />}
      </Card>
      {row.status === 'open' &&
        (own ? (
          <Banner tone="warn">{t('ownOffice')}</Banner>
        ) : (
          can('reviewer') && (
            <Card title={t('decide')}>
              <Suspense fallback={<Waiting rows={3} />}>
                <DecideForm command={decide} stay={row.stay} appeal={row.appeal} grounds={order?.grounds ?? []} />
              </Suspense>
            </Card>
          )
        ))}
    </Stack>
  );
}

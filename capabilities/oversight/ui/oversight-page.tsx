import { readInstant } from '../../../kernel/time.ts';
import { useGet, useSession } from '../../../kit/client.tsx';
import { Tabs } from '../../../kit/filters.tsx';
import { Grid, Page, Stack } from '../../../kit/page.tsx';
import { Banner, Card, Empty, Facts, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { number, when } from '../../../kit/when.ts';
import { half, say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { Safeguard } from '../board.ts';
import type { DeviationRow } from '../openings.ts';
import { Alarms } from './alarms.tsx';
import { Appeals, Attempts, Integrity, Reads } from './lists.tsx';
import { Samples } from './samples.tsx';
import { SwitchPreviewTab } from './switch-preview-tab.tsx';
import { words } from './words.ts';

/** The independent eye: every safeguard with its live count, and everything behind the counts. */
export default function OversightPage() {
  const t = useWords(words);
  const { can } = useSession();
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <Tabs
        label={t('tabs')}
        tabs={[
          { id: 'safeguards', label: t('safeguards'), body: () => <Board /> },
          { id: 'alarms', label: t('alarms'), body: () => <Alarms /> },
          { id: 'deviations', label: t('deviations'), body: () => <Deviations /> },
          // Who looked at whom is for the overseer alone.
          ...(can('overseer')
            ? [
                { id: 'reads', label: t('reads'), body: () => <Reads /> },
                { id: 'attempts', label: t('attempts'), body: () => <Attempts /> },
                { id: 'sample', label: t('sample'), body: () => <Samples /> },
              ]
            : []),
          { id: 'appeals', label: t('appeals'), body: () => <Appeals /> },
          { id: 'integrity', label: t('integrity'), body: () => <Integrity /> },
          { id: 'preview', label: t('preview'), body: () => <SwitchPreviewTab /> },
        ]}
      />
    </Page>
  );
}

function Board() {
  const t = useWords(words);
  const board = useGet<{ at: string; safeguards: Safeguard[] }>('/api/oversight/safeguards', 'stays.orders');
  if (board.loading) return <Waiting rows={8} />;
  if (!board.data) return <Refusal refusal={board.refusal} onAgain={board.again} />;
  const { safeguards, at } = board.data;
  const broken = safeguards.filter((item) => !item.ok);
  return (
    <Stack>
      <Banner tone={broken.length > 0 ? 'bad' : 'good'}>
        {broken.length > 0 ? t('brokenCount', { count: broken.length }) : t('allHold')}{' '}
        <span className="small">{t('asOf', { at: when(at) })}</span>
      </Banner>
      <Grid min={22}>
        {[...broken, ...safeguards.filter((item) => item.ok)].map((item) => (
          <Card
            key={item.id}
            id={item.id}
            tone={item.ok ? undefined : 'bad'}
            title={
              <>
                {item.id} {say(item.name)}
              </>
            }
            actions={<Status tone={item.ok ? 'good' : 'bad'}>{t(item.ok ? 'holds' : 'broken')}</Status>}
          >
            <p className="small muted">{say(item.holds)}</p>
            <Facts
              columns={2}
              items={item.counts.map((count) => [
                say(count.name),
                <span key="value" className={count.ok === false ? 'bad-text' : ''}>
                  <strong>{typeof count.value === 'number' ? number(count.value) : count.value}</strong>
                  {count.ok === false && (
                    <>
                      {' '}
                      <Status tone="bad">{t('broken')}</Status>
                    </>
                  )}
                </span>,
              ])}
            />
          </Card>
        ))}
      </Grid>
    </Stack>
  );
}

function Deviations() {
  const t = useWords(words);
  const place = usePlaceName();
  const { cited, edition } = useRuleNames();
  const list = useGet<{ rows: DeviationRow[] }>('/api/oversight/deviations', 'oversight.deviations');
  if (list.loading) return <Waiting />;
  if (!list.data) return <Refusal refusal={list.refusal} onAgain={list.again} />;
  return (
    <Stack>
      <p className="muted">{t('deviationsLead')}</p>
      <Table<DeviationRow>
        label={t('deviations')}
        data={list.data.rows}
        empty={<Empty title={t('noDeviations')} icon="check" />}
        tone={(row) => (row.status === 'open' ? (row.stricter > 0 ? 'bad' : 'warn') : undefined)}
        columns={[
          {
            key: 'issuer',
            label: t('issuer'),
            cell: (row) => (
              <>
                <strong>{half(row.issuer)}</strong>
                <br />
                <span className="small muted">{place(row.area)}</span>
              </>
            ),
          },
          { key: 'text', label: t('rule'), cell: (row) => half(row.text) },
          {
            key: 'violations',
            label: t('clause'),
            cell: (row) => (
              <ul>
                {row.violations.map((item) => (
                  <li key={`${item.clause} ${item.local} ${item.direction}`}>
                    <Status tone={item.direction === 'stricter' ? 'bad' : 'warn'}>{t(item.direction)}</Status>{' '}
                    {say(item.names)} <span className="small muted">{cited(item.clause)}</span>
                    <br />
                    <span className="small">
                      {t('local')}: {readInstant(item.local) ? when(item.local) : half(item.local)} · {t('edition')}:{' '}
                      {edition(half(item.edition))}
                    </span>
                  </li>
                ))}
              </ul>
            ),
          },
          { key: 'edition', label: t('rawEdition'), minor: true, cell: (row) => edition(row.edition) },
          { key: 'at', label: t('since'), cell: (row) => when(row.at) },
          {
            key: 'status',
            label: t('status'),
            cell: (row) => (
              <Status tone={row.status === 'open' ? 'warn' : 'plain'}>
                {t(row.status === 'open' ? 'inForce' : 'over')}
              </Status>
            ),
          },
        ]}
      />
    </Stack>
  );
}

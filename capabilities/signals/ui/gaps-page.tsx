import { useGet, useRows } from '../../../kit/client.tsx';
import { Grid, Page, Stack } from '../../../kit/page.tsx';
import { Card, Refusal, Stat, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { Gaps } from '../coverage.ts';
import type { ChannelRow, FaultRow } from '../views-channels.ts';
import { KIND_WORDS } from '../why.ts';
import { words } from './words.ts';

const TONES = { active: 'good', silent: 'bad', suspended: 'warn' } as const;
const kindName = (kind: string): string => (KIND_WORDS[kind] ? say(KIND_WORDS[kind]) : kind);

/** Where nobody is watching: silent channels, faults of the data, communities without a source. */
export default function GapsPage() {
  const t = useWords(words);
  const gaps = useGet<Gaps>('/api/signals/gaps', 'signals.channels');
  const channels = useRows<ChannelRow>('signals.channels', { order: 'expectedAt' });
  const faults = useRows<FaultRow>('signals.faults', { where: { open: true } });
  return (
    <Page title={t('gaps')} lead={t('gapsLead')} width="wide">
      <Stack>
        <Refusal refusal={gaps.refusal} onAgain={gaps.again} />
        {gaps.loading && <Waiting rows={3} />}
        {gaps.data && (
          <Grid min={10}>
            {gaps.data.covered.map((row) => (
              <Stat
                key={row.kind}
                label={kindName(row.kind)}
                value={row.communities}
                note={t('covered', { n: row.communities, all: gaps.data?.communities ?? 0 })}
                tone={row.silent > 0 ? 'bad' : undefined}
              />
            ))}
          </Grid>
        )}
        <Card title={t('channels')} flush>
          <Table
            label={t('channels')}
            data={channels}
            empty={t('noChannels')}
            tone={(row) => (row.status === 'silent' ? 'bad' : undefined)}
            columns={[
              { key: 'names', label: t('channel'), cell: (row) => say(row.names) },
              { key: 'kind', label: t('kind'), cell: (row) => kindName(row.kind) },
              {
                key: 'status',
                label: t('status'),
                cell: (row) => <Status tone={TONES[row.status]}>{t(row.status)}</Status>,
              },
              {
                key: 'lastSeenAt',
                label: t('lastSeen'),
                cell: (row) => (row.lastSeenAt ? when(row.lastSeenAt) : '–'),
              },
              { key: 'expectedAt', label: t('expectedAt'), cell: (row) => when(row.expectedAt) },
              { key: 'held', label: t('held'), right: true, cell: (row) => row.held },
            ]}
          />
        </Card>
        <Card title={t('faults')} flush>
          <Table
            label={t('faults')}
            data={faults}
            empty={t('noFaults')}
            columns={[
              { key: 'channel', label: t('channel'), cell: (row) => row.channel },
              { key: 'day', label: t('day'), cell: (row) => day(row.day) },
              {
                key: 'kind',
                label: t('fault'),
                cell: (row) => <Status tone="warn">{t(row.kind as 'stale')}</Status>,
              },
            ]}
          />
        </Card>
        {gaps.data && (
          <Card title={t('uncovered')} flush>
            <Table
              label={t('uncovered')}
              data={gaps.data.gaps.slice(0, 200).map((gap) => ({ ...gap, id: gap.area }))}
              columns={[
                { key: 'names', label: t('place'), cell: (row) => say(row.names) },
                { key: 'silent', label: t('silent'), cell: (row) => row.silent.map(kindName).join(', ') || '–' },
                { key: 'missing', label: t('missing'), cell: (row) => row.missing.map(kindName).join(', ') || '–' },
              ]}
            />
          </Card>
        )}
      </Stack>
    </Page>
  );
}

import { lazy, Suspense, useState } from 'react';
import { Gantt } from '../../../kit/charts.tsx';
import { useNow, useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog, Drawer } from '../../../kit/dialog.tsx';
import { Segments, Tabs } from '../../../kit/filters.tsx';
import { Grid, Page, Stack } from '../../../kit/page.tsx';
import { Button, Empty, Refusal, Stat, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { until, when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import type { ZoneRow } from '../views.ts';
import { useZoneName } from './index.tsx';
import { words } from './words.ts';
import { ZoneDetail } from './zone-detail.tsx';

const ProposalForm = lazy(() => import('./proposal-form.tsx'));
/** Bars a reader can still tell apart. */
const SHOWN = 60;

/** Zones proposed, open and ended; in time, with ends and reviews. */
export default function ZonesPage() {
  const t = useWords(words);
  const { can } = useSession();
  const [proposing, setProposing] = useState(false);
  const [open, setOpen] = useState<string>();
  const running = useRows<ZoneRow>('zones.zones', {
    where: { status: 'open' },
    order: 'endsAt',
    limit: SHOWN,
    count: true,
  });
  const proposed = useRows<ZoneRow>('zones.zones', { where: { status: 'proposed' }, limit: 1, count: true });
  const inside = running.rows.reduce((sum, row) => sum + row.households, 0);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={
        can('officer', 'investigator', 'hq') && (
          <Button look="main" icon="plus" onClick={() => setProposing(true)}>
            {t('propose')}
          </Button>
        )
      }
    >
      <Stack>
        <Grid min={10}>
          <Stat label={t('open')} value={running.total} track="control" />
          <Stat label={t('proposed')} value={proposed.total} />
          <Stat label={t('households')} value={inside} track="life" />
        </Grid>
        <Tabs
          label={t('title')}
          tabs={[
            { id: 'list', label: t('list'), body: () => <Zones onOpen={setOpen} /> },
            {
              id: 'time',
              label: t('gantt'),
              count: running.total,
              body: () => <InTime rows={running.rows} onOpen={setOpen} />,
            },
          ]}
        />
      </Stack>
      <Dialog title={t('propose')} open={proposing} onClose={() => setProposing(false)} size="large">
        <Suspense fallback={<Waiting />}>
          <ProposalForm
            onDone={(id) => {
              setProposing(false);
              if (id) setOpen(id);
            }}
          />
        </Suspense>
      </Dialog>
      {open && <Opened id={open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

function Opened({ id, onClose }: { id: string; onClose(): void }) {
  const { row, loading, refusal } = useRow<ZoneRow>('zones.zones', id);
  const { zone } = useZoneName();
  return (
    <Drawer title={row ? zone(row) : ''} open onClose={onClose} size="large">
      {loading ? <Waiting /> : row ? <ZoneDetail row={row} /> : <Refusal refusal={refusal} />}
    </Drawer>
  );
}

function InTime({ rows, onOpen }: { rows: ZoneRow[]; onOpen(id: string): void }) {
  const t = useWords(words);
  const now = useNow();
  const { scope } = useZoneName();
  const { zoneLevel } = useRuleNames();
  const bars = rows.flatMap((row) =>
    row.startsAt && row.endsAt
      ? [
          {
            id: row.id,
            label: scope(row.proposal.scope, 1),
            from: row.startsAt,
            to: row.endsAt,
            word: zoneLevel(row.level),
            tone: row.reviewBy && row.reviewBy < now ? ('bad' as const) : ('control' as const),
            knots: row.reviewBy ? [{ at: row.reviewBy, label: t('review') }] : [],
          },
        ]
      : [],
  );
  return bars.length > 0 ? (
    <Gantt label={t('gantt')} bars={bars} now={now} onOpen={onOpen} />
  ) : (
    <Empty title={t('noZones')} icon="check" />
  );
}

function Zones({ onOpen }: { onOpen(id: string): void }) {
  const t = useWords(words);
  const now = useNow();
  const { scope } = useZoneName();
  const { zoneLevel } = useRuleNames();
  const [status, setStatus] = useState('open');
  const rows = useRows<ZoneRow>('zones.zones', {
    where: { status },
    order: status === 'open' ? 'endsAt' : '-proposedAt',
  });
  return (
    <Stack>
      <Segments
        label={t('status')}
        value={status}
        onChange={setStatus}
        choices={(['open', 'proposed', 'ended'] as const).map((value) => ({ value, label: t(value) }))}
      />
      <Table
        label={t('title')}
        data={rows}
        onOpen={(row) => onOpen(row.id)}
        empty={t('noZones')}
        tone={(row) => (row.reviewBy && row.reviewBy < now ? 'bad' : undefined)}
        columns={[
          { key: 'area', label: t('area'), cell: (row) => scope(row.proposal.scope) },
          { key: 'level', label: t('level'), cell: (row) => zoneLevel(row.level) },
          { key: 'households', label: t('households'), cell: (row) => row.households || '–', right: true },
          {
            key: 'endsAt',
            label: t('ends'),
            cell: (row) =>
              row.endsAt ? (
                <>
                  {when(row.endsAt)} {row.status === 'open' && <Status tone="warn">{until(row.endsAt, now)}</Status>}
                </>
              ) : (
                '–'
              ),
          },
          {
            key: 'reviewBy',
            label: t('review'),
            minor: true,
            cell: (row) =>
              row.reviewBy ? <Status tone={row.reviewBy < now ? 'bad' : 'plain'}>{when(row.reviewBy)}</Status> : '–',
          },
          { key: 'proposer', label: t('proposer'), minor: true, cell: (row) => row.proposer.name },
        ]}
      />
    </Stack>
  );
}

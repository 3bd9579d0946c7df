import { lazy, Suspense, useState } from 'react';
import { useRows, useSession } from '../../../kit/client.tsx';
import { Dialog, toast } from '../../../kit/dialog.tsx';
import { Filters, Search } from '../../../kit/filters.tsx';
import { Page, Row, Stack } from '../../../kit/page.tsx';
import { Badge, Button, Card, Empty, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { ChannelRow, FaultRow } from '../../signals/index.ts';
import { kindName, useSubjectName } from '../../signals/ui/index.ts';
import { ChannelDrawer } from './channel-drawer.tsx';
import { faultWords } from './sent.ts';
import { words } from './words.ts';
import './coverage.css';

const Forms = lazy(() => import('./channel-forms.tsx'));
const TONES = { active: 'good', silent: 'bad', suspended: 'warn' } as const;

/** Channels with what they are to send, when, and what waits for somebody's word. */
export default function ChannelsPage() {
  const t = useWords(words);
  const subject = useSubjectName();
  const { can } = useSession();
  const [chosen, setChosen] = useState<Record<string, string | undefined>>({});
  const [q, setQ] = useState('');
  const [open, setOpen] = useState<string>();
  const [releasing, setReleasing] = useState<FaultRow>();
  const [registering, setRegistering] = useState(false);
  const where = chosen['status'] ? { status: chosen['status'] } : {};
  const channels = useRows<ChannelRow>('signals.channels', { where, ...(q ? { q } : {}), order: 'expectedAt' });
  const faults = useRows<FaultRow>('signals.faults', { where: { open: true } });
  const nameOf = (id: string): string => {
    const row = channels.rows.find((each) => each.id === id);
    return row ? say(row.names) : id;
  };
  const works = can('investigator', 'officer', 'admin');
  return (
    <Page
      title={t('channels')}
      lead={t('channelsLead')}
      width="wide"
      actions={
        works && (
          <Button look="main" icon="plus" onClick={() => setRegistering(true)}>
            {t('register')}
          </Button>
        )
      }
    >
      <Stack>
        <Filters
          values={chosen}
          onChange={setChosen}
          filters={[
            {
              key: 'status',
              label: t('status'),
              choices: (['active', 'silent', 'suspended'] as const).map((value) => ({ value, label: t(value) })),
            },
          ]}
        >
          <Search label={t('channel')} value={q} onChange={setQ} />
        </Filters>
        <Table
          label={t('channels')}
          data={channels}
          empty={<Empty title={t('noChannels')}>{t('noChannelsHelp')}</Empty>}
          tone={(row) => (row.status === 'silent' ? 'bad' : undefined)}
          onOpen={(row) => setOpen(row.id)}
          columns={[
            {
              key: 'names',
              label: t('channel'),
              cell: (row) => (
                <>
                  <strong>{say(row.names)}</strong>
                  <br />
                  <span className="muted">{kindName(row.kind)}</span>
                </>
              ),
            },
            {
              key: 'subjects',
              label: t('watches'),
              minor: true,
              cell: (row) => (
                <Row>
                  {row.subjects.map((each) => (
                    <Badge key={each}>{subject(each)}</Badge>
                  ))}
                </Row>
              ),
            },
            {
              key: 'status',
              label: t('status'),
              cell: (row) => (
                <Status tone={row.lastSeenAt === null && row.status === 'active' ? 'plain' : TONES[row.status]}>
                  {t(row.lastSeenAt === null && row.status === 'active' ? 'waiting' : row.status)}
                </Status>
              ),
            },
            {
              key: 'lastSeenAt',
              label: t('lastSeen'),
              cell: (row) => (row.lastSeenAt ? when(row.lastSeenAt) : t('never')),
            },
            { key: 'expectedAt', label: t('expected'), minor: true, cell: (row) => when(row.expectedAt) },
            {
              key: 'held',
              label: t('held'),
              right: true,
              cell: (row) => (row.held > 0 ? <Status tone="warn">{row.held}</Status> : 0),
            },
          ]}
        />
        <Card title={t('faults')} actions={<span className="small muted">{t('faultsLead')}</span>} flush>
          <Table
            label={t('faults')}
            data={faults}
            empty={<Empty title={t('noFaults')} icon="check" />}
            tone={() => 'warn'}
            columns={[
              { key: 'channel', label: t('channel'), cell: (row) => nameOf(row.channel) },
              { key: 'day', label: t('countedOn'), cell: (row) => day(row.day) },
              {
                key: 'kind',
                label: t('fault'),
                cell: (row) => <Status tone="warn">{faultWords(row.fault, t)}</Status>,
              },
              { key: 'lines', label: t('lines'), right: true, cell: (row) => row.lines, minor: true },
              {
                key: 'release',
                label: '',
                cell: (row) =>
                  can('investigator', 'officer') && row.kind !== 'impossible' ? (
                    <Button size="small" onClick={() => setReleasing(row)}>
                      {t('release')}
                    </Button>
                  ) : row.kind === 'impossible' ? (
                    <span className="muted">{t('askAgain')}</span>
                  ) : null,
              },
            ]}
          />
        </Card>
      </Stack>
      {open && <ChannelDrawer id={open} onClose={() => setOpen(undefined)} />}
      <Dialog
        open={registering || releasing !== undefined}
        title={releasing ? t('release') : t('register')}
        onClose={() => {
          setRegistering(false);
          setReleasing(undefined);
        }}
      >
        <Suspense fallback={<Waiting rows={4} />}>
          <Forms
            form={releasing ? { act: 'release', fault: releasing } : { act: 'register' }}
            onDone={(saved) => {
              setRegistering(false);
              setReleasing(undefined);
              if (saved) toast(t('saved'));
            }}
          />
        </Suspense>
      </Dialog>
    </Page>
  );
}

import { lazy, Suspense, useState } from 'react';
import { useCommand, useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { useOffice } from '../../../kit/office.ts';
import { Stack } from '../../../kit/page.tsx';
import { Button, Empty, Facts, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { until, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { DutyRow } from '../../duties/index.ts';
import type { FindingRow } from '../model.ts';
import { words } from './words.ts';

const CloseForm = lazy(() => import('./close-form.tsx'));
const RecordForm = lazy(() => import('./record-form.tsx'));
/** One clock for each track (protocols/city/drill-clocks.yaml). */
const CLOCKS = ['control', 'livelihood', 'rights', 'cost'].map((track) => `drill.finding.${track}`);
const CLOSERS = ['hq', 'officer', 'investigator', 'reviewer', 'desk', 'supply'] as const;

/** What drills showed: each with its owner and deadline, until evidence closes it. */
export function Findings() {
  const t = useWords(words);
  const now = useNow();
  const { can } = useSession();
  const { office } = useOffice();
  const [openId, setOpenId] = useState<string>();
  const [recording, setRecording] = useState(false);
  const rows = useRows<FindingRow>('drills.findings', { order: 'status', limit: 200 });
  const duties = useRows<DutyRow>('duties.duties', { where: { clock: CLOCKS }, limit: 200 });
  const close = useCommand('drills.CloseFinding');
  const dutyOf = (id: string): DutyRow | undefined => duties.rows.find(({ subject }) => subject === `finding/${id}`);
  const finding = rows.rows.find(({ id }) => id === openId);
  const duty = finding && dutyOf(finding.id);
  return (
    <Stack>
      {can('trainer', 'hq') && (
        <div className="row end">
          <Button icon="plus" onClick={() => setRecording(true)}>
            {t('record')}
          </Button>
        </div>
      )}
      <Table
        label={t('findings')}
        data={rows}
        onOpen={({ id }) => setOpenId(id)}
        chosen={openId}
        empty={<Empty title={t('noFindings')} icon="check" />}
        tone={(row) => {
          if (row.status === 'closed') return 'good';
          const due = dutyOf(row.id)?.dueAt;
          return due !== undefined && due < now ? 'bad' : 'warn';
        }}
        columns={[
          { key: 'text', label: t('finding'), cell: (row) => <strong>{say(row.text)}</strong> },
          { key: 'track', label: t('track'), minor: true, cell: (row) => t(`track.${row.track}`) },
          {
            key: 'owner',
            label: t('owner'),
            cell: (row) => {
              const owner = dutyOf(row.id)?.owner;
              return owner ? office(owner.level, owner.role) : '–';
            },
          },
          {
            key: 'due',
            label: t('due'),
            cell: (row) => {
              const due = dutyOf(row.id)?.dueAt;
              if (row.status === 'closed') return when(row.closedAt);
              return due ? (
                <>
                  {when(due)} <Status tone={due < now ? 'bad' : 'plain'}>{until(due, now)}</Status>
                </>
              ) : (
                '–'
              );
            },
          },
          {
            key: 'status',
            label: t('state'),
            cell: (row) => (
              <Status tone={row.status === 'open' ? 'warn' : 'good'}>
                {t(row.status === 'open' ? 'statusOpen' : 'statusClosed')}
              </Status>
            ),
          },
        ]}
      />
      {finding && (
        <Dialog title={t('finding')} open onClose={() => setOpenId(undefined)}>
          <Stack>
            <p>
              <strong>{say(finding.text)}</strong>
            </p>
            <Facts
              items={[
                [t('track'), t(`track.${finding.track}`)],
                [t('owner'), duty ? office(duty.owner.level, duty.owner.role) : '–'],
                [t('due'), duty ? when(duty.dueAt, 'full') : '–'],
                [t('state'), t(finding.status === 'open' ? 'statusOpen' : 'statusClosed')],
                ...(finding.evidence
                  ? [[t('evidence'), `${finding.evidence.note} ${finding.evidence.ref ?? ''}`] as [string, string]]
                  : []),
              ]}
            />
            {finding.status === 'open' && can(...CLOSERS) && (
              <Suspense fallback={<Waiting rows={3} />}>
                <CloseForm finding={finding} command={close} onDone={() => setOpenId(undefined)} />
              </Suspense>
            )}
          </Stack>
        </Dialog>
      )}
      {recording && (
        <Dialog title={t('record')} open onClose={() => setRecording(false)}>
          <p className="muted">{t('recordLead')}</p>
          <Suspense fallback={<Waiting rows={5} />}>
            <RecordForm onDone={() => setRecording(false)} />
          </Suspense>
        </Dialog>
      )}
    </Stack>
  );
}

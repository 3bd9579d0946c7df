import { lazy, Suspense, useState } from 'react';
import { useCommand, useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Page, Stack } from '../../../kit/page.tsx';
import { Button, Card, Empty, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { until, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { FloorRow } from '../model.ts';
import { words } from './words.ts';

const StepForm = lazy(() => import('./step-form.tsx'));
const DOERS = ['hq', 'officer', 'investigator', 'supply'] as const;

/** Floors that were crossed, and how far their playbook is. */
export default function FloorPage() {
  const t = useWords(words);
  const now = useNow();
  const place = usePlaceName();
  const { can } = useSession();
  const { disease } = useRuleNames();
  const rows = useRows<FloorRow>('floors.crossings', { order: '-crossedAt', limit: 100 });
  const command = useCommand('floors.DoStep');
  const [asked, setAsked] = useState<{ row: FloorRow; step: string }>();
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <Stack>
        {rows.loading && <Waiting rows={4} />}
        {!rows.loading && rows.rows.length === 0 && (
          <Empty title={t('none')} icon="check">
            {t('noneLead')}
          </Empty>
        )}
        {rows.rows.map((row) => (
          <Card
            key={row.id}
            flush
            track="control"
            title={`${disease(row.disease)} · ${place(row.area)}`}
            actions={<Status tone={row.open > 0 ? 'warn' : 'good'}>{t('crossed', row as never)}</Status>}
          >
            <Table
              label={t('steps')}
              data={row.steps.map((step) => ({ ...step, id: step.step }))}
              tone={(step) => (step.doneAt ? 'good' : step.dueAt < now ? 'bad' : 'warn')}
              columns={[
                { key: 'names', label: t('step'), cell: (step) => <strong>{say(step.names)}</strong> },
                {
                  key: 'dueAt',
                  label: t('due'),
                  cell: (step) => (
                    <>
                      {when(step.dueAt)}{' '}
                      {!step.doneAt && (
                        <Status tone={step.dueAt < now ? 'bad' : 'plain'}>{until(step.dueAt, now)}</Status>
                      )}
                    </>
                  ),
                },
                {
                  key: 'state',
                  label: t('state'),
                  cell: (step) =>
                    step.doneAt ? (
                      <>
                        <Status tone="good">{t('doneBy', { name: step.by ?? '' })}</Status> {step.result}
                      </>
                    ) : can(...DOERS) ? (
                      <Button size="small" onClick={() => setAsked({ row, step: step.step })}>
                        {t('done')}
                      </Button>
                    ) : (
                      <Status tone="warn">{t('open')}</Status>
                    ),
                },
              ]}
            />
          </Card>
        ))}
      </Stack>
      {asked && (
        <Dialog title={t('done')} open onClose={() => setAsked(undefined)}>
          <Suspense fallback={<Waiting rows={3} />}>
            <StepForm row={asked.row} step={asked.step} command={command} onDone={() => setAsked(undefined)} />
          </Suspense>
        </Dialog>
      )}
    </Page>
  );
}

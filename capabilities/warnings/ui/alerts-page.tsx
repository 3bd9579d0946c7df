import { lazy, Suspense, useState } from 'react';
import { useCommand, useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Drawer, toast } from '../../../kit/dialog.tsx';
import { Tabs } from '../../../kit/filters.tsx';
import { Page, Row, Stack } from '../../../kit/page.tsx';
import { Badge, Button, Card, Facts, Refusal, Status, Timeline, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, percent, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { SeriesPicture } from '../../signals/ui/index.ts';
import { STAGES, type Stage } from '../model.ts';
import type { AlertRow } from '../views.ts';
import type { Act } from './alert-forms.tsx';
import { words } from './words.ts';

const ActForm = lazy(() => import('./alert-forms.tsx'));

/** Alerts by stage, and everything to be done with one. */
export default function AlertsPage() {
  const t = useWords(words);
  const [open, setOpen] = useState<string>();
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <Tabs
        label={t('title')}
        tabs={STAGES.map((stage) => ({
          id: stage,
          label: t(stage),
          body: () => <List key={stage} stage={stage} onOpen={setOpen} />,
        }))}
      />
      {open && <AlertDrawer id={open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

function List({ stage, onOpen }: { stage: Stage; onOpen(id: string): void }) {
  const t = useWords(words);
  const place = usePlaceName();
  const { disease } = useRuleNames();
  const rows = useRows<AlertRow>('warnings.alerts', { where: { stage } });
  return (
    <Table
      label={t(stage)}
      data={rows}
      empty={t('empty')}
      onOpen={(row) => onOpen(row.id)}
      columns={[
        { key: 'subject', label: t('subject'), cell: (row) => disease(row.subject) },
        { key: 'area', label: t('place'), cell: (row) => place(row.area) },
        { key: 'why', label: t('why'), cell: (row) => say(row.why) },
        { key: 'detectedAt', label: t('detected'), cell: (row) => when(row.detectedAt) },
        { key: 'ownerId', label: t('owner'), cell: (row) => row.ownerName ?? '–' },
      ]}
    />
  );
}

const ACTS: Record<Stage, Act[]> = {
  open: ['verify', 'notify', 'discard'],
  verified: ['notify', 'assess', 'issue', 'link', 'discard'],
  assessed: ['notify', 'issue', 'link', 'discard'],
  responding: ['assess', 'issue', 'link', 'complete', 'discard'],
  completed: [],
  discarded: [],
};

function AlertDrawer({ id, onClose }: { id: string; onClose(): void }) {
  const t = useWords(words);
  const place = usePlaceName();
  const { disease } = useRuleNames();
  const { can } = useSession();
  const { row, loading, refusal } = useRow<AlertRow>('warnings.alerts', id);
  const take = useCommand('warnings.TakeAlert');
  const [act, setAct] = useState<{ act: Act; action?: string }>();
  if (!row)
    return (
      <Drawer open title={id} onClose={onClose}>
        {loading ? <Waiting /> : <Refusal refusal={refusal} />}
      </Drawer>
    );
  const works = can('investigator', 'officer', 'hq');
  const judged = row.before.right + row.before.wrong;
  return (
    <Drawer open title={`${disease(row.subject)} · ${place(row.area)}`} onClose={onClose}>
      <Stack>
        <Row>
          <Badge>{t(row.stage)}</Badge>
          {row.risk && <Badge>{row.risk}</Badge>}
        </Row>
        <p>{say(row.why)}</p>
        <Facts
          columns={2}
          items={[
            [t('detected'), when(row.detectedAt, 'full')],
            [t('before'), judged ? t('beforeOf', { right: row.before.right, all: judged }) : t('never')],
            [t('emerged'), row.emergedOn ? day(row.emergedOn, 'full') : '–'],
            [t('notified'), row.notifiedAt ? `${when(row.notifiedAt, 'full')} ${row.notifiedTo ?? ''}` : '–'],
            [t('responded'), row.respondedAt ? when(row.respondedAt, 'full') : '–'],
            [t('owner'), row.ownerName ?? '–'],
            [t('cases'), row.cases.join(', ') || '–'],
          ]}
        />
        {works && (
          <Row>
            {row.stage !== 'completed' && row.stage !== 'discarded' && (
              <Button size="small" onClick={() => void take.run({ id })}>
                {t('take')}
              </Button>
            )}
            {ACTS[row.stage].map((each) => (
              <Button key={each} size="small" onClick={() => setAct({ act: each })}>
                {t(each)}
              </Button>
            ))}
          </Row>
        )}
        <Refusal refusal={take.refusal} />
        {act && (
          <Card title={t(act.act)}>
            <Suspense fallback={<Waiting rows={2} />}>
              <ActForm
                key={`${act.act} ${act.action}`}
                act={act.act}
                id={id}
                action={act.action}
                onDone={() => {
                  setAct(undefined);
                  toast(t('saved'));
                }}
              />
            </Suspense>
          </Card>
        )}
        {row.steps.length > 0 && (
          <Card title={t('steps')}>
            <Stack>
              {row.steps.map((step) => (
                <Row key={step.action} between>
                  <span>
                    {say(step.names)} · {step.result ?? step.skipped ?? t('due', { at: when(step.dueAt) })}
                  </span>
                  {step.by ? (
                    <Status tone="good">{step.by}</Status>
                  ) : (
                    works && (
                      <Row>
                        <Button size="small" onClick={() => setAct({ act: 'done', action: step.action })}>
                          {t('done')}
                        </Button>
                        <Button size="small" onClick={() => setAct({ act: 'skip', action: step.action })}>
                          {t('skip')}
                        </Button>
                      </Row>
                    )
                  )}
                </Row>
              ))}
            </Stack>
          </Card>
        )}
        {row.parts.map((part) => (
          <Card key={part.series} title={`${t('sources')} ${percent(part.share)}`}>
            <SeriesPicture id={part.series} />
          </Card>
        ))}
        <Card title={t('history')}>
          <Timeline
            label={t('history')}
            moments={row.history.toReversed().map((each, n) => ({
              id: String(n),
              at: `${when(each.at, 'full')} · ${each.by}`,
              title: each.what,
              body: each.detail || undefined,
            }))}
          />
        </Card>
      </Stack>
    </Drawer>
  );
}

import { lazy, Suspense, useState } from 'react';
import { useCommand, useNow, useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Drawer, toast } from '../../../kit/dialog.tsx';
import { Row, Stack } from '../../../kit/page.tsx';
import { Badge, Button, Card, Facts, Refusal, Status, Timeline, Waiting } from '../../../kit/parts.tsx';
import { day, number, percent, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { kindName, SeriesPicture, useSubjectName } from '../../signals/ui/index.ts';
import type { Stage } from '../model.ts';
import type { AlertRow, WarningRow } from '../views.ts';
import type { Act } from './alert-forms.tsx';
import { SevenOneSeven } from './seven-one-seven.tsx';
import { type Key, words } from './words.ts';

const ActForm = lazy(() => import('./alert-forms.tsx'));

const ACTS: Record<Stage, Act[]> = {
  open: ['verify', 'notify', 'discard'],
  verified: ['notify', 'assess', 'issue', 'link', 'discard'],
  assessed: ['notify', 'issue', 'link', 'discard'],
  responding: ['assess', 'issue', 'link', 'complete', 'discard'],
  completed: ['reopen'],
  discarded: ['reopen'],
};
/** What a stage waits for: the main button. */
const NEXT: Partial<Record<Stage, Act>> = {
  open: 'verify',
  verified: 'notify',
  assessed: 'notify',
  responding: 'complete',
};
export const STAGE_TONES = {
  open: 'bad',
  verified: 'warn',
  assessed: 'warn',
  responding: 'info',
  completed: 'good',
  discarded: 'plain',
} as const;

/** One alert: why it fired, its picture, 7-1-7, and everything to be done with it. */
export function AlertDrawer({ id, onClose }: { id: string; onClose(): void }) {
  const t = useWords(words);
  const now = useNow();
  const place = usePlaceName();
  const subject = useSubjectName();
  const { can } = useSession();
  const { row, loading, refusal } = useRow<AlertRow>('warnings.alerts', id);
  const issued = useRows<WarningRow>('warnings.issued', { where: { alert: id } });
  const take = useCommand('warnings.TakeAlert');
  const [act, setAct] = useState<{ act: Act; action?: string }>();
  if (!row)
    return (
      <Drawer open title={t('title')} onClose={onClose}>
        {loading ? <Waiting /> : <Refusal refusal={refusal} />}
      </Drawer>
    );
  const works = can('investigator', 'officer', 'hq');
  const judged = row.before.right + row.before.wrong;
  const ended = row.stage === 'completed' || row.stage === 'discarded';
  const form = act && (
    <Card title={t(act.act)}>
      <Suspense fallback={<Waiting rows={2} />}>
        <ActForm
          key={`${act.act} ${act.action}`}
          act={act.act}
          id={id}
          action={act.action}
          onDone={(saved) => {
            setAct(undefined);
            if (saved) toast(t('saved'));
          }}
        />
      </Suspense>
    </Card>
  );
  return (
    <Drawer open size="large" title={`${place(row.area)} · ${subject(row.subject)}`} onClose={onClose}>
      <Stack>
        <Row>
          <Status tone={STAGE_TONES[row.stage]}>{t(row.stage)}</Status>
          {row.risk && <Badge tone="warn">{t('riskOf', { risk: t(`risk.${row.risk}` as Key) })}</Badge>}
          <Badge>{t(`monitor.${row.monitor}` as Key)}</Badge>
        </Row>
        <p className="alert-why">{say(row.why)}</p>
        {row.places && <p>{t('places', { names: row.places.map((path) => place(path)).join(t('comma')) })}</p>}
        <SevenOneSeven row={row} now={now} />
        {works && (
          <Row>
            {ACTS[row.stage].map((each) => (
              <Button
                key={each}
                look={each === NEXT[row.stage] ? 'main' : 'plain'}
                onClick={() => setAct({ act: each })}
              >
                {t(each)}
              </Button>
            ))}
            {!ended && !row.ownerId && (
              <Button busy={take.busy} onClick={() => void take.run({ id })}>
                {t('take')}
              </Button>
            )}
          </Row>
        )}
        <Refusal refusal={take.refusal} />
        {act && !act.action && form}
        <Facts
          columns={2}
          items={
            [
              [t('before'), judged ? t('beforeOf', { right: row.before.right, all: judged }) : t('never')],
              [t('chance'), chanceOf(row, t)],
              [t('owner'), row.ownerName],
              [t('detected'), when(row.detectedAt, 'full')],
              [t('how'), row.how],
              [t('grounds'), row.grounds],
              [t('notifiedTo'), row.notifiedTo],
              [t('discardedFor'), row.discarded ? t(`because.${row.discarded}` as Key) : undefined],
            ].filter(([, value]) => value !== null && value !== undefined) as [string, string][]
          }
        />
        {row.cases.length > 0 && (
          <p>
            {t('cases')}{' '}
            {row.cases.map((each) => (
              <Badge key={each}>{each}</Badge>
            ))}
          </p>
        )}
        {row.steps.length > 0 && (
          <Card title={t('steps')}>
            <ul className="alert-steps">
              {row.steps.map((step) => (
                <li key={step.action}>
                  <div>
                    <strong>{say(step.names)}</strong>
                    <span className="small muted">
                      {step.result ?? step.skipped ?? t('due', { at: when(step.dueAt) })}
                    </span>
                  </div>
                  {step.by ? (
                    <Status tone={step.skipped ? 'plain' : 'good'}>{step.by}</Status>
                  ) : step.dueAt < now ? (
                    <Status tone="bad">{t('overdue')}</Status>
                  ) : null}
                  {!step.by && works && (
                    <Row>
                      <Button size="small" onClick={() => setAct({ act: 'done', action: step.action })}>
                        {t('done')}
                      </Button>
                      <Button size="small" look="quiet" onClick={() => setAct({ act: 'skip', action: step.action })}>
                        {t('skip')}
                      </Button>
                    </Row>
                  )}
                  {act?.action === step.action && form}
                </li>
              ))}
            </ul>
          </Card>
        )}
        {issued.rows.map((warning) => (
          <Card key={warning.id} title={t(`form.${warning.form}` as Key)}>
            <p className="small muted">
              {when(warning.at)} · {warning.by} · {warning.to}
            </p>
            <p>{say(warning)}</p>
          </Card>
        ))}
        {row.parts.map((part) => (
          <Card
            key={part.series}
            title={kindName(part.kind)}
            actions={<Badge>{t('share', { share: percent(part.share), n: number(part.observed) })}</Badge>}
          >
            <SeriesPicture id={part.series} height={190} steps={60} />
          </Card>
        ))}
        <Card title={t('history')}>
          <Timeline
            label={t('history')}
            moments={row.history.toReversed().map((each, n) => ({
              id: String(n),
              at: `${when(each.at, 'full')} · ${each.by === 'Tandem' ? t('itself') : each.by}`,
              title: t(`what.${each.what}` as Key),
              body: each.detail || undefined,
            }))}
          />
        </Card>
        <p className="small muted">{t('began', { day: day(row.day, 'full') })}</p>
      </Stack>
    </Drawer>
  );
}

/** How seldom chance alone says as much: one in so many nights. */
function chanceOf(
  row: AlertRow,
  t: (key: Key, values?: Record<string, string | number>) => string,
): string | undefined {
  if (row.monitor === 'person' || row.monitor === 'always') return undefined;
  const nights = row.p > 0 ? 1 / row.p : Number.POSITIVE_INFINITY;
  if (nights > 1e6) return t('chanceLess');
  const count = Math.max(1, Math.round(nights));
  return t('chanceOne', { count, n: number(count) });
}

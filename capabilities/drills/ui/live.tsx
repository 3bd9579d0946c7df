import { useMemo } from 'react';
import { LineChart } from '../../../kit/charts.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Badge, Banner, Button, Card, Progress, Stat } from '../../../kit/parts.tsx';
import { day, number } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { DrillCard, DrillDay, DrillRun } from '../live.ts';
import { ScoreSheet } from './score-sheet.tsx';
import { TakeOver } from './take-over.tsx';
import { type Key, words } from './words.ts';

const HEIGHT = 230;

/** A drill as it unfolds: both tracks day by day, what was put in the way, and at the end the score. */
export function Live({
  run,
  card,
  onStop,
  onAgain,
}: {
  run: DrillRun;
  card: DrillCard;
  onStop(): void;
  onAgain(): void;
}) {
  const t = useWords(words);
  const last = run.frames.at(-1);
  const refused = Object.values(run.result?.refused ?? {}).reduce((sum, n) => sum + n, 0);
  return (
    <Stack>
      {run.state === 'running' ? (
        <Card>
          <Progress
            label={last ? t('running', { name: say(card.names) }) : t('preparing')}
            done={run.frames.length}
            total={run.days}
            onCancel={onStop}
          />
        </Card>
      ) : (
        <div className="row between">
          <h2 className="drill-name">
            {say(card.names)} <Badge tone="warn">{t('exercise')}</Badge>
          </h2>
          <Button icon="left" onClick={onAgain}>
            {t('again')}
          </Button>
        </div>
      )}
      {run.state === 'cancelled' && <Banner tone="info">{t('stopped')}</Banner>}
      {run.state === 'failed' && (
        <Banner tone="bad">
          {t('failed')}: {run.fault}
        </Banner>
      )}
      {run.result && (
        <>
          <ScoreSheet
            lines={run.result.sheet}
            foot={`${t('events', { n: number(run.result.events) })} · ${t('refused', { count: refused, n: number(refused) })}`}
          />
          <TakeOver card={card} result={run.result} runId={run.id} />
        </>
      )}
      {last && <Tracks frames={run.frames} last={last} />}
      <Happened frames={run.frames} />
    </Stack>
  );
}

function Tracks({ frames, last }: { frames: DrillDay[]; last: DrillDay }) {
  const t = useWords(words);
  const x = useMemo(() => frames.map(({ date }) => day(date)), [frames]);
  const control = useMemo(
    () => [
      { id: 'infections', label: t('infected'), values: frames.map((each) => each.infections), dashed: true },
      { id: 'cases', label: t('found'), values: frames.map((each) => each.cases) },
      { id: 'staying', label: t('staying'), values: frames.map((each) => each.staying) },
      ...(frames.some(({ zoned }) => zoned > 0)
        ? [{ id: 'zoned', label: t('zoned'), values: frames.map((each) => each.zoned) }]
        : []),
    ],
    [frames, t],
  );
  const life = useMemo(
    () => [
      { id: 'taken', label: t('taken'), values: frames.map((each) => each.requestsTaken) },
      { id: 'closed', label: t('closed'), values: frames.map((each) => each.requestsClosed) },
      { id: 'late', label: t('late'), values: frames.map((each) => each.requestsLate), dashed: true },
    ],
    [frames, t],
  );
  return (
    <div className="drill-tracks">
      <section aria-label={t('control')} className="drill-track">
        <h2 className="drill-track-name control">{t('control')}</h2>
        <div className="drill-stats">
          <Stat track="control" label={t('found')} value={last.cases} spark={frames.map(({ cases }) => cases)} />
          <Stat track="control" label={t('staying')} value={last.staying} />
          <Stat track="control" label={t('zoned')} value={last.zoned} />
          <Stat
            track="control"
            label={t('waiting')}
            value={last.waitingForBed}
            tone={last.waitingForBed > 0 ? 'warn' : undefined}
          />
        </div>
        <Card track="control">
          <LineChart label={t('controlByDay')} x={x} series={control} height={HEIGHT} />
          <p className="small muted">{t('onlyTrainer')}</p>
        </Card>
      </section>
      <section aria-label={t('life')} className="drill-track">
        <h2 className="drill-track-name life">{t('life')}</h2>
        <div className="drill-stats">
          <Stat
            track="life"
            label={t('taken')}
            value={last.requestsTaken}
            spark={frames.map((each) => each.requestsTaken)}
          />
          <Stat
            track="life"
            label={t('late')}
            value={last.requestsLate}
            tone={last.requestsLate > 0 ? 'warn' : undefined}
          />
          <Stat track="life" label={t('lost')} value={last.callsLost} tone={last.callsLost > 0 ? 'bad' : undefined} />
          <Stat track="life" label={t('visits')} value={last.visits} />
        </div>
        <Card track="life">
          <LineChart label={t('lifeByDay')} x={x} series={life} height={HEIGHT} />
        </Card>
      </section>
    </div>
  );
}

/** What was put in the way, on the day it was. */
function Happened({ frames }: { frames: DrillDay[] }) {
  const t = useWords(words);
  const days = frames.filter(({ injects }) => injects.length > 0);
  if (days.length === 0) return null;
  return (
    <Card title={t('what')}>
      <ol className="drill-injects">
        {days.map(({ day: n, date, injects }) => (
          <li key={n}>
            <Badge>{day(date)}</Badge> <span>{injects.map((kind) => t(`inject.${kind}` as Key)).join(' · ')}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

import { LineChart } from '../../../kit/charts.tsx';
import { useGet } from '../../../kit/client.tsx';
import { Grid, Stack } from '../../../kit/page.tsx';
import { Banner, Card, Refusal, Stat, Waiting } from '../../../kit/parts.tsx';
import { day, number, percent } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import type { Transmission } from '../estimate.ts';
import type { Forecast, Scores } from '../forecast.ts';
import { words } from './words.ts';

/** Days of the past beside the forecast. */
const BEFORE = 21;

/** The coming week with its bounds, and what earlier forecasts were worth. */
export function Coming({ asked, past }: { asked: URLSearchParams; past: Transmission['days'] }) {
  const t = useWords(words);
  const { data, loading, refusal, again } = useGet<Forecast>(`/api/transmission/forecast?${asked}`, 'cases.cases');
  if (!data) return loading ? <Waiting rows={5} /> : <Refusal refusal={refusal} onAgain={again} />;
  if (data.lacks || !data.sum)
    return (
      <Card title={t('coming')}>
        <Banner tone="info">{t(data.lacks === 'no-interval' ? 'comingNoInterval' : 'comingTooFew')}</Banner>
      </Card>
    );
  const before = past.slice(-BEFORE);
  const ahead = data.days;
  const none = before.map(() => null);
  const band = percent(data.band);
  return (
    <Card title={t('coming')}>
      <Stack>
        <p>
          {t('comingSaid', {
            count: data.sum.median,
            n: number(data.sum.median),
            low: number(data.sum.low),
            high: number(data.sum.high),
            band,
          })}
        </p>
        <LineChart
          label={t('comingLabel', { band })}
          x={[...before, ...ahead].map((row) => day(row.day))}
          series={[
            {
              id: 'expected',
              label: t('expected', { band }),
              values: [...before.map((row) => row.nowcast), ...ahead.map(() => null)],
              band: [
                ...before.map((row): [number, number] => [row.low ?? row.known, row.high ?? row.known]),
                ...ahead.map(() => null),
              ],
            },
            {
              id: 'ahead',
              label: t('forecast', { band }),
              values: [...none, ...ahead.map((row) => row.median)],
              band: [...none, ...ahead.map((row) => row.outer)],
              dashed: true,
            },
            {
              id: 'half',
              label: t('half'),
              values: [...none, ...ahead.map(() => null)],
              band: [...none, ...ahead.map((row) => row.inner)],
            },
          ]}
        />
        {data.scores ? <Worth scores={data.scores} /> : <p className="muted">{t('noScores')}</p>}
      </Stack>
    </Card>
  );
}

/** Scores in words that a person can check by counting. */
function Worth({ scores }: { scores: Scores }) {
  const t = useWords(words);
  const better = scores.wis < scores.wisOfLastWeek;
  return (
    <section aria-label={t('worth')}>
      <h3>{t('worth')}</h3>
      <p className="small muted">{t('worthLead', { n: scores.forecasts, days: scores.days })}</p>
      <Grid min={11}>
        <Stat
          label={t('inside50')}
          value={percent(scores.inside50)}
          note={t('inside50Note', { n: Math.round(scores.inside50 * scores.days), days: scores.days })}
          track="control"
        />
        <Stat
          label={t('inside90')}
          value={percent(scores.inside90)}
          note={t('inside90Note', { n: Math.round(scores.inside90 * scores.days), days: scores.days })}
          track="control"
        />
        <Stat
          label={t('wis')}
          value={number(scores.wis)}
          note={t(better ? 'wisBetter' : 'wisWorse', { n: number(scores.wisOfLastWeek) })}
          tone={better ? undefined : 'warn'}
          track="control"
        />
        <Stat label={t('crps')} value={number(scores.crps)} note={t('crpsNote')} track="control" />
      </Grid>
    </section>
  );
}

import { LineChart } from '../../../kit/charts.tsx';
import { useGet } from '../../../kit/client.tsx';
import { Grid, Stack } from '../../../kit/page.tsx';
import { Banner, Card, Refusal, Stat, Waiting } from '../../../kit/parts.tsx';
import { day, number, percent } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import type { Behind as Data, End, Spread } from '../behind.ts';
import { words } from './words-behind.ts';

/** Chances of being over as they are said. */
const LIKELY = 0.5;
const UNLIKELY = 0.05;

/** What lies behind the cases: infections by day, whether it is over, and how unequally cases infect. */
export function Behind({ asked }: { asked: URLSearchParams }) {
  const t = useWords(words);
  const { data, loading, refusal, again } = useGet<Data>(`/api/transmission/behind?${asked}`, 'cases.cases');
  if (!data) return loading ? <Waiting rows={5} /> : <Refusal refusal={refusal} onAgain={again} />;
  const { infections } = data;
  return (
    <>
      <Card title={t('infections')}>
        {infections ? (
          <Stack>
            <p>{t('infectionsSaid', { mean: number(infections.incubation.mean) })}</p>
            <LineChart
              label={t('infectionsLabel')}
              x={infections.days.map((row) => day(row.day))}
              series={[
                { id: 'infections', label: t('infected'), values: infections.days.map((row) => row.infections) },
                { id: 'onsets', label: t('onsets'), values: infections.days.map((row) => row.onsets), dashed: true },
              ]}
            />
          </Stack>
        ) : (
          <Banner tone="info">{t(data.infectionsLack === 'no-incubation' ? 'noIncubation' : 'nobodyIll')}</Banner>
        )}
      </Card>
      <Card title={t('end')}>
        {data.end ? (
          <Ending end={data.end} />
        ) : (
          <Banner tone="info">{t(data.endLacks === 'no-interval' ? 'endNoInterval' : 'nobodyIll')}</Banner>
        )}
      </Card>
      {data.spread && (
        <Card title={t('spread')}>
          <Spreading spread={data.spread} band={percent(data.band)} />
        </Card>
      )}
    </>
  );
}

function Ending({ end }: { end: End }) {
  const t = useWords(words);
  const said =
    end.over >= end.level
      ? 'over'
      : end.over >= LIKELY
        ? 'perhapsOver'
        : end.over >= UNLIKELY
          ? 'hardlyOver'
          : 'goesOn';
  return (
    <Stack>
      <p>
        <strong>{t(said)}</strong> {t('endSaid')}
      </p>
      <Grid min={11}>
        <Stat label={t('quiet')} value={end.quiet} note={t('lastOnset', { day: day(end.lastOnset) })} track="control" />
        <Stat
          label={t('chanceOver')}
          value={end.over < 0.01 ? `< ${percent(0.01)}` : end.over > 0.99 ? `> ${percent(0.99)}` : percent(end.over)}
          track="control"
        />
        <Stat
          label={t('overBy', { level: percent(end.level) })}
          value={end.by ? day(end.by) : t('reached')}
          note={end.by ? t('ifNobody') : undefined}
          track="control"
        />
      </Grid>
    </Stack>
  );
}

function Spreading({ spread, band }: { spread: Spread; band: string }) {
  const t = useWords(words);
  const { k, low, high, behind, counted, linked, infected, most, gap } = spread;
  const basis = (
    <p className="small muted">
      {t('basis', { counted, linked, infected, most })} {gap ? t('gap', { n: gap.pairs, mean: number(gap.mean) }) : ''}
    </p>
  );
  if (spread.lacks)
    return (
      <Stack>
        <Banner tone="info">{t('spreadTooFew')}</Banner>
        {basis}
      </Stack>
    );
  return (
    <Stack>
      <p>{k === null ? t('evenly') : t(k < 1 ? 'unevenly' : 'mildly', { share: percent(behind ?? 0) })}</p>
      {k !== null && low !== null && high !== null && (
        <Grid min={11}>
          <Stat
            label={t('k')}
            value={number(k)}
            note={t('kBounds', { band, low: number(low), high: number(high) })}
            track="control"
          />
          <Stat label={t('behind')} value={percent(behind ?? 0)} note={t('behindNote')} track="control" />
        </Grid>
      )}
      {basis}
    </Stack>
  );
}

import { useGet } from '../../../kit/client.tsx';
import { Grid, Stack } from '../../../kit/page.tsx';
import { Banner, Card, Refusal, Stat, Waiting } from '../../../kit/parts.tsx';
import { day, number, percent } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { Carried, Between as Data, Near } from '../between.ts';
import { CLEAR } from './clear.ts';
import { words } from './words-between.ts';

/** How counts pass between communities, and whether those near in time are near in place. */
export function Between({ asked }: { asked: URLSearchParams }) {
  const t = useWords(words);
  const { data, loading, refusal, again } = useGet<Data>(`/api/transmission/between?${asked}`, 'signals.series');
  if (!data) return loading ? <Waiting rows={5} /> : <Refusal refusal={refusal} onAgain={again} />;
  return (
    <>
      <Card title={t('carried')}>
        {data.carried ? (
          <From carried={data.carried} band={data.band} />
        ) : (
          <Banner tone="info">{t('noCarried')}</Banner>
        )}
      </Card>
      <Card title={t('near')}>
        {data.near ? <Gathered near={data.near} /> : <Banner tone="info">{t('noNear')}</Banner>}
      </Card>
    </>
  );
}

function From({ carried, band }: { carried: Carried; band: number }) {
  const t = useWords(words);
  const { weeks, places, own, neighbours, anew, follow, next } = carried;
  return (
    <Stack>
      <p className="small muted">{t('carriedLead', { weeks, places })}</p>
      <Grid min={11}>
        <Stat label={t('own')} value={percent(own)} track="control" />
        <Stat label={t('neighbours')} value={percent(neighbours)} track="control" />
        <Stat label={t('anew')} value={percent(anew)} note={t('anewNote')} track="control" />
        <Stat
          label={t('next', { from: day(next.from), to: day(next.to) })}
          value={next.median}
          note={t('nextNote', { low: number(next.low), high: number(next.high), band: percent(band) })}
          track="control"
        />
      </Grid>
      <p>{t(follow < 1 ? 'followed' : 'grows', { n: number(Number(follow.toFixed(2))) })}</p>
    </Stack>
  );
}

function Gathered({ near }: { near: Near }) {
  const t = useWords(words);
  const place = usePlaceName();
  const { pairs, expected, days, km, p, alarm } = near;
  const clear = p <= CLEAR && pairs > expected;
  return (
    <Stack>
      <p>{t(clear ? 'nearYes' : 'nearNo', { pairs: number(pairs), expected: number(expected), days, km })}</p>
      <Grid min={11}>
        <Stat label={t('pairs')} value={pairs} tone={clear ? 'bad' : undefined} track="control" />
        <Stat label={t('expected')} value={expected} track="control" />
        <Stat label={t('p')} value={p < 0.01 ? `< ${percent(0.01)}` : percent(p)} note={t('pNote')} track="control" />
      </Grid>
      <p>{alarm ? t('alarm', { day: day(alarm.day), place: place(alarm.place) }) : t('noAlarm')}</p>
    </Stack>
  );
}

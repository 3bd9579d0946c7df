import { LineChart } from '../../../kit/charts.tsx';
import { useGet } from '../../../kit/client.tsx';
import { Download, Row, Stack } from '../../../kit/page.tsx';
import { Banner, Refusal, Waiting } from '../../../kit/parts.tsx';
import { day } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { Picture } from '../picture.ts';
import { KIND_WORDS } from '../why.ts';
import { words } from './words.ts';

/** One series: what was counted, what was to be expected at the time, and the bound; with the same as CSV. */
export function SeriesPicture({ id }: { id: string }) {
  const t = useWords(words);
  const place = usePlaceName();
  const { disease } = useRuleNames();
  const asked = new URLSearchParams({ id });
  const { data, loading, refusal, again } = useGet<Picture>(`/api/signals/picture?${asked}`, 'signals.series');
  if (loading) return <Waiting rows={4} />;
  if (!data) return <Refusal refusal={refusal} onAgain={again} />;
  const kind = KIND_WORDS[data.kind];
  const label = t('picture', {
    kind: kind ? say(kind) : data.kind,
    subject: disease(data.subject),
    place: place(data.area),
  });
  const of = (key: 'observed' | 'expected' | 'upper') => data.days.map((row) => row[key]);
  return (
    <Stack>
      {data.days.every(({ expected }) => expected === null) && <Banner tone="info">{t('learning')}</Banner>}
      <LineChart
        label={label}
        x={data.days.map((row) => day(row.day))}
        series={[
          { id: 'observed', label: t('observed'), values: of('observed') },
          { id: 'expected', label: t('expected'), values: of('expected'), dashed: true },
          { id: 'upper', label: t('upper'), values: of('upper'), dashed: true },
        ]}
      />
      <Row end>
        <Download name={`${id.replaceAll('|', '-')}.csv`} href={`/api/signals/picture.csv?${asked}`}>
          {t('csv')}
        </Download>
      </Row>
    </Stack>
  );
}

import { useRef } from 'react';
import { savePicture } from '../../../kit/charts/save-picture.ts';
import { LineChart } from '../../../kit/charts.tsx';
import { useGet } from '../../../kit/client.tsx';
import { Download, Row, Stack } from '../../../kit/page.tsx';
import { Banner, Button, Refusal, Waiting } from '../../../kit/parts.tsx';
import { day } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { Picture } from '../picture.ts';
import { kindName, useSubjectName } from './names.tsx';
import { words } from './words.ts';

/** One series: what was counted, what was to be expected at the time, the bound and the alarms; with the same as CSV and PNG. */
export function SeriesPicture({ id, steps = 90, height = 240 }: { id: string; steps?: number; height?: number }) {
  const t = useWords(words);
  const place = usePlaceName();
  const subject = useSubjectName();
  const frame = useRef<HTMLDivElement>(null);
  const asked = new URLSearchParams({ id, steps: String(steps) });
  const { data, loading, refusal, again } = useGet<Picture>(`/api/signals/picture?${asked}`, 'signals.series');
  if (loading) return <Waiting rows={4} />;
  if (!data) return <Refusal refusal={refusal} onAgain={again} />;
  const label = t('picture', { kind: kindName(data.kind), subject: subject(data.subject), place: place(data.area) });
  const of = (key: 'observed' | 'expected' | 'upper') => data.days.map((row) => row[key]);
  const band = data.days.map((row): [number, number] | null =>
    row.expected === null ? null : [row.expected, Math.max(row.expected, row.upper ?? 0)],
  );
  const alarms = data.days.map((row) => (row.alarm ? row.observed : null));
  return (
    <Stack gap="tight">
      {data.days.every(({ expected }) => expected === null) && <Banner tone="info">{t('learning')}</Banner>}
      <div ref={frame}>
        <LineChart
          label={label}
          x={data.days.map((row) => day(row.day))}
          height={height}
          series={[
            { id: 'observed', label: t('observed'), values: of('observed') },
            { id: 'expected', label: t('expected'), values: of('expected'), dashed: true, band },
            ...(alarms.some((value) => value !== null)
              ? [{ id: 'alarm', label: t('alarm'), values: alarms, points: true }]
              : []),
          ]}
        />
      </div>
      <Row end>
        <Download name={`${id.replaceAll('|', '-')}.csv`} href={`/api/signals/picture.csv?${asked}`}>
          {t('csv')}
        </Download>
        <Button
          icon="download"
          onClick={() => frame.current && void savePicture(frame.current, label, `${id.replaceAll('|', '-')}.png`)}
        >
          {t('png')}
        </Button>
      </Row>
    </Stack>
  );
}

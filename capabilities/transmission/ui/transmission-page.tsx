import { useState } from 'react';
import { LineChart } from '../../../kit/charts.tsx';
import { useGet } from '../../../kit/client.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Page, Stack } from '../../../kit/page.tsx';
import { Banner, Card, Empty, Refusal, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, number, percent } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { useSubjectName } from '../../signals/ui/index.ts';
import type { Transmission } from '../estimate.ts';
import { Behind } from './behind.tsx';
import { Coming } from './coming.tsx';
import { words } from './words.ts';

const BANDS = [0.9, 0.95, 0.99];

/** Nowcast, reproduction number, forecast and delays of one disease in the reader's area. */
export default function TransmissionPage() {
  const t = useWords(words);
  const { disease: name } = useRuleNames();
  const subject = useSubjectName();
  const [disease, setDisease] = useState('');
  const [band, setBand] = useState('');
  const asked = new URLSearchParams({ disease, band });
  const { data, loading, refusal, again } = useGet<Transmission>(`/api/transmission?${asked}`, 'cases.cases');
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <Stack>
        <Refusal refusal={refusal} onAgain={again} />
        {loading && <Waiting rows={6} />}
        {data && data.diseases.length === 0 && <Empty title={t('empty')} />}
        {data && data.diseases.length > 0 && (
          <div className="filters">
            <label className="filter">
              <span>{t('disease')}</span>
              <select value={data.disease ?? ''} onChange={(event) => setDisease(event.target.value)}>
                {data.diseases.map((id) => (
                  <option key={id} value={id}>
                    {name(id) === id ? subject(id) : name(id)}
                  </option>
                ))}
              </select>
            </label>
            <Segments
              label={t('bounds')}
              value={String(data.band)}
              onChange={setBand}
              choices={BANDS.map((each) => ({ value: String(each), label: percent(each) }))}
            />
            <span className="small muted">{t('boundsHint')}</span>
          </div>
        )}
        {data && data.days.length > 0 && <Pictures data={data} />}
        {data && data.days.length > 0 && <Coming asked={asked} past={data.days} />}
        {data && data.days.length > 0 && <Behind asked={asked} />}
        {data && data.days.length > 0 && <Delays delays={data.delays} />}
      </Stack>
    </Page>
  );
}

function Pictures({ data }: { data: Transmission }) {
  const t = useWords(words);
  const { r, days, interval } = data;
  const band = percent(data.band);
  const estimated = r.filter((row) => row.mean !== null);
  return (
    <>
      {data.withoutOnset > 0 && (
        <Banner tone="info">
          {t('without', { count: data.withoutOnset, n: number(data.withoutOnset), all: number(data.cases) })}
        </Banner>
      )}
      <Card>
        <LineChart
          label={t('nowcast')}
          x={days.map((row) => day(row.day))}
          series={[
            { id: 'known', label: t('known'), values: days.map((row) => row.known) },
            {
              id: 'expected',
              label: t('expected', { band }),
              values: days.map((row) => row.nowcast),
              band: days.map((row): [number, number] => [row.low ?? row.known, row.high ?? row.known]),
            },
          ]}
        />
      </Card>
      <Card>
        {estimated.length > 0 && interval ? (
          <Stack>
            <LineChart
              label={t('r', { band })}
              x={estimated.map((row) => day(row.day))}
              series={[
                {
                  id: 'r',
                  label: t('mean'),
                  values: estimated.map((row) => row.mean),
                  band: estimated.map((row): [number, number] => [row.low ?? 0, row.high ?? 0]),
                },
              ]}
              limits={[{ value: 1, label: t('one') }]}
            />
            <p>{t('interval', { mean: number(interval.mean), sd: number(interval.sd) })}</p>
          </Stack>
        ) : (
          <Banner tone="info">{t(interval === null ? 'noInterval' : 'tooShort')}</Banner>
        )}
      </Card>
    </>
  );
}

function Delays({ delays }: Pick<Transmission, 'delays'>) {
  const t = useWords(words);
  return (
    <Card title={t('delays')} flush>
      <Table
        label={t('delays')}
        data={delays.map((row) => ({ ...row, id: String(row.days) }))}
        columns={[
          { key: 'days', label: t('days'), cell: (row) => row.days },
          { key: 'cases', label: t('cases'), right: true, cell: (row) => number(row.cases) },
          { key: 'by', label: t('by'), right: true, cell: (row) => percent(row.by) },
        ]}
      />
    </Card>
  );
}

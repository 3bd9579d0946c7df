import { useState } from 'react';
import { addDays, dayOf } from '../../../kernel/time.ts';
import { useGet, useNow, useSession } from '../../../kit/client.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Download, PrintSheet, Row, Stack } from '../../../kit/page.tsx';
import { Refusal, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { cityZoneNow, day, number, percent } from '../../../kit/when.ts';
import { half, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { Rates } from '../../requests/index.ts';
import { useClasses } from './classes.ts';
import { ratesWords } from './rates-words.ts';

/** Response, resolution, satisfaction: what the called-back said, by office or class. */
export function RatesPanel() {
  const t = useWords(ratesWords);
  const { area, zone } = useSession();
  const place = usePlaceName();
  const { nameOf } = useClasses();
  const today = dayOf(useNow(3_600_000), zone ?? cityZoneNow());
  const [by, setBy] = useState('body');
  const [from, setFrom] = useState(addDays(today, -30));
  const [to, setTo] = useState(today);
  const query = `area=${area ?? ''}&from=${from}&to=${to}`;
  const { data, loading, refusal } = useGet<{
    rates: Rates[];
    weights: { response: number; resolution: number; satisfaction: number };
  }>(area ? `/api/requests/rates?${query}&by=${by}` : undefined, 'requests.queue');
  const rows = (data?.rates ?? []).map((row) => ({ ...row, id: `${row.body}|${row.class}` }));
  const cell = (share: number | null, raw?: number | null) => (
    <>
      {percent(share, 1)}{' '}
      {raw !== undefined && raw !== share && <span className="muted small">{t('raw', { n: percent(raw, 1) })}</span>}
    </>
  );
  return (
    <PrintSheet title={`${t('rates')} ${day(from, 'full')} – ${day(to, 'full')}`}>
      <Stack>
        <Row>
          <Segments
            label={t('show')}
            value={by}
            onChange={setBy}
            choices={[
              { value: 'body', label: t('perBody') },
              { value: 'class', label: t('perClass') },
            ]}
          />
          <label className="filter">
            <span>{t('from')}</span>
            <input
              type="date"
              value={from}
              max={to}
              onChange={(event) => event.target.value && setFrom(event.target.value)}
            />
          </label>
          <label className="filter">
            <span>{t('to')}</span>
            <input
              type="date"
              value={to}
              min={from}
              onChange={(event) => event.target.value && setTo(event.target.value)}
            />
          </label>
          <Download name={`requests-${from}-${to}.csv`} href={`/api/requests/export.csv?${query}`}>
            {t('exportCsv')}
          </Download>
        </Row>
        {data && (
          <p className="small muted">
            {t('ratesNote', { a: data.weights.response, b: data.weights.resolution, c: data.weights.satisfaction })}
          </p>
        )}
        {refusal ? (
          <Refusal refusal={refusal} />
        ) : loading ? (
          <Waiting />
        ) : (
          <Table
            label={t('rates')}
            data={rows}
            empty={t('noRates')}
            columns={[
              {
                key: 'body',
                label: t(by === 'body' ? 'body' : 'class'),
                cell: (row) =>
                  by === 'body'
                    ? [half(row.bodyName), place(row.bodyArea)].filter(Boolean).join(' · ')
                    : nameOf(row.class),
              },
              { key: 'requests', label: t('count'), right: true, cell: (row) => number(row.requests) },
              { key: 'response', label: t('response'), right: true, cell: (row) => cell(row.response) },
              {
                key: 'resolution',
                label: t('resolution'),
                right: true,
                cell: (row) => cell(row.resolution, row.rawResolution),
              },
              {
                key: 'satisfaction',
                label: t('satisfaction'),
                right: true,
                cell: (row) => cell(row.satisfaction, row.rawSatisfaction),
              },
              { key: 'noAnswer', label: t('noAnswerCount'), right: true, cell: (row) => number(row.noAnswer) },
              { key: 'excluded', label: t('excluded'), right: true, minor: true, cell: (row) => number(row.excluded) },
              {
                key: 'firstDispatch',
                label: t('firstDispatch'),
                right: true,
                minor: true,
                cell: (row) => cell(row.firstDispatch),
              },
              {
                key: 'reopenRate',
                label: t('reopenRate'),
                right: true,
                minor: true,
                cell: (row) => cell(row.reopenRate),
              },
              {
                key: 'repeatRate',
                label: t('repeatRate'),
                right: true,
                minor: true,
                cell: (row) => cell(row.repeatRate),
              },
              {
                key: 'score',
                label: t('score'),
                right: true,
                cell: (row) => number(row.score, { maximumFractionDigits: 1 }),
              },
            ]}
          />
        )}
      </Stack>
    </PrintSheet>
  );
}

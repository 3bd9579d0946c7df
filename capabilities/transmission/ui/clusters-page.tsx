import { useState } from 'react';
import { CityMap } from '../../../kit/charts.tsx';
import { useGet } from '../../../kit/client.tsx';
import { Page, Split, Stack } from '../../../kit/page.tsx';
import { Card, Empty, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, number } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { kindName, useSubjectName } from '../../signals/ui/index.ts';
import type { Clusters, FoundCluster } from '../clusters.ts';
import { Between } from './between.tsx';
import { CLEAR } from './clear.ts';
import { words } from './words.ts';

/** Names said of a cluster. */
const NAMED = 4;

/** Where and when together something is odd: the map, and the clusters in words. */
export default function ClustersPage() {
  const t = useWords(words);
  const subject = useSubjectName();
  const [asked, setAsked] = useState('');
  const [kind, of] = asked.split('|');
  const query = new URLSearchParams(kind && of ? { kind, subject: of } : {});
  const { data, loading, refusal, again } = useGet<Clusters>(`/api/transmission/clusters?${query}`, 'signals.series');
  const value = data ? `${data.kind}|${data.subject}` : asked;
  return (
    <Page title={t('clusters')} lead={t('clustersLead')} width="wide">
      <Stack>
        <Refusal refusal={refusal} onAgain={again} />
        {loading && <Waiting rows={6} />}
        {data && data.choices.length === 0 && <Empty title={t('noCounts')}>{t('noCountsHelp')}</Empty>}
        {data && data.choices.length > 0 && (
          <>
            <div className="filters">
              <label className="filter set">
                <span>{t('source')}</span>
                <select value={value} onChange={(event) => setAsked(event.target.value)}>
                  {data.choices.map((each) => (
                    <option key={`${each.kind}|${each.subject}`} value={`${each.kind}|${each.subject}`}>
                      {kindName(each.kind)} · {subject(each.subject)}
                    </option>
                  ))}
                </select>
              </label>
              <span className="small muted">
                {t('scanned', { from: day(data.from), to: day(data.to), n: number(data.total) })}
              </span>
            </div>
            <Split ratio="main" side={<Found data={data} />}>
              <Card>
                <Drawn data={data} />
              </Card>
            </Split>
            <Between asked={new URLSearchParams({ kind: data.kind, subject: data.subject })} />
          </>
        )}
      </Stack>
    </Page>
  );
}

function Drawn({ data }: { data: Clusters }) {
  const t = useWords(words);
  const tone = (cluster: number | null) =>
    cluster === null
      ? {}
      : { tone: (data.clusters[cluster] as FoundCluster).p <= CLEAR ? ('bad' as const) : ('warn' as const) };
  const label = (place: Clusters['places'][number]) =>
    `${say(place.names)}${place.lately ? ` ${number(place.lately)}` : ''}`;
  return (
    <CityMap
      label={t('mapLabel')}
      areas={data.places
        .flatMap((place) =>
          place.outline
            ? [
                {
                  id: place.id,
                  label: label(place),
                  outline: place.outline,
                  value: place.lately ?? undefined,
                  ...tone(place.cluster),
                } as const,
              ]
            : [],
        )
        .map(({ value, ...area }) => ({ ...area, ...(value === undefined ? {} : { value }) }))}
      legend={t('lately')}
      height={460}
    />
  );
}

function Found({ data }: { data: Clusters }) {
  const t = useWords(words);
  const place = usePlaceName();
  return (
    <Card title={t('found')} flush>
      <Table
        label={t('found')}
        data={data.clusters.map((each, i) => ({ ...each, id: String(i) }))}
        empty={
          <Empty title={t('noCluster')} icon="check">
            {t('noClusterHelp')}
          </Empty>
        }
        tone={(row) => (row.p <= CLEAR ? 'bad' : 'warn')}
        columns={[
          {
            key: 'places',
            label: t('where'),
            cell: (row) => (
              <>
                <strong>
                  {row.places
                    .slice(0, NAMED)
                    .map((path) => place(path))
                    .join(t('comma'))}
                </strong>
                {row.places.length > NAMED && ` ${t('andMore', { n: row.places.length - NAMED })}`}
                <br />
                <span className="muted">{t('since', { day: day(row.from) })}</span>
              </>
            ),
          },
          {
            key: 'cases',
            label: t('counted'),
            right: true,
            cell: (row) => (
              <>
                {number(row.cases)}
                <br />
                <span className="muted">{t('expectedN', { n: number(row.expected) })}</span>
              </>
            ),
          },
          {
            key: 'p',
            label: t('chance'),
            cell: (row) => (
              <Status tone={row.p <= CLEAR ? 'bad' : 'warn'}>
                {t('everyNights', { count: row.recurrence, n: number(row.recurrence) })}
              </Status>
            ),
          },
        ]}
      />
    </Card>
  );
}

import { useState } from 'react';
import { ChainGraph, EpiCurve } from '../../../kit/charts.tsx';
import { useGet } from '../../../kit/client.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Grid, Stack } from '../../../kit/page.tsx';
import { Card, Empty, Refusal, Stat, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { number, percent } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import type { ChainDoubt } from '../chains.ts';
import { INTERVALS, type Picture } from '../indicators.ts';
import { words } from './words.ts';

const INTERVAL_WORDS = { detectH: 'detect', reportH: 'reportClock', isolateH: 'isolate', treatH: 'treat' } as const;
const DOUBTS = {
  'child-before-parent': 'childBeforeParent',
  'long-gap': 'longGap',
  'many-sources': 'manySources',
  circle: 'circle',
  'end-unknown': 'endUnknown',
} as const satisfies Record<ChainDoubt['kind'], string>;

/** What the list amounts to: the four earlies, the curve, who infected whom, and what does not fit. */
export function PictureTab({ disease, onOpen }: { disease: string | undefined; onOpen(id: string): void }) {
  const t = useWords(words);
  const [basis, setBasis] = useState('onset');
  const { data, loading, refusal, again } = useGet<Picture>(
    `/api/cases/picture?basis=${basis}${disease ? `&disease=${encodeURIComponent(disease)}` : ''}`,
    'cases.curve',
  );
  if (refusal) return <Refusal refusal={refusal} onAgain={again} />;
  if (loading || !data) return <Waiting rows={8} />;
  const hours = (value: number | undefined) =>
    value === undefined ? '–' : t('hours', { n: number(value, { maximumFractionDigits: 0 }) });
  const { chain } = data;
  return (
    <Stack>
      <Grid min={11}>
        <Stat
          label={t('cases')}
          value={data.cases}
          track="control"
          note={data.discarded ? `${t('discarded')}: ${number(data.discarded)}` : undefined}
        />
        <Stat
          label={t('sourceShare')}
          value={percent(data.source.share)}
          note={`${number(data.source.known)} / ${number(data.source.known + data.source.unknown)}`}
        />
        {INTERVALS.map((key) => {
          const spread = data.fourEarly[key];
          return (
            <Stat
              key={key}
              label={t(INTERVAL_WORDS[key])}
              value={hours(spread.median)}
              note={[
                `${t('median')}, ${t('p90')}: ${hours(spread.p90)}`,
                t('missing', { count: spread.missing }),
                spread.reversed ? t('reversed', { count: spread.reversed }) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
              tone={spread.reversed ? 'warn' : undefined}
            />
          );
        })}
      </Grid>
      <Card
        title={t('curve')}
        track="control"
        actions={
          <Segments
            label={t('curve')}
            value={basis}
            onChange={setBasis}
            choices={[
              { value: 'onset', label: t('byOnset') },
              { value: 'reported', label: t('byReport') },
            ]}
          />
        }
      >
        {data.days.length === 0 ? (
          <Empty title={t('empty')} />
        ) : (
          <EpiCurve
            label={t('curve')}
            days={data.days}
            series={data.curve.map((each) => ({
              id: each.classification,
              label: t(each.classification),
              values: each.values,
            }))}
          />
        )}
      </Card>
      <Card title={t('chain')} track="control">
        {chain.nodes.length === 0 ? (
          <Empty title={t('noLinks')} icon="link" />
        ) : (
          <>
            <Grid min={8}>
              {chain.generations
                .map((count, n) => ({ name: t('generations', { n }), count }))
                .map(({ name, count }) => (
                  <Stat key={name} label={name} value={count} />
                ))}
              <Stat label={t('largest')} value={chain.largest} />
              <Stat label={t('singles')} value={chain.single} />
            </Grid>
            <ChainGraph
              label={t('chain')}
              height={520}
              onOpen={onOpen}
              nodes={chain.nodes.map((node) => ({
                id: node.id,
                label: node.id,
                day: node.day,
                group: node.generation === null ? t('circle') : t('generations', { n: node.generation }),
                imported: node.imported,
              }))}
              links={chain.links.map((link) => ({
                from: link.from,
                to: link.to,
                label: link.exposure,
                uncertain: !link.certain,
              }))}
            />
            {chain.undrawn > 0 && <p className="muted small">{t('undrawn', { count: chain.undrawn })}</p>}
          </>
        )}
      </Card>
      {chain.doubts.length > 0 && (
        <Card title={`${t('doubts')} (${number(chain.doubts.length)})`} flush>
          <Table
            label={t('doubts')}
            data={chain.doubts.map((doubt, n) => ({ ...doubt, id: String(n) }))}
            onOpen={(row) => onOpen(row.cases[0] as string)}
            columns={[
              { key: 'kind', label: t('reason'), cell: (row) => t(DOUBTS[row.kind]) },
              { key: 'cases', label: t('cases'), cell: (row) => row.cases.slice(0, 8).join(' → ') },
              { key: 'days', label: 'd', right: true, cell: (row) => number(row.days) },
            ]}
          />
        </Card>
      )}
    </Stack>
  );
}

import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import { ChainGraph, EpiCurve } from '../../../kit/charts.tsx';
import { useGet, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Filters, Search, Segments, Tabs } from '../../../kit/filters.tsx';
import { Download, Grid, Page, Stack } from '../../../kit/page.tsx';
import { Button, Card, Empty, Refusal, Stat, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, number, percent } from '../../../kit/when.ts';
import { half, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { INTERVALS, type Picture } from '../indicators.ts';
import type { CaseRow } from '../views.ts';
import type { CurveRow } from '../views-lists.ts';
import { CaseDrawer, classOf, OUTCOMES, outcomeOf } from './case-drawer.tsx';
import { Lacking } from './index.tsx';
import { DOUBTS, INTERVAL_WORDS, words } from './words.ts';

const ActForm = lazy(() => import('./case-forms.tsx'));
const SameTab = lazy(() => import('./same-tab.tsx'));
const imports = () => import('../../imports/ui/index.ts');
const ImportsTab = lazy(() => imports().then((part) => ({ default: part.ImportsTab })));
const ImportWizard = lazy(() => imports().then((part) => ({ default: part.ImportWizard })));

const later = (part: ReactNode) => <Suspense fallback={<Waiting />}>{part}</Suspense>;

const CLASSES = ['unclassified', 'suspected', 'probable', 'confirmed', 'asymptomatic', 'discarded'] as const;
/** The line list: everything known of the cases of any disease, and what follows from it. */
export default function CasesPage() {
  const t = useWords(words);
  const { disease: diseaseName } = useRuleNames();
  const { can, area } = useSession();
  const [path] = useLocation();
  // a case has an address: /cases/FT-0012
  const [open, setOpen] = useState(() => decodeURIComponent(path.split('/')[2] ?? '') || undefined);
  const [doing, setDoing] = useState<'report' | 'import'>();
  const [chosen, setChosen] = useState<Record<string, string | undefined>>({});
  const seen = useRows<CurveRow>('cases.curve', { limit: 500 });
  const diseases = [...new Set(seen.rows.map((row) => row.disease))].sort();
  const disease = chosen.disease;
  const works = can('investigator', 'officer', 'hq', 'trainer');
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={
        works && (
          <>
            <Download
              name="cases.csv"
              href={`/api/cases/list.csv${disease ? `?disease=${encodeURIComponent(disease)}` : ''}`}
            >
              {t('download')}
            </Download>
            <Button icon="inbox" onClick={() => setDoing('import')}>
              {t('import')}
            </Button>
            <Button look="main" icon="plus" onClick={() => setDoing('report')}>
              {t('report')}
            </Button>
          </>
        )
      }
    >
      <Stack>
        <Filters
          values={chosen}
          onChange={setChosen}
          filters={[
            {
              key: 'disease',
              label: t('disease'),
              choices: diseases.map((value) => ({ value, label: diseaseName(value) })),
            },
            {
              key: 'classification',
              label: t('classification'),
              choices: CLASSES.map((value) => ({ value, label: t(value) })),
            },
            {
              key: 'outcome',
              label: t('outcome'),
              choices: Object.entries(OUTCOMES).map(([value, key]) => ({ value, label: t(key) })),
            },
            {
              key: 'sourceKnown',
              label: t('source'),
              choices: [
                { value: 'true', label: t('known') },
                { value: 'false', label: t('notKnown') },
              ],
            },
          ]}
        />
        {disease && <Lacking disease={disease} />}
        <Tabs
          label={t('title')}
          tabs={[
            { id: 'list', label: t('list'), body: () => <List chosen={chosen} onOpen={setOpen} /> },
            {
              id: 'same',
              label: t('samePerson'),
              body: () => later(<SameTab onOpen={setOpen} />),
            },
            { id: 'picture', label: t('picture'), body: () => <PictureTab disease={disease} onOpen={setOpen} /> },
            {
              id: 'imports',
              label: t('imports'),
              body: () => later(<ImportsTab />),
            },
          ]}
        />
      </Stack>
      {open && <CaseDrawer id={open} onClose={() => setOpen(undefined)} onOpen={setOpen} />}
      <Dialog open={doing === 'report'} title={t('report')} size="large" onClose={() => setDoing(undefined)}>
        <Suspense fallback={<Waiting />}>
          <ActForm act="report" initial={{ area, disease }} onDone={() => setDoing(undefined)} />
        </Suspense>
      </Dialog>
      <Dialog open={doing === 'import'} title={t('import')} size="large" onClose={() => setDoing(undefined)}>
        <Suspense fallback={<Waiting />}>
          <ImportWizard area={area ?? ''} disease={disease} onClose={() => setDoing(undefined)} />
        </Suspense>
      </Dialog>
    </Page>
  );
}

function List({ chosen, onOpen }: { chosen: Record<string, string | undefined>; onOpen(id: string): void }) {
  const t = useWords(words);
  const { disease } = useRuleNames();
  const place = usePlaceName();
  const [q, setQ] = useState('');
  const [order, setOrder] = useState('-reportedOn');
  const known = (source: boolean) => t(source ? 'known' : 'notKnown');
  const rows = useRows<CaseRow>('cases.cases', {
    where: { ...chosen, sourceKnown: chosen.sourceKnown === undefined ? undefined : chosen.sourceKnown === 'true' },
    q,
    order,
    count: true,
  });
  return (
    <Stack>
      <Search label={t('search')} value={q} onChange={setQ} />
      <Table
        label={t('list')}
        data={rows}
        order={order}
        onOrder={setOrder}
        onOpen={(row) => onOpen(row.id)}
        empty={t('empty')}
        columns={[
          { key: 'id', label: t('id'), sort: true, cell: (row) => <span className="numbers">{row.id}</span> },
          { key: 'disease', label: t('disease'), sort: true, cell: (row) => disease(row.disease) },
          { key: 'classification', label: t('classification'), sort: true, cell: (row) => classOf(t, row) },
          { key: 'onset', label: t('onset'), sort: true, cell: (row) => day(row.onset, 'full') },
          { key: 'reportedOn', label: t('reported'), sort: true, cell: (row) => day(row.reportedOn, 'full') },
          { key: 'area', label: t('area'), cell: (row) => place(row.area) },
          { key: 'name', label: t('person'), cell: (row) => row.name ?? '–' },
          { key: 'age', label: t('age'), right: true, minor: true, cell: (row) => number(row.age) },
          { key: 'outcome', label: t('outcome'), minor: true, sort: true, cell: (row) => outcomeOf(t, row) },
          { key: 'sourceKnown', label: t('source'), minor: true, cell: (row) => known(row.sourceKnown) },
        ]}
      />
    </Stack>
  );
}

function PictureTab({ disease, onOpen }: { disease: string | undefined; onOpen(id: string): void }) {
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
  const years = [...new Set([data.days[0], data.days.at(-1)].map((each) => each?.slice(0, 4)))];
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
            label={`${t('curve')} ${years.join('–')}`}
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
                label: link.exposure && half(link.exposure),
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

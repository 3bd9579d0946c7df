import { lazy, Suspense, useState } from 'react';
import { useRows, useSession } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Filters, Search, Tabs } from '../../../kit/filters.tsx';
import { Download, Page, Stack } from '../../../kit/page.tsx';
import { Button, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, number } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import type { CaseRow } from '../views.ts';
import type { CurveRow } from '../views-lists.ts';
import { CaseDrawer, classOf, Lacking, OUTCOMES, outcomeOf } from './case-drawer.tsx';
import { ImportsTab } from './imports-tab.tsx';
import { PictureTab } from './picture-tab.tsx';
import { words } from './words.ts';

const ActForm = lazy(() => import('./case-forms.tsx'));
const ImportWizard = lazy(() => import('./import-wizard.tsx'));

const CLASSES = ['unclassified', 'suspected', 'probable', 'confirmed', 'asymptomatic', 'discarded'] as const;
/** The line list: everything known of the cases of any disease, and what follows from it. */
export default function CasesPage() {
  const t = useWords(words);
  const { can, area } = useSession();
  const [open, setOpen] = useState<string>();
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
            { key: 'disease', label: t('disease'), choices: diseases.map((value) => ({ value, label: value })) },
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
            { id: 'picture', label: t('picture'), body: () => <PictureTab disease={disease} onOpen={setOpen} /> },
            { id: 'imports', label: t('imports'), body: () => <ImportsTab /> },
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
  const [q, setQ] = useState('');
  const [order, setOrder] = useState('-reportedOn');
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
          { key: 'disease', label: t('disease'), sort: true, cell: (row) => row.disease },
          { key: 'classification', label: t('classification'), sort: true, cell: (row) => classOf(t, row) },
          { key: 'onset', label: t('onset'), sort: true, cell: (row) => day(row.onset, 'full') },
          { key: 'reportedOn', label: t('reported'), sort: true, cell: (row) => day(row.reportedOn, 'full') },
          { key: 'area', label: t('area'), cell: (row) => row.area },
          { key: 'name', label: t('person'), cell: (row) => row.name ?? '–' },
          { key: 'age', label: t('age'), right: true, minor: true, cell: (row) => number(row.age) },
          { key: 'outcome', label: t('outcome'), minor: true, sort: true, cell: (row) => outcomeOf(t, row) },
          {
            key: 'sourceKnown',
            label: t('source'),
            minor: true,
            cell: (row) => (row.sourceKnown ? t('known') : t('notKnown')),
          },
        ]}
      />
    </Stack>
  );
}

import { lazy, Suspense, useState } from 'react';
import { useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog, Drawer, toast } from '../../../kit/dialog.tsx';
import { Tabs } from '../../../kit/filters.tsx';
import { Page, Row, Stack } from '../../../kit/page.tsx';
import { Button, Empty, Facts, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { number, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { InspectionRow } from '../model.ts';
import { Findings } from './findings.tsx';
import type { Act, On } from './inspection-forms.tsx';
import { words } from './words.ts';

const InspectionForm = lazy(() => import('./inspection-forms.tsx'));

/** What was looked at, what was found, who mends it by when, and who looked again. */
export default function InspectionsPage() {
  const t = useWords(words);
  const { can } = useSession();
  const [doing, setDoing] = useState<{ act: Act; on?: On }>();
  const open = useRows<InspectionRow>('inspections.findings', {
    where: { status: ['open', 'fixed'] },
    limit: 1,
    count: true,
  });
  const start = (act: Act, on?: On) => setDoing({ act, ...(on && { on }) });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={
        can('overseer', 'officer', 'hq') && (
          <Button look="main" icon="plus" onClick={() => start('record')}>
            {t('record')}
          </Button>
        )
      }
    >
      <Tabs
        label={t('title')}
        tabs={[
          {
            id: 'findings',
            label: t('findings'),
            ...(open.total === undefined ? {} : { count: open.total }),
            body: () => <Findings onAct={start} />,
          },
          { id: 'inspections', label: t('inspections'), body: () => <Inspections onAct={start} /> },
        ]}
      />
      <Dialog open={doing !== undefined} title={t(doing?.act ?? 'record')} onClose={() => setDoing(undefined)}>
        {doing && (
          <Suspense fallback={<Waiting rows={5} />}>
            <InspectionForm
              {...doing}
              onDone={(saved) => {
                setDoing(undefined);
                if (saved) toast(t('saved'));
              }}
            />
          </Suspense>
        )}
      </Dialog>
    </Page>
  );
}

/** Inspections with their checklists; a finding is raised from one. */
function Inspections({ onAct }: { onAct(act: Act, on: On): void }) {
  const t = useWords(words);
  const place = usePlaceName();
  const [openId, setOpenId] = useState<string>();
  const rows = useRows<InspectionRow>('inspections.inspections', { order: '-at' });
  const { row } = useRow<InspectionRow>('inspections.inspections', openId);
  return (
    <Stack>
      <Table
        label={t('inspections')}
        data={rows}
        onOpen={({ id }) => setOpenId(id)}
        {...(openId ? { chosen: openId } : {})}
        empty={<Empty title={t('noInspections')} />}
        tone={({ failed, findings }) => (failed > findings ? 'warn' : undefined)}
        columns={[
          { key: 'at', label: t('at'), cell: (each) => when(each.at) },
          { key: 'area', label: t('place'), cell: (each) => place(each.area) },
          { key: 'link', label: t('link'), cell: (each) => t(`link.${each.link}`) },
          { key: 'by', label: t('by'), cell: (each) => each.by, minor: true },
          { key: 'failed', label: t('failed'), cell: (each) => number(each.failed), right: true },
          { key: 'findings', label: t('findings'), cell: (each) => number(each.findings), right: true },
        ]}
      />
      <Drawer open={openId !== undefined} title={t('checklist')} onClose={() => setOpenId(undefined)}>
        {row && (
          <Stack>
            <Facts
              items={[
                [t('place'), place(row.area)],
                [t('link'), t(`link.${row.link}`)],
                [t('at'), when(row.at, 'full')],
                [t('by'), row.by],
                ...row.answers.map(({ names, answer }): [string, string] => [say(names), t(`answer.${answer}`)]),
                ...(row.note ? [[t('note'), row.note] as [string, string]] : []),
              ]}
            />
            <Row>
              <Button
                look="main"
                onClick={() => {
                  setOpenId(undefined);
                  onAct('raise', row);
                }}
              >
                {t('raise')}
              </Button>
            </Row>
          </Stack>
        )}
      </Drawer>
    </Stack>
  );
}

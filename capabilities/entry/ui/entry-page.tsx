import { useState } from 'react';
import { useCommand, useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Drawer, toast } from '../../../kit/dialog.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Form } from '../../../kit/form.tsx';
import { Page, Stack } from '../../../kit/page.tsx';
import { Button, Card, Facts, Status } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { ago, number, when } from '../../../kit/when.ts';
import { half, useWords } from '../../../kit/words.ts';
import { usePersonDoor } from '../../people/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { decideRefusedEntry } from '../model.ts';
import type { DoorRow, RefusedEntryRow } from '../views.ts';
import { AppealForm } from './appeal-form.tsx';
import { type Key, words } from './words.ts';

/** Who was turned away where although nothing restricts them, what was decided, and which doors do it most. */
export default function EntryPage() {
  const t = useWords(words);
  const now = useNow(60_000);
  const { can } = useSession();
  const person = usePersonDoor();
  const [show, setShow] = useState('open');
  const [filing, setFiling] = useState(false);
  const [open, setOpen] = useState<string>();
  const rows = useRows<RefusedEntryRow>('entry.refusals', {
    where: show === 'all' ? {} : { stage: show },
    count: true,
  });
  const row = rows.rows.find((each) => each.id === open);
  return (
    <Page
      title={t('title')}
      lead={`${t('lead')} ${t('duties')}`}
      width="wide"
      actions={
        can('desk', 'grid', 'officer') && (
          <Button icon="plus" onClick={() => setFiling(true)}>
            {t('file')}
          </Button>
        )
      }
    >
      <Stack>
        <Segments
          label={t('title')}
          value={show}
          onChange={setShow}
          choices={[
            { value: 'open', label: t('waiting') },
            { value: 'decided', label: t('decided') },
            { value: 'all', label: t('all') },
          ]}
        />
        <Table
          label={t('title')}
          data={rows}
          empty={t(show === 'open' ? 'none' : 'nothing')}
          onOpen={(each) => setOpen(each.id)}
          tone={(each) => (each.stage === 'open' ? 'warn' : undefined)}
          columns={[
            { key: 'at', label: t('when'), cell: (each) => ago(each.at, now) },
            { key: 'name', label: t('where'), cell: (each) => `${each.name} · ${t(`door.${each.door}`)}` },
            { key: 'demand', label: t('what'), cell: (each) => t(`demand.${each.demand}`) },
            { key: 'person', label: t('household'), minor: true, cell: (each) => person(each.person) },
            { key: 'round', label: t('round'), minor: true, cell: (each) => times(each, t) },
            { key: 'stage', label: t('stage'), cell: (each) => <Stage row={each} /> },
          ]}
        />
        <Doors />
      </Stack>
      <Drawer open={filing} title={t('file')} onClose={() => setFiling(false)}>
        <AppealForm
          onCancel={() => setFiling(false)}
          onDone={() => {
            toast(t('done'));
            setFiling(false);
          }}
        />
      </Drawer>
      {row && <Appeal key={row.id} row={row} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

const times = (row: RefusedEntryRow, t: (key: Key, values?: Record<string, number>) => string): string =>
  row.round > 1 ? (row.round === 2 ? t('once') : t('times', { n: row.round - 1 })) : '';

function Stage({ row }: { row: RefusedEntryRow }) {
  const t = useWords(words);
  return row.stage === 'decided' ? (
    <Status tone={row.decision?.finding === 'wrongful' ? 'bad' : 'plain'}>
      {t(row.decision?.finding as 'wrongful' | 'justified')}
    </Status>
  ) : (
    <Status tone={row.stage === 'open' ? 'warn' : 'plain'}>
      {t(row.stage === 'open' ? 'waiting' : 'stage.withdrawn')}
    </Status>
  );
}

function Appeal({ row, onClose }: { row: RefusedEntryRow; onClose(): void }) {
  const t = useWords(words);
  const { can } = useSession();
  const person = usePersonDoor();
  const command = useCommand('entry.DecideRefusedEntry');
  const { decision, contested } = row;
  return (
    <Drawer open title={row.name} onClose={onClose}>
      <Stack>
        <Facts
          items={[
            [t('household'), person(row.person)],
            [t('where'), t(`door.${row.door}`)],
            [t('when'), when(row.at, 'full')],
            [t('what'), t(`demand.${row.demand}`)],
            ...(row.said ? [[t('herWords'), row.said] as [string, string]] : []),
            ...(decision
              ? [
                  [
                    t('decision'),
                    `${t(decision.finding as 'wrongful')}. ${decision.reason} (${decision.by} · ${half(decision.org)} · ${when(decision.at)})`,
                  ] as [string, string],
                ]
              : []),
            ...(decision?.told ? [[t('toldDoor'), decision.told] as [string, string]] : []),
            ...(contested
              ? [[t('contested'), `${t(contested.why)}: ${contested.said} (${when(contested.at)})`] as [string, string]]
              : []),
          ]}
        />
        {row.stage === 'open' && can('reviewer', 'overseer', 'officer', 'hq') && (
          <Card title={t('decide')}>
            <Form
              schema={decideRefusedEntry}
              command={command}
              submit={t('decide')}
              initial={{ id: row.id }}
              only={['finding', 'reason', 'told']}
              onDone={() => {
                toast(t('done'));
                onClose();
              }}
              fields={{
                finding: {
                  label: t('finding'),
                  as: 'radio',
                  options: { wrongful: t('wrongful'), justified: t('justified') },
                },
                reason: { label: t('reason'), as: 'long' },
                told: { label: t('told'), hint: t('toldHint'), shown: (values) => values.finding === 'wrongful' },
              }}
            />
          </Card>
        )}
      </Stack>
    </Drawer>
  );
}

/** Streets and kinds of doors, most reported first: where a word to all of them is due. */
function Doors() {
  const t = useWords(words);
  const now = useNow(60_000);
  const place = usePlaceName();
  const rows = useRows<DoorRow>('entry.doors', { limit: 20 });
  if (rows.rows.length === 0) return null;
  return (
    <Card title={t('byStreet')} flush>
      <Table
        label={t('byStreet')}
        data={rows}
        empty={t('nothing')}
        columns={[
          { key: 'street', label: t('street'), cell: (each) => place(each.area) },
          { key: 'door', label: t('kind'), cell: (each) => t(`door.${each.door as 'shop'}`) },
          { key: 'reported', label: t('reported'), cell: (each) => number(each.reported) },
          { key: 'contested', label: t('round'), cell: (each) => number(each.contested) },
          { key: 'lastAt', label: t('lastAt'), minor: true, cell: (each) => ago(each.lastAt, now) },
        ]}
      />
    </Card>
  );
}

import { useState } from 'react';
import { spoken } from '../../../kernel/spoken.ts';
import { useCommand, useNow, useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Drawer, toast } from '../../../kit/dialog.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Form } from '../../../kit/form.tsx';
import { Page, Stack } from '../../../kit/page.tsx';
import { Button, Card, Facts, Status } from '../../../kit/parts.tsx';
import { picking, RowPick } from '../../../kit/pick.tsx';
import { Table } from '../../../kit/table.tsx';
import { ago, until, when } from '../../../kit/when.ts';
import { half, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { ExclusionRow, QueueRow } from '../../requests/index.ts';
import { decideExclusion, excludeRequest } from '../../requests/index.ts';
import { useClasses } from './classes.ts';
import { words } from './words-exclusions.ts';

const TONES = { none: 'plain', open: 'warn', upheld: 'info', overturned: 'good' } as const;

/** Requests left out of the rates: by whom, why, and the residents' appeals, decided by another organisation. */
export default function ExclusionsPage() {
  const t = useWords(words);
  const now = useNow(60_000);
  const { can } = useSession();
  const { nameOf } = useClasses();
  const place = usePlaceName();
  const [show, setShow] = useState('open');
  const [excluding, setExcluding] = useState(false);
  const [open, setOpen] = useState<string>();
  const rows = useRows<ExclusionRow>('requests.exclusions', {
    where: show === 'all' ? {} : { appeal: show === 'open' ? 'open' : ['upheld', 'overturned'] },
    count: true,
  });
  const row = rows.rows.find((each) => each.id === open);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={
        can('reviewer', 'overseer') && (
          <Button icon="plus" onClick={() => setExcluding(true)}>
            {t('exclude')}
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
            { value: 'open', label: t('appealed') },
            { value: 'decided', label: t('decided') },
            { value: 'all', label: t('all') },
          ]}
        />
        <Table
          label={t('title')}
          data={rows}
          empty={t(show === 'open' ? 'noAppeals' : 'none')}
          onOpen={(each) => setOpen(each.id)}
          tone={(each) => (each.appeal === 'open' ? 'warn' : undefined)}
          columns={[
            { key: 'class', label: t('class'), cell: (each) => nameOf(each.class) },
            { key: 'place', label: t('place'), cell: (each) => place(each.area, { under: 'door' }) },
            { key: 'code', label: t('why'), cell: (each) => t(`code.${each.code}`) },
            { key: 'by', label: t('by'), minor: true, cell: (each) => half(each.by.org) },
            { key: 'at', label: t('at'), minor: true, cell: (each) => ago(each.at, now) },
            {
              key: 'appeal',
              label: t('appeal'),
              cell: (each) => <Status tone={TONES[each.appeal]}>{t(`appeal.${each.appeal}`)}</Status>,
            },
          ]}
        />
      </Stack>
      {excluding && <Exclude onClose={() => setExcluding(false)} />}
      {row && <Exclusion key={row.id} row={row} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

/** A request is found by number or words; nobody excludes what their own office answered. */
function Exclude({ onClose }: { onClose(): void }) {
  const t = useWords(words);
  const { nameOf } = useClasses();
  const command = useCommand('requests.ExcludeRequest');
  const code = Object.fromEntries(excludeRequest.shape.code.options.map((each) => [each, t(`code.${each}`)]));
  return (
    <Drawer open title={t('exclude')} onClose={onClose}>
      <Form
        schema={excludeRequest}
        command={command}
        submit={t('exclude')}
        onCancel={onClose}
        onDone={() => {
          toast(t('done'));
          onClose();
        }}
        fields={{
          id: {
            label: t('request'),
            render: (control) => (
              <RowPick<QueueRow>
                {...picking(control)}
                view="requests.queue"
                order="-takenAt"
                offered
                of={(each) => ({
                  id: each.id,
                  title: `${each.number ? `${spoken(each.number)} ` : ''}${each.description.slice(0, 40)}`,
                  note: nameOf(each.class),
                })}
              />
            ),
          },
          code: { label: t('why'), as: 'radio', options: code },
          reason: { label: t('reason'), as: 'long' },
        }}
      />
    </Drawer>
  );
}

function Exclusion({ row, onClose }: { row: ExclusionRow; onClose(): void }) {
  const t = useWords(words);
  const now = useNow();
  const { can } = useSession();
  const { nameOf } = useClasses();
  const command = useCommand('requests.DecideExclusion');
  const { row: request } = useRow<QueueRow>('requests.queue', row.id);
  return (
    <Drawer open title={nameOf(row.class)} onClose={onClose}>
      <Stack>
        <p>{request?.description}</p>
        <Facts
          items={[
            [t('number'), request?.number && spoken(request.number)],
            [t('office'), half(request?.orgName)],
            [t('why'), t(`code.${row.code}`)],
            [t('reason'), row.reason],
            [t('by'), `${row.by.name} · ${half(row.by.org)} · ${when(row.at)}`],
            [t('until'), `${when(row.until)} (${until(row.until, now)})`],
            [t('appeal'), t(`appeal.${row.appeal}`)],
            ...(row.appealReason ? [[t('herWords'), row.appealReason] as [string, string]] : []),
            ...(row.decision
              ? [
                  [
                    t('decision'),
                    `${row.decision.reason} (${row.decision.name} · ${half(row.decision.org)} · ${when(row.decision.at)})`,
                  ] as [string, string],
                ]
              : []),
          ]}
        />
        {row.appeal === 'open' && can('reviewer', 'overseer') && (
          <Card title={t('decide')}>
            <Form
              schema={decideExclusion}
              command={command}
              submit={t('decide')}
              initial={{ id: row.id }}
              only={['decision', 'reason']}
              onDone={() => {
                toast(t('done'));
                onClose();
              }}
              fields={{
                decision: {
                  label: t('decision'),
                  as: 'radio',
                  options: { overturned: t('appeal.overturned'), upheld: t('appeal.upheld') },
                },
                reason: { label: t('reason'), as: 'long' },
              }}
            />
          </Card>
        )}
      </Stack>
    </Drawer>
  );
}

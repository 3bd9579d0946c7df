import { useState } from 'react';
import { useNow, useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Drawer } from '../../../kit/dialog.tsx';
import { Filters } from '../../../kit/filters.tsx';
import { Row, Stack } from '../../../kit/page.tsx';
import { Button, Empty, Facts, Status, Timeline, type Tone } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { until, when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { FindingRow } from '../model.ts';
import type { Act, On } from './inspection-forms.tsx';
import { words } from './words.ts';

const STATUSES = ['open', 'fixed', 'closed'] as const;
const TONES: Record<FindingRow['status'], Tone> = { open: 'warn', fixed: 'info', closed: 'good' };

/** Findings by deadline; one opened shows its course and what may be done next. */
export function Findings({ onAct }: { onAct(act: Act, on: On): void }) {
  const t = useWords(words);
  const now = useNow();
  const place = usePlaceName();
  const { can } = useSession();
  const [chosen, setChosen] = useState<Record<string, string | undefined>>({});
  const [openId, setOpenId] = useState<string>();
  const where = chosen['status'] ? { status: chosen['status'] } : {};
  const rows = useRows<FindingRow>('inspections.findings', { where, order: 'dueAt' });
  const { row } = useRow<FindingRow>('inspections.findings', openId);
  const late = (each: FindingRow) => each.status === 'open' && each.dueAt < now;
  const act = (which: Act, on: On) => {
    setOpenId(undefined);
    onAct(which, on);
  };
  return (
    <Stack>
      <Filters
        values={chosen}
        onChange={setChosen}
        filters={[
          {
            key: 'status',
            label: t('status'),
            choices: STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
          },
        ]}
      />
      <Table
        label={t('findings')}
        data={rows}
        onOpen={({ id }) => setOpenId(id)}
        {...(openId ? { chosen: openId } : {})}
        empty={<Empty title={t('noFindings')} icon="check" />}
        tone={(each) => (late(each) ? 'bad' : each.status === 'closed' ? 'good' : 'warn')}
        columns={[
          { key: 'what', label: t('what'), cell: (each) => <strong>{each.what}</strong> },
          { key: 'area', label: t('place'), cell: (each) => place(each.area) },
          { key: 'link', label: t('link'), cell: (each) => t(`link.${each.link}`), minor: true },
          { key: 'severity', label: t('severity'), cell: (each) => t(`severity.${each.severity}`), minor: true },
          { key: 'owner', label: t('owner'), cell: (each) => t(`owner.${each.owner}`) },
          {
            key: 'dueAt',
            label: t('due'),
            cell: (each) => (
              <>
                {when(each.dueAt)}{' '}
                {each.status === 'open' && (
                  <Status tone={late(each) ? 'bad' : 'plain'}>{until(each.dueAt, now)}</Status>
                )}
              </>
            ),
          },
          {
            key: 'status',
            label: t('status'),
            cell: (each) => <Status tone={TONES[each.status]}>{t(`status.${each.status}`)}</Status>,
          },
        ]}
      />
      <Drawer open={openId !== undefined} title={row?.what ?? t('findings')} onClose={() => setOpenId(undefined)}>
        {row && (
          <Stack>
            <Facts
              items={[
                [t('place'), place(row.area)],
                [t('link'), t(`link.${row.link}`)],
                [t('severity'), t(`severity.${row.severity}`)],
                [t('owner'), t(`owner.${row.owner}`)],
                [t('due'), when(row.dueAt, 'full')],
                [t('status'), t(`status.${row.status}`)],
              ]}
            />
            <Timeline
              label={t('course')}
              moments={[
                { id: 'raised', at: when(row.raisedAt), title: t('step.raised', { by: row.raisedBy }) },
                ...row.steps.map((step, i) => ({
                  id: `${i}`,
                  at: when(step.at),
                  title: t(`step.${step.kind}`, { by: step.by }),
                  body: [step.text, step.evidence && t('evidenceOf', { evidence: step.evidence })]
                    .filter(Boolean)
                    .join(' '),
                  ...(step.kind === 'fixed'
                    ? {}
                    : { tone: step.kind === 'closed' ? ('good' as const) : ('bad' as const) }),
                })),
              ]}
            />
            {row.status === 'open' && can('officer', 'hq') && (
              <Row>
                <Button look="main" onClick={() => act('fix', row)}>
                  {t('fix')}
                </Button>
              </Row>
            )}
            {row.status === 'fixed' && can('overseer', 'officer', 'hq') && (
              <>
                <p className="muted">{t('another')}</p>
                <Row>
                  <Button look="main" onClick={() => act('pass', row)}>
                    {t('pass')}
                  </Button>
                  <Button onClick={() => act('fail', row)}>{t('fail')}</Button>
                </Row>
              </>
            )}
          </Stack>
        )}
      </Drawer>
    </Stack>
  );
}

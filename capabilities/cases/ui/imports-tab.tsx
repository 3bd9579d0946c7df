import { useState } from 'react';
import { useClient, useRows } from '../../../kit/client.tsx';
import { Confirm, toast } from '../../../kit/dialog.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Button, Refusal, Status } from '../../../kit/parts.tsx';
import { refusalOf } from '../../../kit/port.ts';
import { Table } from '../../../kit/table.tsx';
import { number, when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import type { ImportRow } from '../views-lists.ts';
import { words } from './words-import.ts';

/** Lists imported, by whom, what stands of them, and the way back. */
export function ImportsTab() {
  const t = useWords(words);
  const rows = useRows<ImportRow>('cases.imports', { count: true });
  const [asked, setAsked] = useState<ImportRow>();
  const { undo, busy, refusal } = useUndo();
  const state = (row: ImportRow) => (row.status === 'undone' ? t('undoneState') : t(row.status));
  return (
    <Stack>
      <Refusal refusal={refusal} />
      <Table
        label={t('imports')}
        data={rows}
        empty={t('noImports')}
        columns={[
          { key: 'startedAt', label: t('at'), cell: (row) => when(row.startedAt, 'full') },
          { key: 'file', label: t('file'), cell: (row) => row.file },
          {
            key: 'kind',
            label: t('kind'),
            minor: true,
            cell: (row) => t(row.kind === 'cases' ? 'kindCases' : row.kind === 'links' ? 'kindLinks' : 'kindContacts'),
          },
          {
            key: 'written',
            label: t('written'),
            right: true,
            cell: (row) => (row.counts ? `${number(row.counts.written)} / ${number(row.counts.rows)}` : '–'),
          },
          { key: 'faulty', label: t('faulty'), right: true, minor: true, cell: (row) => number(row.counts?.faulty) },
          { key: 'by', label: t('by'), minor: true, cell: (row) => row.by },
          {
            key: 'status',
            label: t('status'),
            cell: (row) => (
              <Status tone={row.status === 'committed' ? 'good' : row.status === 'running' ? 'warn' : 'plain'}>
                {state(row)}
              </Status>
            ),
          },
          {
            key: 'undo',
            label: t('undo'),
            cell: (row) =>
              ['committed', 'cancelled', 'running', 'undone-in-part'].includes(row.status) ? (
                <Button size="small" onClick={() => setAsked(row)}>
                  {t('undo')}
                </Button>
              ) : null,
          },
        ]}
      />
      <Confirm
        open={asked !== undefined}
        title={t('undo')}
        confirm={t('undo')}
        bad
        busy={busy}
        onClose={() => setAsked(undefined)}
        onConfirm={() => void undo(asked?.id ?? '').then(() => setAsked(undefined))}
      >
        <p>{asked?.file}</p>
        <p>{t('undoAsk')}</p>
      </Confirm>
    </Stack>
  );
}

/** Takes an import back and tells what stayed. */
export function useUndo() {
  const t = useWords(words);
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ReturnType<typeof refusalOf>>();
  const undo = async (id: string) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const { undone, keptCount, kept } = await client.post<{
        undone: number;
        keptCount: number;
        kept: { id: string; words: { en: string; zh: string } }[];
      }>('/api/cases/import/undo', { id });
      toast(t('undone', { undone: number(undone), kept: number(keptCount) }), keptCount ? 'warn' : 'good');
      if (kept.length)
        setRefusal({
          refused: 'changed-since',
          value: keptCount,
          words: { en: `${keptCount} stay as they are.`, zh: `${keptCount} 条保持不变。` },
          because: kept.slice(0, 50).map((each) => ({ refused: each.id, words: each.words })),
        });
    } catch (fault) {
      setRefusal(refusalOf(fault));
    } finally {
      setBusy(false);
    }
  };
  return { undo, busy, refusal };
}

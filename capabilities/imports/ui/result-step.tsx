import { useState } from 'react';
import type { Words } from '../../../kernel/refusal.ts';
import { useClient } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { Grid, Row, Stack } from '../../../kit/page.tsx';
import { Banner, Button, Refusal, Stat } from '../../../kit/parts.tsx';
import { refusalOf } from '../../../kit/port.ts';
import { Table } from '../../../kit/table.tsx';
import { number } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { ImportCounts } from '../../cases/index.ts';
import { words } from './words.ts';

export interface Done {
  id: string;
  outcome: 'committed' | 'cancelled' | 'rolled-back';
  counts: ImportCounts;
  refused: { row: number; value: string; words: Words }[];
}

/** What was written, and the way back. */
export function Result({ done, onClose }: { done: Done; onClose(): void }) {
  const t = useWords(words);
  const { undo, busy, refusal } = useUndo();
  const [gone, setGone] = useState(false);
  return (
    <Stack>
      <Banner tone={done.outcome === 'committed' ? 'good' : 'warn'}>
        {t(done.outcome === 'committed' ? 'done' : done.outcome === 'cancelled' ? 'cancelledOutcome' : 'rolledBack')}
      </Banner>
      <Grid min={8}>
        <Stat label={t('written')} value={done.counts.written} />
        <Stat label={t('same')} value={done.counts.same} />
        <Stat label={t('duplicate')} value={done.counts.duplicate} />
        <Stat label={t('faulty')} value={done.counts.faulty} />
        <Stat label={t('refused')} value={done.counts.refused} tone={done.counts.refused ? 'bad' : undefined} />
      </Grid>
      {done.refused.length > 0 && (
        <Table
          label={t('refused')}
          data={done.refused.map((each, n) => ({ ...each, id: String(n) }))}
          columns={[
            { key: 'row', label: t('row'), cell: (row) => number(row.row) },
            { key: 'id', label: t('id'), cell: (row) => row.value },
            { key: 'reason', label: t('reason'), cell: (row) => say(row.words) },
          ]}
        />
      )}
      <Refusal refusal={refusal} />
      <Row between>
        <Button busy={busy} disabled={gone} onClick={() => void undo(done.id).then(() => setGone(true))}>
          {t('undo')}
        </Button>
        <Button look="main" onClick={onClose}>
          {t('close')}
        </Button>
      </Row>
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

import { useState } from 'react';
import type { Words } from '../../../kernel/refusal.ts';
import { useClient } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { Tabs } from '../../../kit/filters.tsx';
import { Download, Grid, Row, Stack } from '../../../kit/page.tsx';
import { Banner, Button, Refusal, Stat } from '../../../kit/parts.tsx';
import { refusalOf } from '../../../kit/port.ts';
import { Table } from '../../../kit/table.tsx';
import { number } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { ImportCounts, Verdict } from '../../cases/index.ts';
import { words } from './words.ts';

export interface Shown {
  counts: Omit<ImportCounts, 'written' | 'refused'>;
  verdicts: Record<Verdict['verdict'], Verdict[]>;
  notes: { column: string; reason: string; value: string; count: number }[];
  unusedColumns: string[];
  peopleCompared: boolean;
}
export interface Done {
  id: string;
  outcome: 'committed' | 'cancelled' | 'rolled-back';
  counts: ImportCounts;
  refused: { row: number; value: string; words: Words }[];
}
interface PreviewProps {
  shown: Shown;
  decisions: ReadonlySet<string>;
  busy: boolean;
  onDecide(rows: ReadonlySet<string>): void;
  onBack(): void;
  onAgain(): void;
  onCommit(mode: 'all-or-nothing' | 'good-rows'): void;
}
/** The difference before anything is written. */
export function Preview({ shown, decisions, busy, onDecide, onBack, onAgain, onCommit }: PreviewProps) {
  const t = useWords(words);
  const { counts, verdicts } = shown;
  const faults = verdicts.faulty.flatMap((each) =>
    each.verdict === 'faulty' ? each.faults.map((fault, n) => ({ id: `${each.row}-${n}`, ...fault })) : [],
  );
  const changes = verdicts.changed.flatMap((each) =>
    each.verdict === 'changed'
      ? each.differences.map((found) => ({ id: `${each.row}-${found.field}`, row: each.row, about: each.id, ...found }))
      : [],
  );
  const twins = verdicts.duplicate.flatMap((each) =>
    each.verdict === 'duplicate' ? [{ ...each, about: each.id, id: String(each.row) }] : [],
  );
  const quote = (value: unknown) => `"${String(value).replaceAll('"', '""')}"`;
  const rowColumn = <R extends { row: number }>() => ({
    key: 'row',
    label: t('row'),
    right: true,
    cell: (row: R) => number(row.row),
  });
  const value = (found: unknown) =>
    found === null || found === undefined ? '–' : typeof found === 'object' ? JSON.stringify(found) : String(found);
  return (
    <Stack>
      <Grid min={7}>
        {(['rows', 'new', 'changed', 'same', 'duplicate', 'faulty'] as const).map((key) => (
          <Stat
            key={key}
            label={t(key)}
            value={counts[key]}
            tone={
              key === 'faulty' && counts.faulty ? 'bad' : key === 'duplicate' && counts.duplicate ? 'warn' : undefined
            }
          />
        ))}
      </Grid>
      {!shown.peopleCompared && <Banner>{t('notePeople')}</Banner>}
      {shown.unusedColumns.length > 0 && (
        <p className="muted small">{t('unused', { columns: shown.unusedColumns.join(', ') })}</p>
      )}
      {/* What is there comes first; of that, what is wrong. */}
      <Tabs
        name="preview"
        label={t('preview')}
        tabs={[
          {
            id: 'faulty',
            label: t('faulty'),
            count: counts.faulty,
            body: () => (
              <Stack>
                {faults.length > 0 && (
                  <Download
                    name="faults.csv"
                    text={() =>
                      [
                        'row,column,value,reason,en,zh',
                        ...faults.map((fault) =>
                          [fault.row, fault.column, fault.value, fault.reason, fault.words.en, fault.words.zh]
                            .map(quote)
                            .join(','),
                        ),
                      ].join('\n')
                    }
                  >
                    {t('faultFile')}
                  </Download>
                )}
                <Table
                  label={t('faulty')}
                  data={faults}
                  columns={[
                    rowColumn<(typeof faults)[number]>(),
                    { key: 'column', label: t('column'), cell: (row) => row.column },
                    { key: 'value', label: t('value'), cell: (row) => row.value },
                    { key: 'reason', label: t('reason'), cell: (row) => say(row.words) },
                  ]}
                />
              </Stack>
            ),
          },
          {
            id: 'changed',
            label: t('changed'),
            count: counts.changed,
            body: () => (
              <Table
                label={t('changed')}
                data={changes}
                columns={[
                  rowColumn<(typeof changes)[number]>(),
                  { key: 'about', label: t('id'), cell: (row) => row.about },
                  { key: 'field', label: t('field'), cell: (row) => row.field },
                  { key: 'before', label: t('before'), cell: (row) => value(row.before) },
                  { key: 'after', label: t('after'), cell: (row) => value(row.after) },
                ]}
              />
            ),
          },
          {
            id: 'duplicate',
            label: t('duplicate'),
            count: counts.duplicate,
            body: () => (
              <Stack>
                <Table
                  label={t('duplicate')}
                  data={twins}
                  ticked={decisions}
                  onTick={onDecide}
                  columns={[
                    rowColumn<(typeof twins)[number]>(),
                    { key: 'about', label: t('id'), cell: (row) => row.about },
                    { key: 'why', label: t('reason'), cell: (row) => say(row.words) },
                  ]}
                />
                {decisions.size > 0 && (
                  <Row end>
                    <Button busy={busy} onClick={onAgain}>
                      {t('importAnyway')}: {number(decisions.size)}
                    </Button>
                  </Row>
                )}
              </Stack>
            ),
          },
          {
            id: 'new',
            label: t('new'),
            count: counts.new,
            body: () => (
              <Table
                label={t('new')}
                data={verdicts.new.map((each) => ({ ...each, about: each.id, id: String(each.row) }))}
                columns={[
                  rowColumn<Verdict & { about: string }>(),
                  { key: 'about', label: t('id'), cell: (row) => row.about },
                ]}
              />
            ),
          },
          {
            id: 'notes',
            label: t('notes'),
            count: shown.notes.length,
            body: () => (
              <Table
                label={t('notes')}
                data={shown.notes.map((note, n) => ({ ...note, id: String(n) }))}
                columns={[
                  { key: 'column', label: t('column'), cell: (row) => row.column },
                  { key: 'reason', label: t('reason'), cell: (row) => row.reason },
                  { key: 'value', label: t('value'), cell: (row) => row.value },
                  { key: 'count', label: t('rows'), right: true, cell: (row) => number(row.count) },
                ]}
              />
            ),
          },
        ].toSorted((a, b) => Number(!a.count) - Number(!b.count))}
      />
      <p className="muted small">{t('first', { count: 200 })}</p>
      <Row between>
        <Button onClick={onBack} disabled={busy}>
          {t('back')}
        </Button>
        <Row end>
          <Button
            disabled={counts.faulty > 0 || counts.new + counts.changed === 0}
            busy={busy}
            onClick={() => onCommit('all-or-nothing')}
          >
            {t('commitAll')}
          </Button>
          <Button
            look="main"
            disabled={counts.new + counts.changed === 0}
            busy={busy}
            onClick={() => onCommit('good-rows')}
          >
            {t('commitGood')} ({number(counts.new + counts.changed)})
          </Button>
        </Row>
      </Row>
    </Stack>
  );
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

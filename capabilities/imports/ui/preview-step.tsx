import { Tabs } from '../../../kit/filters.tsx';
import { Download, Grid, Row, Stack } from '../../../kit/page.tsx';
import { Banner, Button, Stat } from '../../../kit/parts.tsx';
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
  /** Rows of a list that was cut; 0 where all are shown. */
  const longest = Math.max(
    0,
    ...(['new', 'changed', 'duplicate', 'faulty'] as const).map((key) =>
      verdicts[key].length < counts[key] ? verdicts[key].length : 0,
    ),
  );
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
      {longest > 0 && <p className="muted small">{t('first', { count: number(longest) })}</p>}
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

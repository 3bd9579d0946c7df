import { useMemo, useState } from 'react';
import type { Words } from '../../../kernel/refusal.ts';
import { useCommand, useRows } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { Grid, Row, Stack } from '../../../kit/page.tsx';
import { Button, Card, Refusal } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { say, useWords } from '../../../kit/words.ts';
import type { ListKind, Mapping, MappingRow } from '../../cases/index.ts';
import { CasePick } from '../../cases/ui/index.tsx';
import { DiseasePick } from '../../editions/ui/index.ts';
import { HouseholdPick } from '../../people/ui/index.ts';
import { AreaPick } from '../../places/ui/index.ts';
import { words } from './words.ts';

export interface Guess {
  kind: ListKind;
  columns: Record<string, string | null>;
  fields: Record<ListKind, Record<string, { names: Words }>>;
  required: Record<ListKind, string[]>;
}
export interface Found {
  inspected: { headers: string[]; encoding: string; delimiter?: string };
  guess: Guess;
}
interface MappingProps {
  found: Found;
  mapping: Mapping;
  busy: boolean;
  onChange(mapping: Mapping): void;
  onPreview(): void;
  onBack(): void;
}
/** Values for fields that a list of this kind has. */
export const known = (guess: Guess, kind: ListKind, constants: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(constants).filter(([field]) => guess.fields[kind][field]));

/** What each column means, what stands in for missing ones, and the words of the file. */
export function MappingStep({ found, mapping, busy, onChange, onPreview, onBack }: MappingProps) {
  const t = useWords(words);
  const saved = useRows<MappingRow>('cases.mappings', { where: { kind: mapping.kind } });
  const save = useCommand('cases.SaveMapping');
  const [valueText, setValueText] = useState(() =>
    Object.entries(mapping.values)
      .flatMap(([field, list]) => Object.entries(list).map(([from, to]) => `${field}: ${from} = ${to}`))
      .join('\n'),
  );
  const fields = found.guess.fields[mapping.kind];
  const set = (changes: Partial<Mapping>) => onChange({ ...mapping, ...changes });
  const mapped = new Set(Object.values(mapping.columns));
  const needed = useMemo(
    () => [
      ...new Set([...found.guess.required[mapping.kind], ...(mapping.kind === 'cases' ? ['classification'] : [])]),
    ],
    [found, mapping.kind],
  );
  const text = (label: string, value: string, change: (value: string) => void, placeholder = '') => (
    <label className="field">
      <span>{label}</span>
      <input value={value} placeholder={placeholder} onChange={(event) => change(event.target.value)} />
    </label>
  );
  const choice = (label: string, value: string, choices: [string, string][], change: (value: string) => void) => (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => change(event.target.value)}>
        {choices.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  const fill = (field: string) => (value: string | undefined) => {
    const { [field]: _old, ...rest } = mapping.constants;
    set({ constants: value ? { ...rest, [field]: value } : rest });
  };
  /** What the city knows by name is chosen, not typed. */
  const constant = (field: string) => {
    const props = { label: say(fields[field]?.names), value: mapping.constants[field], onChange: fill(field) };
    if (field === 'area') return <AreaPick {...props} />;
    if (field === 'disease') return <DiseasePick {...props} />;
    if (field === 'household') return <HouseholdPick {...props} />;
    if (field === 'case') return <CasePick {...props} />;
    return undefined;
  };
  const apply = (id: string) => {
    const row = saved.rows.find((each) => each.id === id);
    if (!row) return;
    const { area: _area, savedBy: _by, ...kept } = row;
    set({
      ...kept,
      columns: Object.fromEntries(found.inspected.headers.map((header) => [header, kept.columns[header] ?? null])),
    });
    setValueText(
      Object.entries(kept.values)
        .flatMap(([field, list]) => Object.entries(list).map(([from, to]) => `${field}: ${from} = ${to}`))
        .join('\n'),
    );
  };
  const readValues = (written: string) => {
    setValueText(written);
    const values: Mapping['values'] = {};
    for (const line of written.split('\n')) {
      const [, field, from, to] = /^\s*([\w]+)\s*:\s*(.+?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      if (field && from && to !== undefined) values[field] = { ...values[field], [from]: to };
    }
    set({ values });
  };
  return (
    <Stack>
      <Grid min={14}>
        {choice(
          t('kind'),
          mapping.kind,
          [
            ['cases', t('kindCases')],
            ['links', t('kindLinks')],
            ['contacts', t('kindContacts')],
          ],
          (kind) =>
            set({
              kind: kind as ListKind,
              columns: Object.fromEntries(found.inspected.headers.map((header) => [header, null])),
              constants: known(found.guess, kind as ListKind, mapping.constants),
            }),
        )}
        {saved.rows.length > 0 &&
          choice(
            t('savedMapping'),
            '',
            [['', '–'], ...saved.rows.map((row): [string, string] => [row.id, row.name])],
            apply,
          )}
        {choice(
          t('dateOrder'),
          mapping.dateOrder,
          [
            ['none', t('orderNone')],
            ['dmy', t('orderDmy')],
            ['mdy', t('orderMdy')],
          ],
          (dateOrder) => set({ dateOrder: dateOrder as Mapping['dateOrder'] }),
        )}
        {choice(
          t('doubtful'),
          mapping.doubtful,
          [
            ['refuse', t('doubtRefuse')],
            ['set-aside', t('doubtAside')],
          ],
          (doubtful) => set({ doubtful: doubtful as Mapping['doubtful'] }),
        )}
        {text(t('prefix'), mapping.idPrefix, (idPrefix) => set({ idPrefix }))}
        <label className="check">
          <input
            type="checkbox"
            checked={mapping.keepExtra}
            onChange={(event) => set({ keepExtra: event.target.checked })}
          />{' '}
          {t('keepExtra')}
        </label>
      </Grid>
      <Card title={t('columns')} flush>
        <Table
          label={t('columns')}
          data={found.inspected.headers.map((id) => ({ id }))}
          columns={[
            { key: 'column', label: t('column'), cell: (row) => row.id },
            {
              key: 'means',
              label: t('means'),
              cell: (row) => (
                <select
                  aria-label={row.id}
                  value={mapping.columns[row.id] ?? ''}
                  onChange={(event) => set({ columns: { ...mapping.columns, [row.id]: event.target.value || null } })}
                >
                  <option value="">{t('leftOut')}</option>
                  {Object.entries(fields).map(([field, { names }]) => (
                    <option key={field} value={field} disabled={mapped.has(field) && mapping.columns[row.id] !== field}>
                      {say(names)}
                    </option>
                  ))}
                </select>
              ),
            },
          ]}
        />
      </Card>
      <Card title={t('constants')}>
        <Grid min={14}>
          {needed
            .filter((field) => !['id', 'from', 'to'].includes(field))
            .map((field) => (
              <div key={field}>
                {constant(field) ??
                  text(
                    say(fields[field]?.names),
                    mapping.constants[field] ?? '',
                    fill(field),
                    mapped.has(field) ? '' : '!',
                  )}
              </div>
            ))}
        </Grid>
      </Card>
      <label className="field">
        <span>{t('wordsOfFile')}</span>
        <textarea
          rows={3}
          value={valueText}
          placeholder={t('wordsHint')}
          onChange={(event) => readValues(event.target.value)}
        />
      </label>
      <Refusal refusal={save.refusal} />
      <Row between>
        <Button onClick={onBack}>{t('back')}</Button>
        <Row end>
          <Button
            busy={save.busy}
            onClick={() => void save.run(mapping).then((outcome) => outcome.ok && toast(t('saved')))}
          >
            {t('saveMapping')}
          </Button>
          <Button look="main" busy={busy} onClick={onPreview}>
            {t('preview')}
          </Button>
        </Row>
      </Row>
    </Stack>
  );
}

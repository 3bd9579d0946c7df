import { useState } from 'react';
import { dayOf } from '../../../kernel/time.ts';
import { useCommand, useGet, useNow, useSession } from '../../../kit/client.tsx';
import { Confirm, toast } from '../../../kit/dialog.tsx';
import { useOffice } from '../../../kit/office.ts';
import { Download, Grid, PrintSheet, Row, Stack } from '../../../kit/page.tsx';
import { Button, Refusal, Stat, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { cityZoneNow, day as dayName, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { ClearanceLine, DutyRow } from '../model.ts';
import { subjectName } from '../subject.ts';
import { DutyDrawer } from './duty-drawer.tsx';
import { useReader } from './reader.ts';
import { words } from './words.ts';

interface Sheet {
  area: string;
  day: string;
  clearedAt: string | null;
  done: DutyRow[];
  lines: ClearanceLine[];
}
const TONE = { 'handed-on': 'info', explained: 'good', unexplained: 'bad' } as const;

/** 日清日结: each duty of the day is done, handed on or explained; the sheet prints and exports. */
export function Clearance() {
  const t = useWords(words);
  const { office } = useOffice();
  const place = usePlaceName();
  const reader = useReader();
  const { area, zone } = useSession();
  const today = dayOf(useNow(), zone ?? cityZoneNow());
  const [day, setDay] = useState(today);
  const [asking, setAsking] = useState(false);
  const [open, setOpen] = useState<string>();
  const clear = useCommand('duties.ClearDay');
  const query = `area=${area ?? ''}&day=${day}`;
  const { data, loading, refusal } = useGet<Sheet>(area ? `/api/duties/sheet?${query}` : undefined, 'duties.duties');
  if (refusal) return <Refusal refusal={refusal} />;
  if (loading || !data) return <Waiting rows={6} />;
  const count = (outcome: ClearanceLine['outcome']) => data.lines.filter((line) => line.outcome === outcome).length;
  const unexplained = count('unexplained');
  const send = async () => {
    const outcome = await clear.run({ area: data.area, day });
    setAsking(false);
    if (outcome.ok) toast(t('saved'));
  };
  return (
    <Stack>
      <Row between>
        <label className="filter">
          <span>{t('day')}</span>
          <input
            type="date"
            value={day}
            max={today}
            onChange={(event) => event.target.value && setDay(event.target.value)}
          />
        </label>
        <Row end>
          <Download
            name={`duties-${data.area}-${day}.csv`}
            href={`/api/duties/sheet.csv?${query}&language=${reader.language}`}
          >
            {t('exportCsv')}
          </Download>
          {!data.clearedAt && (
            <Button look="main" onClick={() => setAsking(true)}>
              {t('clear')}
            </Button>
          )}
        </Row>
      </Row>
      <Refusal refusal={clear.refusal} />
      <Grid min={9}>
        <Stat label={t('doneCount')} value={data.done.length} tone="good" />
        <Stat label={t('handedCount')} value={count('handed-on')} />
        <Stat label={t('explainedCount')} value={count('explained')} />
        <Stat label={t('unexplainedCount')} value={unexplained} tone={unexplained > 0 ? 'bad' : undefined} />
      </Grid>
      <PrintSheet title={`${t('sheet')} ${place(data.area)} ${dayName(day, 'full')}`}>
        <p>{data.clearedAt ? t('cleared', { at: when(data.clearedAt, 'full') }) : t('open24')}</p>
        <Table
          label={t('sheet')}
          data={data.lines.map((line) => ({ ...line, id: line.duty }))}
          empty={t('clearNone')}
          onOpen={(row) => setOpen(row.duty)}
          tone={(row) => (row.outcome === 'unexplained' ? 'bad' : undefined)}
          columns={[
            {
              key: 'outcome',
              label: t('outcome'),
              cell: (row) => <Status tone={TONE[row.outcome]}>{t(`outcome.${row.outcome}`)}</Status>,
            },
            { key: 'name', label: t('duty'), cell: (row) => say(row.name) },
            { key: 'subject', label: t('subject'), cell: (row) => subjectName(row, reader) },
            { key: 'area', label: t('area'), cell: (row) => place(row.area) },
            { key: 'owner', label: t('owner'), cell: (row) => office(row.owner.level, row.owner.role) },
            { key: 'dueAt', label: t('due'), cell: (row) => when(row.dueAt) },
            {
              key: 'reason',
              label: t('reason'),
              cell: (row) => row.reason ?? (row.to ? `→ ${office(row.to.level, row.to.role)}` : ''),
            },
          ]}
        />
        <p>{t('signed')}: ______________________</p>
      </PrintSheet>
      {open && <DutyDrawer key={open} id={open} onClose={() => setOpen(undefined)} />}
      <Confirm
        open={asking}
        title={t('clear')}
        confirm={t('clear')}
        busy={clear.busy}
        onClose={() => setAsking(false)}
        onConfirm={() => void send()}
      >
        <p>{unexplained > 0 ? t('clearWarn', { count: unexplained }) : t('clearNone')}</p>
      </Confirm>
    </Stack>
  );
}

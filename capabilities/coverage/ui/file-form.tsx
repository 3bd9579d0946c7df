import { useState } from 'react';
import type { Refusal as Refused } from '../../../kernel/refusal.ts';
import { useClient, useSession } from '../../../kit/client.tsx';
import { Download, Row, Stack } from '../../../kit/page.tsx';
import { Button, Refusal, Status } from '../../../kit/parts.tsx';
import { refusalOf } from '../../../kit/port.ts';
import { Table } from '../../../kit/table.tsx';
import { day } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { ChannelRow, Fault } from '../../signals/index.ts';
import { type Done, faultWords, named } from './sent.ts';
import { words } from './words.ts';

interface Came {
  day: string;
  lines?: number;
  came?: 'counted' | 'known' | 'held';
  fault?: Fault;
  refusal?: Refused;
}
const TONES = { counted: 'good', known: 'plain', held: 'warn', refused: 'bad' } as const;

/** A file of counts: sent as it is, and answered day by day. */
export function FileForm({ channel, onDone }: { channel: ChannelRow; onDone: Done }) {
  const t = useWords(words);
  const place = usePlaceName();
  const { again } = useSession();
  const client = useClient();
  const [file, setFile] = useState<File>();
  const [correction, setCorrection] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refused>();
  const [days, setDays] = useState<Came[]>();
  const send = async (chosen: File): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      // the client of kit sends JSON only
      const answer = await fetch(
        `/api/signals/channels/${encodeURIComponent(channel.id)}/counts.csv?correction=${correction}`,
        {
          method: 'POST',
          credentials: 'same-origin',
          headers: { 'x-tandem': '1', 'content-type': 'application/octet-stream' },
          body: chosen,
        },
      );
      const body = await answer.json();
      if (body.refusal) setRefusal(named(body.refusal, place));
      else setDays(body.days);
      if (client.online) void again();
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };
  const example = () =>
    [
      'day,area,subject,value',
      ...channel.subjects.map((subject) => `${channel.lastDay ?? '2026-01-31'},${channel.area},${subject},0`),
    ].join('\n');
  if (days)
    return (
      <Stack>
        <Table
          label={t('uploaded')}
          data={days.map((each) => ({ ...each, id: each.day }))}
          columns={[
            { key: 'day', label: t('countedOn'), cell: (row) => day(row.day) },
            { key: 'lines', label: t('lines'), cell: (row) => (row.lines ? t('linesOf', { count: row.lines }) : '–') },
            {
              key: 'came',
              label: t('uploaded'),
              cell: (row) => {
                const came = row.refusal ? 'refused' : (row.came ?? 'known');
                return (
                  <>
                    <Status tone={TONES[came]}>{t(`came.${came}`)}</Status>{' '}
                    {row.refusal ? say(named(row.refusal, place).words) : row.fault ? faultWords(row.fault, t) : ''}
                  </>
                );
              },
            },
          ]}
        />
        <Row end>
          <Button look="main" onClick={() => onDone(true)}>
            {t('saved')}
          </Button>
        </Row>
      </Stack>
    );
  return (
    <Stack>
      <div className="field">
        <label htmlFor="counts-file">{t('file')}</label>
        <input
          id="counts-file"
          type="file"
          accept=".csv,.txt"
          aria-describedby="counts-file-hint"
          onChange={(event) => setFile(event.target.files?.[0])}
        />
        <p className="hint" id="counts-file-hint">
          {t('fileHint')}
        </p>
      </div>
      <label className="check">
        <input type="checkbox" checked={correction} onChange={(event) => setCorrection(event.target.checked)} />
        <span>{t('correction')}</span>
      </label>
      <Refusal refusal={refusal} />
      <Row end>
        <Download name={`${channel.id}.csv`} text={example}>
          {t('template')}
        </Download>
        <Button look="main" busy={busy} disabled={!file} onClick={() => file && void send(file)}>
          {t('byFile')}
        </Button>
      </Row>
    </Stack>
  );
}

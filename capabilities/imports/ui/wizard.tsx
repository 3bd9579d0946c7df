import { useEffect, useRef, useState } from 'react';
import type { Refusal as Refused } from '../../../kernel/refusal.ts';
import { useRows } from '../../../kit/client.tsx';
import { Confirm } from '../../../kit/dialog.tsx';
import { Row, Stack } from '../../../kit/page.tsx';
import { Button, Progress, Refusal, Status } from '../../../kit/parts.tsx';
import { newId, refusalOf } from '../../../kit/port.ts';
import { Table } from '../../../kit/table.tsx';
import { number, when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { type ImportRow, LARGEST_LIST, type Mapping, tooLarge } from '../../cases/index.ts';
import { type Found, known, MappingStep } from './mapping-step.tsx';
import { Preview, type Shown } from './preview-step.tsx';
import { type Done, Result, useUndo } from './result-step.tsx';
import { words } from './words.ts';

type Line = { done?: number; total?: number; preview?: Shown; committed?: Done; refusal?: Refused } & Partial<Found>;

const MISSING = ['NA', 'N/A', '?', '-', '.', 'unknown', '不详', '未知', '无'];
const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'windows-1252'];

/** Sends one line of JSON and the file; tells every line of the answer. The client of kit knows no streams. */
async function send(file: File, about: object, signal: AbortSignal, tell: (line: Line) => void): Promise<void> {
  const body = new Blob([`${JSON.stringify({ name: file.name, ...about })}\n`, file]);
  const answer = await fetch('/api/cases/import', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'x-tandem': '1', 'content-type': 'application/octet-stream' },
    body,
    signal,
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const part = await reader?.read();
    rest += part?.value ?? '';
    const lines = rest.split('\n');
    rest = part?.done === false ? (lines.pop() ?? '') : '';
    for (const line of lines) if (line) tell(JSON.parse(line) as Line);
    if (part?.done !== false) return;
  }
}

/** Choose, map, see the difference, commit, and undo: nothing is written before the reader has seen what would change. */
export default function ImportWizard({
  area,
  disease,
  onClose,
}: {
  area: string;
  disease: string | undefined;
  onClose(): void;
}) {
  const t = useWords(words);
  const [file, setFile] = useState<File>();
  const [encoding, setEncoding] = useState('');
  const [found, setFound] = useState<Found>();
  const [mapping, setMapping] = useState<Mapping>();
  const [shown, setShown] = useState<Shown>();
  const [done, setDone] = useState<Done>();
  const [decisions, setDecisions] = useState<ReadonlySet<string>>(new Set());
  const [progress, setProgress] = useState<{ done?: number; total?: number }>();
  const [refusal, setRefusal] = useState<Refused>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  async function ask(about: object, from = file): Promise<void> {
    if (!from) return;
    stop.current = new AbortController();
    setRefusal(undefined);
    setProgress({});
    try {
      await send(from, { ...(encoding ? { encoding } : {}), ...about }, stop.current.signal, (line) => {
        if (line.refusal) setRefusal(line.refusal);
        else if (line.preview) setShown(line.preview);
        else if (line.committed) setDone(line.committed);
        else if (line.inspected) {
          const { inspected, guess } = line as Found;
          setFound({ inspected, guess });
          setMapping({
            id:
              from.name
                .toLowerCase()
                .replace(/\.[a-z]+$/, '')
                .replace(/[^a-z0-9]+/g, '-')
                .replace(/^-|-$/g, '')
                .slice(0, 60) || 'list',
            name: from.name,
            kind: guess.kind,
            columns: guess.columns,
            constants: known(guess, guess.kind, { ...(area ? { area } : {}), ...(disease ? { disease } : {}) }),
            values: {},
            dateOrder: 'none',
            idPrefix: '',
            missing: MISSING,
            keepExtra: false,
            doubtful: 'refuse',
          });
        } else setProgress(line);
      });
    } catch (fault) {
      if (!stop.current.signal.aborted) setRefusal(refusalOf(fault));
    } finally {
      setProgress(undefined);
    }
  }
  const options = () => ({ mapping, decisions: Object.fromEntries([...decisions].map((row) => [row, 'import'])) });
  const commit = (mode: 'all-or-nothing' | 'good-rows') =>
    ask({
      ...options(),
      commit: { id: newId(), area: mapping?.constants.area ?? area, mode, rows: shown?.counts.rows },
    });

  return (
    <Stack>
      <Refusal refusal={refusal} />
      {progress && (
        <Progress
          label={t(shown ? 'writing' : 'reading')}
          done={progress.done}
          total={progress.total}
          onCancel={() => stop.current?.abort()}
        />
      )}
      {done ? (
        <Result done={done} onClose={onClose} />
      ) : shown && mapping ? (
        <Preview
          shown={shown}
          decisions={decisions}
          onDecide={setDecisions}
          busy={progress !== undefined}
          onBack={() => setShown(undefined)}
          onAgain={() => void ask(options())}
          onCommit={(mode) => void commit(mode)}
        />
      ) : found && mapping ? (
        <MappingStep
          found={found}
          mapping={mapping}
          onChange={setMapping}
          busy={progress !== undefined}
          onPreview={() => void ask({ mapping })}
          onBack={() => setFound(undefined)}
        />
      ) : (
        <Stack>
          <p>{t('chooseLead')}</p>
          <label className="field">
            <span>{t('choose')}</span>
            <input
              type="file"
              accept=".csv,.tsv,.txt,.xlsx"
              onChange={(event) => {
                const chosen = event.target.files?.[0];
                const large = chosen !== undefined && chosen.size > LARGEST_LIST;
                setFile(large ? undefined : chosen);
                if (large) setRefusal(tooLarge(chosen.size));
                else void ask({}, chosen);
              }}
            />
          </label>
          <label className="field">
            <span>{t('encoding')}</span>
            <select value={encoding} onChange={(event) => setEncoding(event.target.value)}>
              <option value="">{t('guess')}</option>
              {ENCODINGS.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
          {file && refusal && (
            <Row end>
              <Button look="main" onClick={() => void ask({})}>
                {t('readAgain')}
              </Button>
            </Row>
          )}
        </Stack>
      )}
    </Stack>
  );
}

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

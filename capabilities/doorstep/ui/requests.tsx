import { lazy, Suspense, useState } from 'react';
import { spoken } from '../../../kernel/spoken.ts';
import { useCommand, useNow, useRows } from '../../../kit/client.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Banner, Button, Card, Empty, Refusal, Status, Timeline, type Tone, Waiting } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { half, useWords } from '../../../kit/words.ts';
import type { RequestRow, TimelineEntry } from '../../requests/index.ts';
import { Exclusion } from './exclusion.tsx';
import { type Key, words } from './words-requests.ts';

const TONES: Partial<Record<RequestRow['state'], Tone>> = {
  taken: 'info',
  dispatched: 'info',
  contacted: 'info',
  answered: 'warn',
  closed: 'good',
};
/** Words of a person stand under a step; codes of the system do not. */
const SAID = [
  'RequestTaken',
  'RequestAnswered',
  'RequestHandedUp',
  'RequestReturned',
  'RequestReopened',
  'RequestAddedTo',
  'RequestDispatched',
  'RequestWithdrawn',
];

const OwnAppeals = lazy(() => import('../../entry/ui/index.ts').then((ui) => ({ default: ui.OwnAppeals })));

/** Steps whose text names an office. */
const OFFICES = ['RequestTaken', 'RequestDispatched'];
/** What somebody said stays whole; only what was written in both languages is halved. */
const said = (text: string | undefined): string | undefined => (text?.includes(' / ') ? half(text) : text);

/** Everything this household asked for, each with its steps. Only her answer closes a request. */
export function HomeRequests({ home }: { home: string }) {
  const t = useWords(words);
  const requests = useRows<RequestRow>('requests.requests', {
    within: home,
    limit: 20,
    order: '-updatedAt',
    purpose: 'own',
  });
  if (requests.loading) return <Waiting />;
  if (requests.refusal) return <Refusal refusal={requests.refusal} onAgain={requests.again} />;
  return (
    <Stack>
      <Suspense>
        <OwnAppeals home={home} />
      </Suspense>
      {requests.rows.length === 0 && <Empty title={t('none')}>{t('noneLead')}</Empty>}
      {requests.rows.map((row) => (
        <Request key={row.id} row={row} />
      ))}
      {requests.hasMore && (
        <Button busy={requests.loadingMore} onClick={requests.more}>
          {t('showMore')}
        </Button>
      )}
    </Stack>
  );
}

function Request({ row }: { row: RequestRow }) {
  const t = useWords(words);
  const now = useNow();
  const steps = row.timeline.map((entry: TimelineEntry, i: number) => ({
    id: `${entry.at}-${i}`,
    at: `${when(entry.at)} · ${entry.by.split(' · ').map(half).join(' · ')}`,
    title: t(`step.${entry.what}` as Key),
    body: OFFICES.includes(entry.what) ? half(entry.text) : SAID.includes(entry.what) ? said(entry.text) : undefined,
    tone: (entry.what === 'RequestClosed' ? 'good' : entry.what === 'RequestReopened' ? 'warn' : 'plain') as Tone,
  }));
  return (
    <Card
      track="life"
      title={row.description.slice(0, 60)}
      actions={<Status tone={TONES[row.state] ?? 'plain'}>{t(`stage.${row.state}` as Key)}</Status>}
    >
      <Stack gap="tight">
        {row.assigneeName && (
          <p>
            {half(row.orgName)} · {row.assigneeName}
          </p>
        )}
        {row.answer && (
          <p>
            <strong>{t('answer')}</strong> {said(row.answer)}
          </p>
        )}
        {row.dueAt && row.state !== 'answered' && <p className="small">{t('dueBy', { at: when(row.dueAt) })}</p>}
        {row.pausedUntil && row.pausedUntil > now && (
          <p className="small">
            {t('pausedUntil', { at: when(row.pausedUntil), why: t(`pause.${row.pausedWhy}` as Key) })}
          </p>
        )}
        {row.timeline.some((entry) => entry.what === 'RequestExcluded') && <Exclusion request={row.id} />}
        <Reply row={row} />
        {row.number && (
          <p className="small">
            {t('sentNumber')} <strong className="unbroken">{spoken(row.number)}</strong>
          </p>
        )}
        <details>
          <summary>
            {t('steps')} ({steps.length})
          </summary>
          <Timeline label={t('steps')} moments={steps} />
        </details>
      </Stack>
    </Card>
  );
}

type Saying = 'not-solved' | 'reopen' | 'more';
const FROM: Partial<Record<RequestRow['state'], Saying>> = {
  answered: 'not-solved',
  closed: 'reopen',
  taken: 'more',
  dispatched: 'more',
  contacted: 'more',
};

/** Solved closes; not solved goes back to the office and its superior, with her words. */
function Reply({ row }: { row: RequestRow }) {
  const t = useWords(words);
  const callBack = useCommand('requests.RecordCallBack');
  const reopen = useCommand('requests.ReopenRequest');
  const add = useCommand('requests.AddToRequest');
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [thanked, setThanked] = useState(false);
  const saying = FROM[row.state];
  const busy = callBack.busy || reopen.busy || add.busy;
  const send = async () => {
    const said = text.trim();
    const outcome =
      saying === 'not-solved'
        ? await callBack.run({ id: row.id, outcome: 'not-solved', channel: 'app', ...(said ? { note: said } : {}) })
        : saying === 'reopen'
          ? await reopen.run({ id: row.id, reason: said })
          : await add.run({ id: row.id, text: said });
    if (outcome.ok) {
      setOpen(false);
      setText('');
    }
  };
  const solved = async () => setThanked((await callBack.run({ id: row.id, outcome: 'solved', channel: 'app' })).ok);
  if (thanked) return <Banner tone="good">{t('satisfied')}</Banner>;
  if (!saying) return null;
  return (
    <Stack gap="tight">
      {row.state === 'answered' && <p>{t('asks')}</p>}
      {!open && (
        <div className="row">
          {row.state === 'answered' && (
            <Button look="main" icon="check" busy={busy} onClick={() => void solved()}>
              {t('solved')}
            </Button>
          )}
          <Button onClick={() => setOpen(true)}>
            {t(saying === 'more' ? 'more' : saying === 'reopen' ? 'reopen' : 'notSolved')}
          </Button>
        </div>
      )}
      {open && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <label className="field">
            <span>{t(saying === 'more' ? 'more' : 'why')}</span>
            <textarea
              rows={3}
              required={saying !== 'not-solved'}
              minLength={saying === 'reopen' ? 2 : undefined}
              maxLength={1000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          <div className="row">
            <Button type="submit" look="main" busy={busy}>
              {t('send')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </div>
        </form>
      )}
      <Refusal refusal={callBack.refusal ?? reopen.refusal ?? add.refusal} />
    </Stack>
  );
}

import { useState } from 'react';
import { spoken } from '../../../kernel/spoken.ts';
import { useNow, useRow } from '../../../kit/client.tsx';
import { Drawer } from '../../../kit/dialog.tsx';
import { useOffice } from '../../../kit/office.ts';
import { Row, Stack } from '../../../kit/page.tsx';
import { Badge, Button, Card, Facts, Refusal, Status, Timeline, Waiting } from '../../../kit/parts.tsx';
import { length, until, when } from '../../../kit/when.ts';
import { half, type Key, say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { INTAKES, type QueueRow, type RequestRow, type TimelineEntry } from '../../requests/index.ts';
import { Action, type ActionName } from './actions.tsx';
import { CallBack } from './call-back.tsx';
import { urgencyTone, useClasses } from './classes.ts';
import { eventWords } from './event-words.ts';
import { words } from './words.ts';

/** What can be done now; the server decides again. */
const ACTIONS: Record<QueueRow['state'], ActionName[]> = {
  taken: ['dispatch', 'contact', 'answer', 'handUp', 'reclassify', 'add', 'withdraw'],
  dispatched: ['contact', 'answer', 'handUp', 'giveBack', 'dispatch', 'reclassify', 'add', 'withdraw'],
  contacted: ['answer', 'handUp', 'giveBack', 'dispatch', 'contact', 'reclassify', 'add', 'withdraw'],
  answered: ['reopen', 'add', 'handUp'],
  closed: ['reopen', 'add'],
  merged: ['unmerge', 'add'],
  withdrawn: ['reopen'],
};

/** One request: who, what, whose, how long, what happened, and what to do next. */
export function RequestDrawer({ id, onClose, onOpen }: { id: string; onClose(): void; onOpen(id: string): void }) {
  const t = useWords(words);
  const e = useWords(eventWords);
  const now = useNow();
  const { byCode, nameOf } = useClasses();
  const place = usePlaceName();
  const { level } = useOffice();
  const full = useRow<RequestRow>('requests.requests', id);
  // Headquarters see the board's row: the work, not the person.
  const board = useRow<QueueRow>('requests.queue', id);
  const [action, setAction] = useState<ActionName | 'callBack'>();
  const row = full.row ?? board.row;
  if (!row)
    return (
      <Drawer open title={id} onClose={onClose}>
        {full.loading || board.loading ? <Waiting /> : <Refusal refusal={board.refusal ?? full.refusal} />}
      </Drawer>
    );
  const person = full.row;
  // A contact's text is the channel alone, or what was said over it; an office's name is in both languages.
  const said = ({ what, text }: TimelineEntry) => {
    if (text === undefined) return undefined;
    if ((INTAKES as readonly string[]).includes(text)) return t(`channel.${text}` as Key<typeof words>);
    if (CODED.includes(what) && text in eventWords.en) return e(text as Key<typeof eventWords>);
    return OFFICES.includes(what) || text.includes(' / ') ? half(text) : text;
  };
  const done = () => setAction(undefined);
  const paused = row.pausedUntil !== null && row.pausedUntil > now;
  const pausing: ActionName[] =
    row.life || !['taken', 'dispatched', 'contacted'].includes(row.state) ? [] : [paused ? 'resume' : 'pause'];
  return (
    <Drawer
      open
      size="large"
      title={
        <>
          {nameOf(row.class)} <Status tone={urgencyTone[row.urgency]}>{t(`urgency.${row.urgency}`)}</Status>
        </>
      }
      onClose={onClose}
    >
      <Stack>
        <Row between>
          <span>
            <Badge>{t(`state.${row.state}`)}</Badge>{' '}
            {row.number && (
              <strong className="unbroken">
                {t('number')} {spoken(row.number)}
              </strong>
            )}
          </span>
          {paused && (
            <Status tone="info" icon="clock">
              {t('paused', { at: when(row.pausedUntil) })}
            </Status>
          )}
          {row.dueAt && (
            <Status tone={row.dueAt <= now ? 'bad' : 'plain'} icon="clock">
              {until(row.dueAt, now)}
            </Status>
          )}
        </Row>
        <p>{row.description}</p>
        <Row>
          {row.state === 'answered' && (
            <Button look="main" icon="phone" onClick={() => setAction('callBack')}>
              {t('callBack')}
            </Button>
          )}
          {[...ACTIONS[row.state], ...pausing].map((name, n) => (
            <Button
              key={name}
              look={n === 0 && row.state !== 'answered' ? 'main' : 'plain'}
              onClick={() => setAction(name)}
            >
              {t(name)}
            </Button>
          ))}
        </Row>
        {action === 'callBack' && (
          <CallBack row={row} phone={person?.beneficiary.phone ?? person?.caller.phone} onDone={done} />
        )}
        {action && action !== 'callBack' && <Action name={action} row={row} onDone={done} />}
        <Facts
          columns={2}
          items={[
            [
              t('caller'),
              person
                ? [person.caller.name, person.caller.phone, person.caller.email].filter(Boolean).join(' ') || '–'
                : board.row?.caller,
            ],
            [
              t('beneficiaryName'),
              person
                ? [person.beneficiary.name, person.beneficiary.phone].filter(Boolean).join(' ') || '–'
                : board.row?.beneficiary,
            ],
            [t('proxy'), person ? person.proxy?.name : board.row?.proxy],
            [t('place'), [row.address, place(row.place)].filter(Boolean).join(' · ')],
            [t('owner'), `${half(row.orgName)} · ${level(row.level)}`],
            [t('assignee'), row.assigneeName],
            [t('taken'), `${when(row.takenAt)} · ${t(`channel.${row.channel}` as Key<typeof words>)}`],
            [t('superior'), place(row.superiorArea)],
            [t('hops'), row.hops],
            [t('reopened'), row.reopened],
            [t('handedUp'), row.handedUp],
            [t('returned'), row.returned],
            ...(row.pausedMinutes > 0
              ? [[t('pausedBefore'), length(row.pausedMinutes * 60_000)] as [string, string]]
              : []),
            ...Object.entries(person?.attributes ?? {}).map(([code, value]): [string, string] => [
              say(byCode.get(row.class)?.attributes.find((each) => each.code === code)?.names) || code,
              [value].flat().join(', '),
            ]),
          ]}
        />
        {row.merged.length > 0 && (
          <p>
            {t('merged')}:{' '}
            {row.merged.map((other) => (
              <Button key={other} size="small" look="quiet" onClick={() => onOpen(other)}>
                {other}
              </Button>
            ))}
          </p>
        )}
        {row.into && (
          <p>
            {t('into')}:{' '}
            <Button size="small" look="quiet" onClick={() => onOpen(row.into as string)}>
              {row.into}
            </Button>
          </p>
        )}
        {person && (
          <Card title={t('history')}>
            <Timeline
              label={t('history')}
              moments={person.timeline
                .map((entry, n) => ({
                  id: `${entry.at}-${n}`,
                  at: `${when(entry.at)} · ${entry.by.split(' · ').map(half).join(' · ')}`,
                  title: e(entry.what as Key<typeof eventWords>),
                  body: said(entry),
                  tone: TONES[entry.what],
                }))
                .reverse()}
            />
          </Card>
        )}
      </Stack>
    </Drawer>
  );
}

/** Steps whose text may be a code, and steps that name an office. */
const CODED = ['CallBackRecorded', 'CallBackAttempted', 'RequestClosed'];
const OFFICES = ['RequestTaken', 'RequestDispatched', 'RequestUnmerged'];

const TONES: Record<string, 'good' | 'warn' | 'bad' | 'info'> = {
  RequestClosed: 'good',
  RequestReopened: 'warn',
  RequestHandedUp: 'info',
  RequestReturned: 'warn',
  CareRefused: 'bad',
  RequestTaken: 'info',
};

import { useState } from 'react';
import { useCommand } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Row, Stack } from '../../../kit/page.tsx';
import { Button, Card, Refusal } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import type { QueueRow } from '../../requests/index.ts';
import { CONTACT_CHANNELS } from '../../requests/index.ts';
import { useClasses } from './classes.ts';
import { words } from './words.ts';

/** What to say, and what she said. */
export function CallBack({
  row,
  phone,
  onDone,
}: {
  row: Omit<QueueRow, 'caller' | 'beneficiary' | 'proxy'>;
  phone?: string;
  onDone(): void;
}) {
  const t = useWords(words);
  const command = useCommand('requests.RecordCallBack');
  const { callBack } = useClasses();
  const [channel, setChannel] = useState('phone');
  const [note, setNote] = useState('');
  const [solved, setSolved] = useState<boolean>();
  const record = async (outcome: 'solved' | 'not-solved' | 'no-answer', satisfied?: boolean) => {
    const done = await command.run({
      id: row.id,
      outcome,
      channel,
      ...(satisfied === undefined ? {} : { satisfied }),
      ...(note.trim() ? { note: note.trim() } : {}),
    });
    if (!done.ok) return;
    toast(t('done'));
    onDone();
  };
  return (
    <Card
      title={
        <>
          {t('callBack')} {phone && <a href={`tel:${phone}`}>{phone}</a>}
        </>
      }
      track="life"
    >
      <Stack>
        <p className="call-script">
          {t('script', {
            when: when(row.takenAt),
            what: row.description.slice(0, 80),
            answer: (row.answer ?? '').slice(0, 80),
          })}
        </p>
        <p className="small muted">{t('thirdParty')}</p>
        <Segments
          label={t('how')}
          value={channel}
          onChange={setChannel}
          choices={CONTACT_CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
        />
        <label className="field">
          <span>{t('note')}</span>
          <textarea rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
        {solved === undefined ? (
          <Row>
            <Button look="main" icon="check" onClick={() => setSolved(true)}>
              {t('solved')}
            </Button>
            <Button look="bad" onClick={() => setSolved(false)}>
              {t('notSolved')}
            </Button>
            <Button busy={command.busy} onClick={() => void record('no-answer')}>
              {t('noAnswer')}
            </Button>
            <span className="small muted">
              {t('tries', { n: row.callBackAttempts + 1, of: callBack.attempts, channels: callBack.channels })}
            </span>
          </Row>
        ) : (
          <Row>
            <strong>{t(solved ? 'solved' : 'notSolved')}</strong>
            <Button look="main" busy={command.busy} onClick={() => void record(solved ? 'solved' : 'not-solved', true)}>
              {t('satisfied')}
            </Button>
            <Button busy={command.busy} onClick={() => void record(solved ? 'solved' : 'not-solved', false)}>
              {t('notSatisfied')}
            </Button>
          </Row>
        )}
        <Refusal refusal={command.refusal} />
      </Stack>
    </Card>
  );
}

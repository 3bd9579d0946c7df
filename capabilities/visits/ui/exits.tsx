import { useState } from 'react';
import { ancestorAt } from '../../../kernel/place.ts';
import { useCommand, useRow } from '../../../kit/client.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Button, Card, Empty, Refusal, Status } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { PlaceRow } from '../../places/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { Line } from './touch.tsx';
import { words } from './words.ts';

/** Exits of the buildings on the way: looked at in passing, because a blocked one costs lives (SG14). */
export function Exits({ households }: { households: string[] }) {
  const t = useWords(words);
  const buildings = [
    ...new Set(households.map((path) => ancestorAt(path, 'building')).filter((path) => path !== undefined)),
  ];
  if (buildings.length === 0) return <Empty title={t('noExits')} icon="pin" />;
  return (
    <Stack>
      <p>{t('exitsLead')}</p>
      {buildings.map((path) => (
        <Building key={path} path={path} />
      ))}
    </Stack>
  );
}

function Building({ path }: { path: string }) {
  const t = useWords(words);
  const place = usePlaceName();
  const { row } = useRow<PlaceRow>('places.places', path);
  const command = useCommand('places.RecordExit');
  const [blocking, setBlocking] = useState<string>();
  const [note, setNote] = useState('');
  if (!row || row.exits.length === 0) return null;
  const record = async (exit: string, clear: boolean) => {
    const done = await command.run({ path, exit, clear, ...(note.trim() && !clear ? { note: note.trim() } : {}) });
    if (!done.ok) return;
    // what somebody is still writing about another exit stays
    if (exit !== blocking) return;
    setBlocking(undefined);
    setNote('');
  };
  return (
    <Card title={place(path, { under: 'door' })} tone={row.blockedExits > 0 ? 'bad' : undefined}>
      <ul className="stops">
        {row.exits.map((exit) => (
          <li key={exit.id}>
            <Stack>
              <p>
                <strong>{say(exit.names)}</strong>{' '}
                <Status tone={exit.clear === undefined ? 'plain' : exit.clear ? 'good' : 'bad'}>
                  {exit.clear === undefined
                    ? t('unseen')
                    : t('seen', { state: t(exit.clear ? 'clear' : 'blocked'), at: when(exit.seenAt) })}
                </Status>
                {exit.clear === false && exit.note && (
                  <>
                    <br />
                    {exit.note}
                  </>
                )}
              </p>
              {blocking === exit.id ? (
                <>
                  <Line label={t('whatBlocks')} value={note} onChange={setNote} />
                  <Button size="large" look="bad" busy={command.busy} onClick={() => void record(exit.id, false)}>
                    {t('blocked')}
                  </Button>
                </>
              ) : (
                <div className="row">
                  <Button
                    busy={command.busy}
                    icon="check"
                    aria-label={`${say(exit.names)}: ${t('clear')}`}
                    onClick={() => void record(exit.id, true)}
                  >
                    {t('clear')}
                  </Button>
                  <Button
                    icon="alert"
                    aria-label={`${say(exit.names)}: ${t('blocked')}`}
                    onClick={() => setBlocking(exit.id)}
                  >
                    {t('blocked')}
                  </Button>
                </div>
              )}
            </Stack>
          </li>
        ))}
      </ul>
      <Refusal refusal={command.refusal} />
    </Card>
  );
}

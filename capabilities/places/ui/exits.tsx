import { lazy, Suspense, useState } from 'react';
import { useSession } from '../../../kit/client.tsx';
import { Dialog, toast } from '../../../kit/dialog.tsx';
import { Row, Stack } from '../../../kit/page.tsx';
import { Button, Status, Waiting } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { Exit, PlaceRow } from '../views.ts';
import { words } from './words.ts';

const AddForm = lazy(async () => ({ default: (await import('./exit-forms.tsx')).AddExitForm }));
const RecordForm = lazy(async () => ({ default: (await import('./exit-forms.tsx')).RecordExitForm }));

const RemoveForm = lazy(async () => ({ default: (await import('./exit-forms.tsx')).RemoveExitForm }));

/** The exits of a building: which are clear, who looked; one that was left out is added, a blocked one is reported with its reason. */
export function Exits({ row }: { row: PlaceRow }) {
  const t = useWords(words);
  const { can } = useSession();
  const [act, setAct] = useState<'add' | { exit: Exit; clear: boolean }>();
  const [mistake, setMistake] = useState<Exit>();
  // who goes there looks; the administrator keeps the register
  const looks = can('grid', 'officer', 'overseer', 'volunteer');
  const keeps = can('admin', 'grid', 'officer');
  const close = () => {
    setAct(undefined);
    setMistake(undefined);
  };
  const done = () => {
    close();
    toast(t('saved'));
  };
  return (
    <Stack gap="tight">
      <h3>{t('exits')}</h3>
      {row.exits.length === 0 && <Status tone="warn">{t('noExits')}</Status>}
      <ul className="stack tight" aria-label={t('exits')}>
        {row.exits.map((exit) => (
          <li key={exit.id}>
            <Row between>
              <span>
                {say(exit.names)}{' '}
                <Status tone={exit.clear === undefined ? 'plain' : exit.clear ? 'good' : 'bad'}>
                  {exit.clear === undefined ? t('notSeen') : t(exit.clear ? 'clear' : 'notClear')}
                </Status>{' '}
                <span className="muted small">
                  {[exit.seenAt && `${when(exit.seenAt)} · ${exit.seenBy}`, exit.note].filter(Boolean).join(' · ')}
                </span>
              </span>
              <Row>
                {keeps && exit.clear === undefined && (
                  <Button
                    size="small"
                    look="quiet"
                    aria-label={`${say(exit.names)}: ${t('mistake')}`}
                    onClick={() => setMistake(exit)}
                  >
                    {t('mistake')}
                  </Button>
                )}
                {looks && (
                  <Button
                    size="small"
                    aria-label={`${say(exit.names)}: ${t(exit.clear === false ? 'unblock' : 'block')}`}
                    onClick={() => setAct({ exit, clear: exit.clear === false })}
                  >
                    {t(exit.clear === false ? 'unblock' : 'block')}
                  </Button>
                )}
              </Row>
            </Row>
          </li>
        ))}
      </ul>
      {keeps && (
        <div>
          <Button size="small" icon="plus" onClick={() => setAct('add')}>
            {t('addExit')}
          </Button>
        </div>
      )}
      <Dialog open={act === 'add'} title={`${t('addExit')}: ${say(row.names)}`} onClose={close}>
        <Suspense fallback={<Waiting />}>
          <AddForm path={row.id} onDone={done} onCancel={close} />
        </Suspense>
      </Dialog>
      <Dialog
        open={typeof act === 'object'}
        title={typeof act === 'object' ? `${t(act.clear ? 'unblock' : 'block')}: ${say(act.exit.names)}` : ''}
        onClose={close}
      >
        <Suspense fallback={<Waiting />}>
          {typeof act === 'object' && (
            <RecordForm path={row.id} exit={act.exit.id} clear={act.clear} onDone={done} onCancel={close} />
          )}
        </Suspense>
      </Dialog>
      <Dialog open={!!mistake} title={mistake ? `${t('mistake')} ${say(mistake.names)}` : ''} onClose={close}>
        <Suspense fallback={<Waiting />}>
          {mistake && <RemoveForm path={row.id} exit={mistake.id} onDone={done} onCancel={close} />}
        </Suspense>
      </Dialog>
    </Stack>
  );
}

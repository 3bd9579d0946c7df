import { useRef, useState } from 'react';
import { newId, useCommand } from '../../../kit/client.tsx';
import { Dialog, toast } from '../../../kit/dialog.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Button, Refusal } from '../../../kit/parts.tsx';
import { useWords } from '../../../kit/words.ts';
import { HouseholdPick } from '../../people/ui/index.ts';
import { PlacePick } from '../../places/ui/index.ts';
import { words } from './words.ts';

/** A place is enough. Nothing is asked before help is sent. */
export function LifeDialog({ onClose, onOpen }: { onClose(): void; onOpen(id: string): void }) {
  const t = useWords(words);
  const id = useRef(newId());
  const press = useCommand('requests.PressLifeThreat');
  const [where, setWhere] = useState('household');
  const [place, setPlace] = useState<string>();
  const [note, setNote] = useState('');
  const send = async () => {
    const outcome = await press.run({
      id: id.current,
      place,
      ...(where === 'household' ? { household: place } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    });
    if (!outcome.ok) return;
    toast(t('life_done', { id: id.current }));
    onOpen(id.current);
  };
  return (
    <Dialog
      open
      title={t('life')}
      onClose={onClose}
      actions={
        <Button look="bad" size="large" icon="alert" busy={press.busy} disabled={!place} onClick={() => void send()}>
          {t('pressLife')}
        </Button>
      }
    >
      <Stack>
        <p>{t('lifeWhere')}</p>
        <Segments
          label={t('place')}
          value={where}
          onChange={(value) => {
            setWhere(value);
            setPlace(undefined);
          }}
          choices={[
            { value: 'household', label: t('forHousehold') },
            { value: 'place', label: t('forPlace') },
          ]}
        />
        {where === 'household' ? (
          <HouseholdPick autoFocus label={t('household')} value={place} onChange={setPlace} />
        ) : (
          <PlacePick label={t('placeFind')} value={place} onChange={setPlace} />
        )}
        <label className="field">
          <span>{t('note')}</span>
          <textarea rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
        <Refusal refusal={press.refusal} />
      </Stack>
    </Dialog>
  );
}

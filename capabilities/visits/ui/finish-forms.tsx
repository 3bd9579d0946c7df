import { useRef, useState } from 'react';
import { useCommand, useStatus } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Button, Refusal } from '../../../kit/parts.tsx';
import { useWords } from '../../../kit/words.ts';
import { CANNOT, OUTCOMES } from '../lists.ts';
import { smallPhoto } from './photo.ts';
import { Choose, Line } from './touch.tsx';
import { type Key, words } from './words.ts';

interface Props {
  id: string;
  onDone(): void;
}

/** Done, with proof: who took it, a note, or a photo made small on the phone. `brings`: something is handed over. */
export function DoneForm({ id, brings, onDone }: Props & { brings: boolean }) {
  const t = useWords(words);
  const { online } = useStatus();
  const command = useCommand('visits.CompleteVisit');
  const camera = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<string>();
  const [heard, setHeard] = useState<string>();
  const [handedTo, setHandedTo] = useState('');
  const [note, setNote] = useState('');
  const [photo, setPhoto] = useState<{ url: string; bytes: number }>();
  const [fault, setFault] = useState(false);
  const taken = async (file: File | undefined) => {
    if (!file) return;
    setFault(false);
    await smallPhoto(file).then(setPhoto, () => setFault(true));
  };
  const proven = Boolean(note.trim() || handedTo.trim() || photo);
  const send = async () => {
    const proof = {
      ...(note.trim() ? { note: note.trim() } : {}),
      ...(handedTo.trim() ? { handedTo: handedTo.trim() } : {}),
      ...(photo ? { photo: photo.url } : {}),
    };
    const done = await command.run({ id, outcome, heard: heard === 'yes', proof });
    if (!done.ok) return;
    toast(t(online ? 'saved' : 'savedOffline'));
    onDone();
  };
  return (
    <Stack>
      <Choose
        label={t('spoke')}
        value={heard}
        onChange={setHeard}
        values={[
          { value: 'yes', label: t('heardYes') },
          { value: 'no', label: t(brings ? 'heardNo' : 'nobody') },
        ]}
      />
      <Choose
        label={t('howWent')}
        value={outcome}
        onChange={setOutcome}
        values={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}` as Key) }))}
      />
      {brings && <Line label={t('handedTo')} value={handedTo} onChange={setHandedTo} />}
      <Line long label={t('proofNote')} value={note} onChange={setNote} hint={t(brings ? 'proofHint' : 'seenHint')} />
      <input
        ref={camera}
        className="heard"
        type="file"
        accept="image/*"
        capture="environment"
        tabIndex={-1}
        aria-label={t('photo')}
        onChange={(event) => void taken(event.target.files?.[0])}
      />
      {photo && (
        <figure>
          <img className="photo-kept" src={photo.url} alt="" />
          <figcaption className="small muted">{t('photoKept', { kb: Math.round(photo.bytes / 1000) })}</figcaption>
        </figure>
      )}
      {fault && (
        <p role="alert" className="error">
          {t('photoFault')}
        </p>
      )}
      <Button size="large" onClick={() => camera.current?.click()}>
        {t(photo ? 'photoAgain' : 'photo')}
      </Button>
      <Refusal refusal={command.refusal} />
      <Lacking
        what={[
          [!heard, t('spoke')],
          [!outcome, t('howWent')],
          [!proven, t(brings ? 'lackProof' : 'lackSeen')],
        ]}
      />
      <Button
        size="large"
        look="main"
        icon="check"
        busy={command.busy}
        disabled={!outcome || !heard || !proven}
        onClick={() => void send()}
      >
        {t('done')}
      </Button>
    </Stack>
  );
}

/** Why the button is grey: what has not been answered yet. */
function Lacking({ what }: { what: [boolean, string][] }) {
  const t = useWords(words);
  const left = what.filter(([lacks]) => lacks).map(([, name]) => name);
  return (
    <p role="status" className="small muted">
      {left.length > 0 ? t('lacking', { what: left.join(' · ') }) : ''}
    </p>
  );
}

/** Cannot do, with the reason. The matter goes up; it does not end here. */
export function CannotForm({ id, onDone }: Props) {
  const t = useWords(words);
  const { online } = useStatus();
  const command = useCommand('visits.FailVisit');
  const [reason, setReason] = useState<string>();
  const [note, setNote] = useState('');
  const send = async () => {
    const done = await command.run({ id, reason, ...(note.trim() ? { note: note.trim() } : {}) });
    if (!done.ok) return;
    toast(t(online ? 'saved' : 'savedOffline'));
    onDone();
  };
  return (
    <Stack>
      <p>{t('cannotHint')}</p>
      <Choose
        label={t('why')}
        value={reason}
        onChange={setReason}
        values={CANNOT.map((value) => ({ value, label: t(`cannot.${value}` as Key) }))}
      />
      <Line long label={t('note')} value={note} onChange={setNote} />
      <Refusal refusal={command.refusal} />
      <Lacking
        what={[
          [!reason, t('why')],
          [reason === 'other' && !note.trim(), t('note')],
        ]}
      />
      <Button
        size="large"
        look="main"
        busy={command.busy}
        disabled={!reason || (reason === 'other' && !note.trim())}
        onClick={() => void send()}
      >
        {t('save')}
      </Button>
    </Stack>
  );
}

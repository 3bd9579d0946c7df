import { useState } from 'react';
import { useCommand, useRow, useStatus } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { Row, Stack } from '../../../kit/page.tsx';
import { Badge, Button, Facts, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import type { CardRow } from '../views-households.ts';
import { Choose, Line } from './touch.tsx';
import { type Key, words } from './words.ts';

/** Who is behind a door: only what is needed there and what the household agreed to. */
export function HouseholdCard({ household: path }: { household: string }) {
  const t = useWords(words);
  const { row, loading } = useRow<CardRow>('visits.cards', path);
  const household = row?.household;
  if (loading) return <Waiting rows={3} />;
  if (!household) return <p className="muted">{t('cardMissing')}</p>;
  const reachable =
    household.callVia ??
    (household.phone && !household.phone.includes('*') ? { name: '', phone: household.phone } : null);
  const languages = new Intl.DisplayNames([document.documentElement.lang], { type: 'language' });
  const needs =
    household.groups.length > 0 ? (
      <Row>
        {household.groups.map((group) => (
          <Badge key={group} tone="warn">
            {t(`group.${group}` as Key)}
          </Badge>
        ))}
      </Row>
    ) : household.vulnerable ? (
      t('vulnerable')
    ) : (
      '–'
    );
  return (
    <Stack>
      <Facts
        items={[
          [
            t('who'),
            <>
              {household.name} · {t('people', { count: household.size })}
            </>,
          ],
          [t('needs'), needs],
          [t('languages'), household.languages.map((each) => languages.of(each) ?? each).join(', ') || '–'],
        ]}
      />
      {household.noPhone && <Status tone="warn">{t('noPhone')}</Status>}
      {reachable ? (
        <>
          {reachable.name && <p>{t('callVia', { name: reachable.name })}</p>}
          <a className="button plain large" href={`tel:${reachable.phone}`}>
            {t('call')} {reachable.phone}
          </a>
        </>
      ) : (
        <p className="small muted">{t('callMasked')}</p>
      )}
      <p className="small muted">{t('checked', { at: when(household.checkedAt) })}</p>
    </Stack>
  );
}

/** How they are: by phone, intercom or at the door. "No answer" is written down and is not hearing. */
export function CheckOn({ household, onDone }: { household: string; onDone(): void }) {
  const t = useWords(words);
  const { online } = useStatus();
  const command = useCommand('people.CheckOnHousehold');
  const [how, setHow] = useState<string>();
  const [outcome, setOutcome] = useState<string>();
  const [note, setNote] = useState('');
  const send = async () => {
    const done = await command.run({ path: household, how, outcome, ...(note.trim() ? { note: note.trim() } : {}) });
    if (!done.ok) return;
    toast(t(online ? 'saved' : 'savedOffline'));
    onDone();
  };
  return (
    <Stack>
      <Choose
        label={t('how')}
        value={how}
        onChange={setHow}
        values={['door', 'phone', 'intercom'].map((value) => ({ value, label: t(`how.${value}` as Key) }))}
      />
      <Choose
        label={t('found')}
        value={outcome}
        onChange={setOutcome}
        values={['well', 'needs-help', 'no-answer'].map((value) => ({ value, label: t(`found.${value}` as Key) }))}
      />
      <Line long label={outcome === 'needs-help' ? t('whatHelp') : t('note')} value={note} onChange={setNote} />
      <Refusal refusal={command.refusal} />
      <Button size="large" look="main" busy={command.busy} disabled={!how || !outcome} onClick={() => void send()}>
        {t('save')}
      </Button>
    </Stack>
  );
}

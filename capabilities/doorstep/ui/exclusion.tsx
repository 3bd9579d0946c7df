import { useState } from 'react';
import { useCommand, useNow, useRows } from '../../../kit/client.tsx';
import { Banner, Button, Refusal } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { half, useWords } from '../../../kit/words.ts';
import type { ExclusionRow } from '../../requests/index.ts';
import { type Key, words } from './words-requests.ts';

/** Her request was left out of the statistics: by whom, why, until when she may appeal, and what was decided. */
export function Exclusion({ request }: { request: string }) {
  const t = useWords(words);
  const now = useNow(60_000);
  const { rows } = useRows<ExclusionRow>('requests.exclusions', { ids: [request], purpose: 'own' });
  const appeal = useCommand('requests.AppealExclusion');
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const row = rows[0];
  if (!row) return null;
  const send = async () => {
    if ((await appeal.run({ id: request, reason: text.trim() })).ok) setOpen(false);
  };
  return (
    <Banner tone={row.appeal === 'overturned' ? 'good' : 'warn'}>
      {row.appeal === 'overturned'
        ? t('countsAgain')
        : t('leftOut', { why: t(`leftOut.${row.code}` as Key), by: half(row.by.org), reason: row.reason })}
      {row.appeal === 'open' && <p className="small">{t('leftOutAppealed')}</p>}
      {row.decision && (
        <p className="small">
          {half(row.decision.org)}, {when(row.decision.at)}: {row.decision.reason}
        </p>
      )}
      {row.appeal === 'none' && row.until > now && !open && (
        <p>
          <Button onClick={() => setOpen(true)}>{t('leftOutAppeal', { at: when(row.until, 'day') })}</Button>
        </p>
      )}
      {row.appeal === 'none' && open && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <label className="field">
            <span>{t('leftOutWhy')}</span>
            <textarea
              rows={3}
              required
              minLength={2}
              maxLength={1000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          <div className="row">
            <Button type="submit" look="main" busy={appeal.busy}>
              {t('send')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </div>
        </form>
      )}
      <Refusal refusal={appeal.refusal} />
    </Banner>
  );
}

import { useState } from 'react';
import { useCommand, useRows } from '../../../kit/client.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Button, Card, Refusal, Status } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { half, useWords } from '../../../kit/words.ts';
import type { ContestRefusedEntry } from '../model.ts';
import type { RefusedEntryRow } from '../views.ts';
import { words } from './words.ts';

/** What became of her household's appeals; when it happens again, one tap and a sentence. */
export function OwnAppeals({ home }: { home: string }) {
  const { rows } = useRows<RefusedEntryRow>('entry.refusals', {
    within: home,
    order: '-reportedAt',
    limit: 20,
    purpose: 'own',
  });
  return rows.map((row) => <OwnAppeal key={row.id} row={row} />);
}

function OwnAppeal({ row }: { row: RefusedEntryRow }) {
  const t = useWords(words);
  const contest = useCommand('entry.ContestRefusedEntry');
  const withdraw = useCommand('entry.WithdrawRefusedEntry');
  const [why, setWhy] = useState<ContestRefusedEntry['why']>();
  const [said, setSaid] = useState('');
  const { decision } = row;
  const decided = row.stage === 'decided' ? decision : null;
  const send = async () => {
    if ((await contest.run({ id: row.id, why, said: said.trim() })).ok) {
      setWhy(undefined);
      setSaid('');
    }
  };
  return (
    <Card
      track="control"
      title={`${t('yours')}: ${row.name}`}
      actions={
        <Status tone={row.stage === 'open' ? 'warn' : decided?.finding === 'wrongful' ? 'good' : 'plain'}>
          {t(`stage.${row.stage}`)}
        </Status>
      }
    >
      <Stack gap="tight">
        <p className="small">
          {when(row.at)} · {t(`door.${row.door}`)} · {t(`demand.${row.demand}`)}
        </p>
        {decided && (
          <>
            <p>
              <strong>{t(`finding.${decided.finding as 'wrongful'}`)}.</strong> {decided.reason}
            </p>
            {decided.told && (
              <p>
                {t('toldDoor')}: {decided.told}
              </p>
            )}
            <p className="small">
              {half(decided.org)} · {when(decided.at)}
            </p>
          </>
        )}
        {decided && !why && (
          <div className="row">
            {decided.finding === 'wrongful' && <Button onClick={() => setWhy('again')}>{t('again')}</Button>}
            <Button look="quiet" onClick={() => setWhy('disagree')}>
              {t('disagree')}
            </Button>
          </div>
        )}
        {decided && why && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void send();
            }}
          >
            <label className="field">
              <span>{t(why === 'again' ? 'whatHappened' : 'whyNot')}</span>
              <textarea
                rows={3}
                required
                minLength={2}
                maxLength={1000}
                value={said}
                onChange={(event) => setSaid(event.target.value)}
              />
            </label>
            <div className="row">
              <Button type="submit" look="main" busy={contest.busy}>
                {t('send')}
              </Button>
              <Button onClick={() => setWhy(undefined)}>{t('cancel')}</Button>
            </div>
          </form>
        )}
        {row.stage === 'open' && (
          <div>
            <Button
              look="quiet"
              size="small"
              busy={withdraw.busy}
              onClick={() => void withdraw.run({ id: row.id, reason: t('withdrawn') })}
            >
              {t('withdraw')}
            </Button>
          </div>
        )}
        <Refusal refusal={contest.refusal ?? withdraw.refusal} />
      </Stack>
    </Card>
  );
}

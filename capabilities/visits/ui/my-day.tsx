import { useEffect, useState } from 'react';
import type { Instant } from '../../../kernel/time.ts';
import { useCommand, useNow, useRow, useSession, useStatus } from '../../../kit/client.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Banner, Button, Card, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { until, when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import type { MemberRow } from '../../crew/index.ts';
import { words } from './words.ts';

const KEPT = 'tandem.field.synced';

/** Network, what is not sent yet, and when this phone last agreed with the server. `fresh`: the lists just came from it. */
export function SyncStrip({ fresh }: { fresh: boolean }) {
  const t = useWords(words);
  const { online, pending } = useStatus();
  const now = useNow();
  const [synced, setSynced] = useState<Instant | null>(() => localStorage.getItem(KEPT));
  useEffect(() => {
    if (!fresh || !online || pending > 0) return;
    localStorage.setItem(KEPT, now);
    setSynced(now);
  }, [fresh, online, pending, now]);
  return (
    <Banner tone={online && pending === 0 ? 'good' : 'warn'} icon={online ? 'cloud' : 'offline'}>
      <strong>
        {online ? t('online') : t('offline')} · {pending > 0 ? t('unsent', { count: pending }) : t('allSent')}
      </strong>
      <p className="small">{t('synced', { at: synced ? when(synced) : t('never') })}</p>
      {(!online || pending > 0) && <p className="small">{t('safe')}</p>}
    </Banner>
  );
}

/** My shift: start, end, and how long the rest lasts. */
export function ShiftCard() {
  const t = useWords(words);
  const now = useNow(5_000);
  const { account } = useSession();
  const { row, loading } = useRow<MemberRow>('crew.members', account?.id);
  const start = useCommand('crew.StartShift');
  const end = useCommand('crew.EndShift');
  if (loading) return <Waiting rows={2} />;
  if (!row || row.left)
    return (
      <Card title={t('shift')}>
        <p>{t('notMember')}</p>
      </Card>
    );
  const input = { member: row.id, at: now };
  const over = row.overHours || (row.shiftEndsAt !== null && row.shiftEndsAt <= now);
  const resting = row.restUntil !== null && row.restUntil > now;
  const absent = row.absentFrom !== null && row.absentUntil !== null && row.absentFrom <= now && row.absentUntil > now;
  return (
    <Card title={t('shift')} track="life">
      <Stack>
        {row.onShift ? (
          <>
            <Status tone={over ? 'bad' : 'good'}>
              {over ? t('over') : t('onSince', { at: when(row.shiftSince, 'time') })}
            </Status>
            {row.shiftEndsAt && (
              <p>
                {t('endBy', { at: when(row.shiftEndsAt, 'time') })} ({until(row.shiftEndsAt, now)})
              </p>
            )}
            <Button
              size="large"
              look={over ? 'main' : 'plain'}
              busy={end.busy}
              onClick={() => void end.run(input, { happenedAt: now })}
            >
              {t('endShift')}
            </Button>
          </>
        ) : (
          <>
            <Status tone={resting || absent ? 'warn' : 'plain'}>
              {absent
                ? t('absent', { at: when(row.absentUntil) })
                : resting
                  ? t('resting', { at: when(row.restUntil) })
                  : t('offShift')}
            </Status>
            {resting && <p>{t('restWhy')}</p>}
            <Button
              size="large"
              look="main"
              disabled={resting || absent}
              busy={start.busy}
              onClick={() => void start.run(input, { happenedAt: now })}
            >
              {t('startShift')}
            </Button>
          </>
        )}
        <Refusal refusal={start.refusal ?? end.refusal} />
        <p className="small muted">{t('caseload', { n: row.caseload, cap: row.cap })}</p>
      </Stack>
    </Card>
  );
}

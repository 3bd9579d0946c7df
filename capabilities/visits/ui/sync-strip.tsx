import { useEffect, useState } from 'react';
import type { Instant } from '../../../kernel/time.ts';
import { useNow, useStatus } from '../../../kit/client.tsx';
import { Banner } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
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
      <strong>{online ? t('online') : t('offline')} · {pending > 0 ? t('unsent', { count: pending }) : t('allSent')}</strong>
      <p className="small">{t('synced', { at: synced ? when(synced) : t('never') })}{(!online || pending > 0) && <> {t('safe')}</>}</p>
    </Banner>
  );
}

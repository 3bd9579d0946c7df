import { useState } from 'react';
import { Stack } from '../../../kit/page.tsx';
import { Banner } from '../../../kit/parts.tsx';
import { useWords } from '../../../kit/words.ts';
import { AppealForm } from './appeal-form.tsx';
import { words } from './words.ts';

/** A resident's appeal against being turned away, and the word that it has arrived. */
export function TurnedAway({ home }: { home: string }) {
  const t = useWords(words);
  const [sent, setSent] = useState(false);
  if (sent) return <Banner tone="good">{t('sent')}</Banner>;
  return (
    <Stack>
      <p className="small">{t('hospital')}</p>
      <AppealForm home={home} onDone={() => setSent(true)} />
    </Stack>
  );
}

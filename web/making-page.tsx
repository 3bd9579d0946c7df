import { useEffect, useState } from 'react';
import type { Words } from '../kernel/refusal.ts';
import { useClient, useSession } from '../kit/client.tsx';
import { Mark } from '../kit/icon.tsx';
import { Progress } from '../kit/parts.tsx';
import { say, useWords } from '../kit/words.ts';
import { words } from './door-words.ts';

export interface Making {
  done: number;
  total: number;
  label: Words;
  ready: boolean;
}

/** Shown while the demonstration city is being made; goes away by itself. */
export default function MakingPage() {
  const t = useWords(words);
  const client = useClient();
  const { again } = useSession();
  const [making, setMaking] = useState<Making>();
  useEffect(() => {
    let over = false;
    const look = async () => {
      const now = await client.get<Making>('/api/progress').catch(() => undefined);
      if (over) return;
      if (now?.ready) return void again();
      setMaking((before) => now ?? before);
      setTimeout(() => void look(), 600);
    };
    void look();
    return () => {
      over = true;
    };
  }, [client, again]);
  return (
    <div className="page narrow making">
      <Mark />
      <h1>{t('making')}</h1>
      <p className="lead">{t('makingNote')}</p>
      <Progress
        label={making ? say(making.label) : t('making')}
        {...(making?.total ? { done: making.done, total: making.total } : {})}
      />
    </div>
  );
}

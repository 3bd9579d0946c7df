import { useState } from 'react';
import type { Refusal as Refused } from '../../../kernel/refusal.ts';
import { refusalOf, useClient, useSession } from '../../../kit/client.tsx';
import { Button, Refusal } from '../../../kit/parts.tsx';
import { useWords } from '../../../kit/words.ts';
import { words } from './words.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** The trainer moves the exercise on; everything due in between happens before the answer comes. */
export function ExerciseClock({ onDone }: { onDone(): void }) {
  const t = useWords(words);
  const client = useClient();
  const { again } = useSession();
  const [moving, setMoving] = useState(0);
  const [refusal, setRefusal] = useState<Refused>();
  const move = async (minutes: number) => {
    setMoving(minutes);
    setRefusal(undefined);
    try {
      await client.post('/api/exercise/clock', { minutes });
      await again();
      onDone();
    } catch (error) {
      setRefusal(refusalOf(error));
    }
    setMoving(0);
  };
  const steps: [number, string][] = [
    [HOUR, t('hours', { n: 1 })],
    [6 * HOUR, t('hours', { n: 6 })],
    [DAY, t('dayStep')],
    [7 * DAY, t('weekStep')],
  ];
  return (
    <section className="row" aria-label={t('clock')} title={t('clockLead')}>
      <span>{t('clock')}</span>
      {steps.map(([minutes, label]) => (
        <Button
          key={minutes}
          icon="clock"
          busy={moving === minutes}
          disabled={moving !== 0}
          onClick={() => void move(minutes)}
        >
          {label}
        </Button>
      ))}
      <span className="heard" role="status">
        {moving ? t('advancing') : ''}
      </span>
      <Refusal refusal={refusal} />
    </section>
  );
}

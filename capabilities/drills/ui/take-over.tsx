import { useState } from 'react';
import type { Refusal as Refused } from '../../../kernel/refusal.ts';
import { useClient } from '../../../kit/client.tsx';
import { Banner, Button, Card, Refusal } from '../../../kit/parts.tsx';
import { useWords } from '../../../kit/words.ts';
import type { DrillCard, DrillResult } from '../live.ts';
import { useReviewArea } from './area.ts';
import { shown, wanted } from './score-sheet.tsx';
import { words } from './words.ts';

/** The only way from a drill into the city, and somebody's decision: its sheet and each missed target as a finding. */
export function TakeOver({ card, result, runId }: { card: DrillCard; result: DrillResult; runId: string }) {
  const t = useWords(words);
  const client = useClient();
  const area = useReviewArea();
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open');
  const [refusal, setRefusal] = useState<Refused>();
  const missed = result.sheet.filter(({ passed }) => passed === false);
  const id = `drill-${runId}`.toLowerCase().slice(0, 60);
  const take = async (): Promise<void> => {
    setState('busy');
    setRefusal(undefined);
    const at = { id, area };
    const calls: [string, object][] = [
      ['ScheduleDrill', { ...at, scenario: card.id, names: card.names, on: card.start }],
      ['StartDrill', { ...at, seed: result.seed, days: result.days }],
      ...card.injects.map(({ day, kind }, n): [string, object] => [
        'Inject',
        { ...at, n, kind, day, detail: JSON.stringify({ day, kind }) },
      ]),
      ['EndDrill', { ...at, outcome: 'played', sheet: result.sheet }],
      ...missed.map((line): [string, object] => [
        'RecordFinding',
        {
          id: `${id}-${line.id}`.slice(0, 80),
          area,
          drill: id,
          track: line.track,
          line: line.id,
          text: {
            en: `${line.names.en}: ${shown(line.value, line.unit)}, target ${wanted(line)}.`,
            zh: `${line.names.zh}：${shown(line.value, line.unit)}，目标 ${wanted(line)}。`,
          },
        },
      ]),
    ];
    for (const [command, input] of calls) {
      // the same id again does nothing: an interrupted take-over is gone on with
      const outcome = await client.run(`drills.${command}`, input, {
        id: `${id}-${command}-${JSON.stringify(input).length}-${calls.findIndex(([, each]) => each === input)}`,
      });
      if (outcome.ok) continue;
      setRefusal(outcome.refusal);
      setState('open');
      return;
    }
    setState('done');
  };
  if (state === 'done') return <Banner tone="good">{t('taken2', { count: missed.length })}</Banner>;
  return (
    <Card>
      <div className="row between">
        <p className="drill-take">{t('takeLead')}</p>
        <Button look="main" icon="check" busy={state === 'busy'} disabled={!area} onClick={() => void take()}>
          {t('take')}
        </Button>
      </div>
      <Refusal refusal={refusal} />
    </Card>
  );
}

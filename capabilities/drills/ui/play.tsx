import { useEffect, useState } from 'react';
import type { Refusal as Refused } from '../../../kernel/refusal.ts';
import { refusalOf, useClient, useGet } from '../../../kit/client.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Badge, Button, Card, Facts, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { day, number, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import type { DrillCard, DrillRun } from '../live.ts';
import { Live } from './live.tsx';
import { type Key, words } from './words.ts';

/** How often a running drill is asked for its news. */
const EVERY_MS = 700;

/** Choose a drill, play it, see it unfold. */
export function Play() {
  const t = useWords(words);
  const client = useClient();
  const cards = useGet<{ rows: DrillCard[] }>('/api/drills/scenarios');
  const earlier = useGet<{ rows: DrillRun[] }>('/api/drills/runs');
  const [chosen, setChosen] = useState<string>();
  const [run, setRun] = useState<DrillRun>();
  const [refusal, setRefusal] = useState<Refused>();
  const [starting, setStarting] = useState(false);
  // somebody comes back to a drill that is still running
  const going = earlier.data?.rows.find(({ state }) => state === 'running')?.id;
  const watched = run?.id ?? going;
  const running = run?.state === 'running' || (run === undefined && going !== undefined);

  useEffect(() => {
    if (!watched || !running) return;
    let gone = false;
    const ask = (): void => {
      client
        .get<DrillRun>(`/api/drills/runs/${watched}`)
        .then((answer) => {
          if (!gone) setRun(answer);
        })
        .catch((error) => {
          if (!gone) setRefusal(refusalOf(error));
        });
    };
    ask();
    const timer = setInterval(ask, EVERY_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [client, watched, running]);

  const post = async (path: string, body?: object): Promise<void> => {
    setRefusal(undefined);
    setStarting(true);
    try {
      setRun(await client.post<DrillRun>(path, body));
      earlier.again();
    } catch (error) {
      setRefusal(refusalOf(error));
    }
    setStarting(false);
  };

  if (cards.refusal) return <Refusal refusal={cards.refusal} onAgain={cards.again} />;
  if (!cards.data) return <Waiting rows={8} />;
  const all = cards.data.rows;
  const played = run && all.find(({ id }) => id === run.scenario);
  if (run && played)
    return (
      <Stack>
        <Refusal refusal={refusal} />
        <Live
          key={run.id}
          run={run}
          card={played}
          onStop={() => void post(`/api/drills/runs/${run.id}/stop`)}
          onAgain={() => setRun(undefined)}
        />
      </Stack>
    );
  const card = all.find(({ id }) => id === chosen) ?? all[0];
  return (
    <Stack>
      <Refusal refusal={refusal} />
      <div className="drill-choose">
        <ul className="drill-cards" aria-label={t('choose')}>
          {all.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                className="drill-card"
                aria-pressed={each.id === card?.id}
                onClick={() => setChosen(each.id)}
              >
                <strong>{say(each.names)}</strong>
                <span className="small muted">
                  {day(each.start, 'full')} · {t('days', { count: each.days })} ·{' '}
                  {t('people', { n: number(each.people) })}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {card && (
          <Details
            key={card.id}
            card={card}
            busy={starting}
            onStart={(seed) => void post('/api/drills/runs', { scenario: card.id, ...seed })}
          />
        )}
      </div>
      <Earlier
        runs={earlier.data?.rows ?? []}
        cards={all}
        onOpen={(id) => void client.get<DrillRun>(`/api/drills/runs/${id}`).then(setRun)}
      />
    </Stack>
  );
}

function Details({ card, busy, onStart }: { card: DrillCard; busy: boolean; onStart(seed: { seed?: number }): void }) {
  const t = useWords(words);
  const { disease, edition } = useRuleNames();
  const [seed, setSeed] = useState('');
  const also = [card.zones && t('zones'), card.beds && t('beds')].filter((each): each is string => Boolean(each));
  return (
    <Card title={say(card.names)}>
      <Stack>
        <p>{say(card.why)}</p>
        <Facts
          columns={3}
          items={[
            [t('disease'), disease(card.disease)],
            [t('rules'), edition(card.edition)],
            [
              t('begins'),
              `${day(card.start, 'full')} · ${t('days', { count: card.days })} · ${t('people', { n: number(card.people) })}`,
            ],
            ...(also.length > 0 ? [[t('counted'), also.join(' · ')] as [string, string]] : []),
          ]}
        />
        <h3>{t('what')}</h3>
        {card.injects.length === 0 ? <p className="muted">{t('none')}</p> : <Injects card={card} />}
        <div className="row drill-start">
          <label className="filter">
            <span>{t('seed')}</span>
            <input
              type="number"
              min={0}
              step={1}
              inputMode="numeric"
              value={seed}
              placeholder="1"
              onChange={(event) => setSeed(event.target.value)}
            />
          </label>
          <Button
            look="main"
            icon="right"
            busy={busy}
            onClick={() => onStart(seed === '' ? {} : { seed: Number(seed) })}
          >
            {t('start')}
          </Button>
        </div>
        <p className="small muted">{t('seedHint')}</p>
      </Stack>
    </Card>
  );
}

function Injects({ card }: { card: DrillCard }) {
  const t = useWords(words);
  const injects = card.injects.map((each, n) => ({ ...each, key: `${n} ${each.kind}` })).sort((a, b) => a.day - b.day);
  return (
    <ol className="drill-injects">
      {injects.map(({ key, day: on, kind }) => (
        <li key={key}>
          <Badge>{t('onDay', { n: on + 1 })}</Badge> <span>{t(`inject.${kind}` as Key)}</span>
        </li>
      ))}
    </ol>
  );
}

const TONES = { running: 'info', played: 'good', cancelled: 'plain', failed: 'bad' } as const;

function Earlier({ runs, cards, onOpen }: { runs: DrillRun[]; cards: DrillCard[]; onOpen(id: string): void }) {
  const t = useWords(words);
  if (runs.length === 0) return null;
  return (
    <Card title={t('earlier')}>
      <ul className="drill-earlier">
        {runs.map((run) => {
          const card = cards.find(({ id }) => id === run.scenario);
          return (
            <li key={run.id} className="row between">
              <button type="button" className="link" onClick={() => onOpen(run.id)}>
                {card ? say(card.names) : run.scenario}
              </button>
              <span className="small muted">
                {when(run.startedAt)} · {t('by', { name: run.by })}
              </span>
              <Status tone={TONES[run.state]}>{t(`stage.${run.state}`)}</Status>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

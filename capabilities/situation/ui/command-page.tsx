import { lazy, Suspense, useState } from 'react';
import { useGet, useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Page, Stack } from '../../../kit/page.tsx';
import { Button, Refusal, Stat, Waiting } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import type { PlaceRow } from '../../places/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { SituationBoard } from '../board.ts';
import { ExerciseClock } from './exercise-clock.tsx';
import { Bottlenecks, Clearances, Needs, WeakSpots } from './wall-lists.tsx';
import { Cost, Curve, Flows, Measures, Places } from './wall-pictures.tsx';
import { words } from './words.ts';
import './command.css';

const WhatIf = lazy(() => import('./what-if.tsx'));

const SPANS = ['14', '28', '60'];
/** The board is read again at least this often, also when no event came: time alone changes cost and lateness. */
const EVERY_MS = 60_000;

/** The wall: both tracks side by side from one answer of one moment. */
export default function CommandPage() {
  const t = useWords(words);
  const { area: own, can, exercise } = useSession();
  const tick = useNow(EVERY_MS);
  const place = usePlaceName();
  const { disease: diseaseName } = useRuleNames();
  const [area, setArea] = useState<string>();
  const [days, setDays] = useState('28');
  const [disease, setDisease] = useState('');
  const [asking, setAsking] = useState(false);
  const places = useRows<PlaceRow>(
    'places.places',
    own ? { within: own, where: { level: ['city', 'district', 'street', 'community'] }, limit: 500 } : undefined,
  );
  // Somebody for the whole country starts with the first city there is.
  const at =
    area ?? (own && own.split('.').length < 3 ? (places.rows[0]?.id ?? (places.loading ? undefined : own)) : own);
  // The minute is part of the question, so that time alone asks again.
  const board = useGet<SituationBoard>(
    at ? `/api/situation/board?${new URLSearchParams({ area: at, days, m: tick.slice(0, 16) })}` : undefined,
    'situation.days',
  );
  const [last, setLast] = useState<SituationBoard>();
  if (board.data && board.data !== last) setLast(board.data);
  const shown = board.data ?? last;
  if (board.refusal && !shown)
    return (
      <Page title={t('title')}>
        <Refusal refusal={board.refusal} onAgain={board.again} />
      </Page>
    );
  if (!shown)
    return (
      <Page title={t('title')} width="wall">
        <Waiting rows={10} />
      </Page>
    );
  return (
    <div className="wall">
      <Page
        title={t('title')}
        lead={t('asOf', { place: say(shown.names), at: when(shown.at, 'full') })}
        width="wall"
        actions={
          <>
            <Button icon="route" aria-expanded={asking} onClick={() => setAsking(!asking)}>
              {t('whatIf')}
            </Button>
            <Button icon="wide" onClick={() => void document.documentElement.requestFullscreen?.()}>
              {t('fullScreen')}
            </Button>
          </>
        }
      >
        <Stack>
          <div className="filters">
            <label className="filter">
              <span>{t('area')}</span>
              <select value={at} onChange={(event) => setArea(event.target.value)}>
                {own && !places.rows.some((row) => row.id === own) && <option value={own}>{place(own)}</option>}
                {places.rows.map((row) => (
                  <option key={row.id} value={row.id}>
                    {say(row.names)}
                  </option>
                ))}
              </select>
            </label>
            <label className="filter">
              <span>{t('disease')}</span>
              <select value={disease} onChange={(event) => setDisease(event.target.value)}>
                <option value="">{t('allDiseases')}</option>
                {shown.diseases.map((id) => (
                  <option key={id} value={id}>
                    {diseaseName(id)}
                  </option>
                ))}
              </select>
            </label>
            <Segments
              label={t('days')}
              value={days}
              onChange={setDays}
              choices={SPANS.map((value) => ({ value, label: value }))}
            />
            {exercise && can('trainer') && <ExerciseClock onDone={board.again} />}
          </div>
          <Refusal refusal={board.refusal} onAgain={board.again} />
          {asking && at && (
            <section aria-label={t('whatIf')} className="wall-what-if">
              <h2>{t('whatIf')}</h2>
              <Suspense fallback={<Waiting rows={6} />}>
                <WhatIf area={at} disease={disease || mostOf(shown)} />
              </Suspense>
            </section>
          )}
          <div className="wall-tracks">
            <section className="wall-track" aria-label={t('control')}>
              <h2 className="wall-name control">{t('control')}</h2>
              <ControlStats board={shown} />
              <Curve board={shown} disease={disease} />
              <Places board={shown} onOpen={setArea} />
              <Measures board={shown} />
              <Bottlenecks board={shown} />
            </section>
            <section className="wall-track" aria-label={t('life')}>
              <h2 className="wall-name life">{t('life')}</h2>
              <LifeStats board={shown} />
              <Flows board={shown} />
              <Cost board={shown} />
              <Needs board={shown} />
              <WeakSpots board={shown} onOpen={setArea} />
            </section>
          </div>
          <Clearances board={shown} />
        </Stack>
      </Page>
    </div>
  );
}

/** The disease with the most cases in the days shown. */
function mostOf({ days, diseases }: SituationBoard): string {
  const cases = (id: string): number =>
    days.reduce((sum, row) => sum + Object.values(row.cases[id] ?? {}).reduce((total, n) => total + n, 0), 0);
  return [...diseases].sort((a, b) => cases(b) - cases(a))[0] ?? '';
}

function ControlStats({ board }: { board: SituationBoard }) {
  const t = useWords(words);
  const [yesterday, today] = board.days.slice(-2);
  return (
    <div className="wall-stats">
      <Stat
        track="control"
        label={t('casesToday')}
        value={today?.casesNew ?? 0}
        change={today && yesterday ? today.casesNew - yesterday.casesNew : undefined}
        upIs="bad"
        spark={board.days.map((row) => row.casesNew)}
      />
      <Stat track="control" label={t('active')} value={board.now.casesActive} />
      <Stat track="control" label={t('contacts')} value={board.now.contactsOpen} />
      <Stat
        track="control"
        label={t('restricted')}
        value={board.cost.inStays + board.cost.inZones}
        note={`${t('inStays')} ${board.cost.inStays} · ${t('inZones')} ${board.cost.inZones}`}
      />
      <Stat track="control" label={t('zones')} value={board.measures.length} />
      <Stat
        track="control"
        label={t('endingToday')}
        value={board.stays.endingToday}
        note={board.stays.nextEnd ? when(board.stays.nextEnd) : undefined}
      />
    </div>
  );
}

function LifeStats({ board }: { board: SituationBoard }) {
  const t = useWords(words);
  const today = board.days.at(-1);
  const { now } = board;
  return (
    <div className="wall-stats">
      <Stat
        track="life"
        label={t('open')}
        value={now.requestsOpen}
        spark={board.days.map((row) => row.requestsTaken)}
        note={`${t('solved')} ${today?.requestsSolved ?? 0}`}
      />
      <Stat track="life" label={t('late')} value={now.requestsLate} tone={now.requestsLate > 0 ? 'warn' : undefined} />
      <Stat track="life" label={t('silent')} value={now.silent} tone={now.silent > 0 ? 'bad' : undefined} />
      <Stat
        track="life"
        label={t('care')}
        value={now.careUnconfirmed}
        tone={now.careUnconfirmed > 0 ? 'bad' : undefined}
      />
      <Stat
        track="life"
        label={t('lifeWait')}
        value={now.lifeWaiting}
        tone={now.lifeWaiting > 0 ? 'bad' : undefined}
        note={now.lifeMinutes === null ? undefined : `${t('lifeMinutes')} ${now.lifeMinutes}`}
      />
      <Stat
        track="life"
        label={t('visits')}
        value={today?.visitsDone ?? 0}
        note={t('failed', { n: today?.visitsFailed ?? 0 })}
      />
    </div>
  );
}

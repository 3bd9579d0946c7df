import { lazy, Suspense, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useGet, useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Filters, Segments } from '../../../kit/filters.tsx';
import { Grid, Page, Row, Stack } from '../../../kit/page.tsx';
import { Button, Card, Empty, Refusal, Stat, Status, Waiting } from '../../../kit/parts.tsx';
import { SmallChart } from '../../../kit/small-chart.tsx';
import { day, number } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { Picture } from '../picture.ts';
import type { SeriesRow } from '../series.ts';
import type { ChannelRow, FaultRow } from '../views-channels.ts';
import type { BudgetRow, WallRow } from '../views-watch.ts';
import { kindName, useSubjectName, useSubjects } from './names.tsx';
import { SeriesPicture } from './series-picture.tsx';
import { words } from './words.ts';
import './signals.css';

const BudgetForm = lazy(() => import('./budget-form.tsx'));

const LEVELS = ['community', 'street', 'district', 'city'] as const;
/** Cards at once, and steps in each small picture. */
const CARDS = 24;
const STEPS = 35;
/** Surprise from which a card asks for an eye: what chance gives one in a thousand. */
const ODD = 3;
const SERIES = '/signals/series/';
/** Standard deviations as they are said: one decimal. */
const sigma = (surprise: number): string => number(Number(surprise.toFixed(1)));

/** The wall of all series, and the page of one area and subject below it. */
export default function SignalsPage() {
  const [path] = useLocation();
  return path.startsWith(SERIES) ? <One id={decodeURIComponent(path.slice(SERIES.length))} /> : <Wall />;
}

/** Small multiples of every watched area and subject, the most surprising first. */
function Wall() {
  const t = useWords(words);
  const { can, area } = useSession();
  const subject = useSubjectName();
  const subjects = useSubjects();
  const [level, setLevel] = useState<string>('community');
  const [chosen, setChosen] = useState<Record<string, string | undefined>>({});
  const [budgeting, setBudgeting] = useState(false);
  const where = { level, ...(chosen['subject'] ? { subject: chosen['subject'] } : {}) };
  const wall = useRows<WallRow>('signals.wall', { where, order: '-surprise', limit: CARDS });
  const ids = wall.rows.flatMap((row) => strongest(row)?.series ?? []);
  const asked = new URLSearchParams([...ids.map((id) => ['ids', id]), ['steps', String(STEPS)]]);
  const drawn = useGet<Picture[]>(ids.length > 0 ? `/api/signals/pictures?${asked}` : undefined, 'signals.series');
  const pictures = new Map(drawn.data?.map((picture) => [picture.id, picture]));
  const silent = useRows<ChannelRow>('signals.channels', { where: { status: 'silent' }, limit: 1, count: true });
  const held = useRows<FaultRow>('signals.faults', { where: { open: true }, limit: 1, count: true });
  const budgets = useRows<BudgetRow>('signals.budgets', { limit: 20 });
  const budget = budgets.rows[0];
  const odd = wall.rows.filter(({ surprise }) => surprise >= ODD).length;
  return (
    <Page
      title={t('wall')}
      lead={t('wallLead')}
      width="wide"
      actions={
        can('investigator', 'officer', 'hq') && (
          <Button icon="edit" onClick={() => setBudgeting(true)}>
            {t('setBudget')}
          </Button>
        )
      }
    >
      <Stack>
        <Grid min={11}>
          <Stat
            label={t('oddNow')}
            value={odd}
            tone={odd > 0 ? 'bad' : undefined}
            note={t('oddNote')}
            track="control"
          />
          <Stat
            label={t('silentNow')}
            value={silent.total}
            tone={silent.total ? 'warn' : undefined}
            note={silent.rows[0] ? say(silent.rows[0].names) : t('allHeard')}
            track="control"
          />
          <Stat label={t('heldNow')} value={held.total} note={t('heldNote')} track="control" />
          <Stat
            label={t('budget')}
            value={budget?.weekly ?? '–'}
            note={budget ? t('budgetNote', { n: number(Math.round(1 / budget.alpha)) }) : t('noBudget')}
            track="control"
          />
        </Grid>
        <Filters
          values={chosen}
          onChange={setChosen}
          filters={[
            {
              key: 'subject',
              label: t('subject'),
              choices: Object.keys(subjects).map((value) => ({ value, label: subject(value) })),
            },
          ]}
        >
          <Segments
            label={t('level')}
            value={level}
            onChange={setLevel}
            choices={LEVELS.map((value) => ({ value, label: t(value) }))}
          />
        </Filters>
        <Refusal refusal={wall.refusal} onAgain={wall.again} />
        {wall.loading && <Waiting rows={6} />}
        {!wall.loading && wall.rows.length === 0 && <Empty title={t('empty')}>{t('emptyHelp')}</Empty>}
        <div className="signal-wall">
          {wall.rows.map((row) => (
            <WallCard key={row.id} row={row} picture={pictures.get(strongest(row)?.series ?? '')} />
          ))}
        </div>
        {wall.hasMore && (
          <Row>
            <Button busy={wall.loadingMore} onClick={wall.more}>
              {t('more')}
            </Button>
          </Row>
        )}
      </Stack>
      <Dialog open={budgeting} title={t('setBudget')} onClose={() => setBudgeting(false)}>
        <Suspense fallback={<Waiting rows={2} />}>
          <BudgetForm area={budget?.area ?? area} weekly={budget?.weekly} onDone={() => setBudgeting(false)} />
        </Suspense>
      </Dialog>
    </Page>
  );
}

/** The source that says most; what is joined by memory may stand first with nothing odd of today. */
const strongest = ({ parts }: WallRow) => parts.find(({ observed, expected }) => observed > expected) ?? parts[0];

/** What was counted of what was expected; over the days that say most where the last alone says nothing odd. */
function ofPart(
  { observed, expected, window }: WallRow['parts'][number],
  t: (key: 'of' | 'ofDays', values: Record<string, string | number>) => string,
): string {
  if (observed > expected || !window || window.days <= 1 || window.observed <= window.expected)
    return t('of', { observed: number(observed), expected: awaited(expected) });
  return t('ofDays', { observed: number(window.observed), expected: awaited(window.expected), days: window.days });
}
/** One decimal; what is hardly ever seen is not called none. */
const awaited = (value: number): string =>
  value > 0 && value < 0.05 ? `< ${number(0.1)}` : number(Number(value.toFixed(1)));

const surpriseOf = (
  surprise: number,
  t: (key: 'usual' | 'surprise', values?: Record<string, string | number>) => string,
) => (surprise >= 1 ? t('surprise', { count: Number(surprise.toFixed(1)), n: sigma(surprise) }) : t('usual'));
const toneOf = (surprise: number) => (surprise >= ODD ? 'bad' : surprise >= 2 ? 'warn' : 'good');

function WallCard({ row, picture }: { row: WallRow; picture: Picture | undefined }) {
  const t = useWords(words);
  const place = usePlaceName();
  const subject = useSubjectName();
  const main = strongest(row);
  const name = `${place(row.area)} · ${subject(row.subject)}`;
  return (
    <Link href={`${SERIES}${encodeURIComponent(row.id)}`} className={`signal-card ${toneOf(row.surprise)}`}>
      <header>
        <strong>{place(row.area)}</strong>
        <span>{subject(row.subject)}</span>
      </header>
      {picture ? (
        <SmallChart
          label={t('picture', { kind: kindName(picture.kind), subject: subject(row.subject), place: place(row.area) })}
          values={picture.days.map(({ observed }) => observed)}
          expected={picture.days.map(({ expected }) => expected)}
          upper={picture.days.map(({ upper }) => upper)}
          marks={picture.days.map(({ alarm }) => alarm)}
          from={day(picture.days[0]?.day)}
          to={day(picture.days.at(-1)?.day)}
        />
      ) : (
        <div className="small-chart waiting" />
      )}
      <Status tone={toneOf(row.surprise)}>{surpriseOf(row.surprise, t)}</Status>
      <ul aria-label={name}>
        {row.parts.slice(0, 4).map((part) => (
          <li key={part.series} className={part.series === main?.series ? 'main' : ''}>
            <span>{kindName(part.kind)}</span>
            <span>{ofPart(part, t)}</span>
          </li>
        ))}
      </ul>
      {row.raisedOn && <footer>{t('raised', { day: day(row.raisedOn) })}</footer>}
    </Link>
  );
}

/** One area and subject: what every source says, with its picture. */
function One({ id }: { id: string }) {
  const t = useWords(words);
  const place = usePlaceName();
  const subject = useSubjectName();
  const { row, loading, refusal } = useRow<WallRow>('signals.wall', id);
  const [steps, setSteps] = useState('90');
  const all = useRows<SeriesRow>(
    'signals.series',
    row ? { within: row.area, where: { subject: row.subject, level: row.level }, limit: CARDS } : undefined,
  );
  const back = (
    <Link href="/signals" className="button plain normal">
      <span>{t('back')}</span>
    </Link>
  );
  if (!row)
    return (
      <Page title={t('wall')} width="wide" actions={back}>
        {loading ? <Waiting rows={6} /> : <Refusal refusal={refusal} />}
        {!loading && !refusal && <Empty title={t('unknown')} />}
      </Page>
    );
  return (
    <Page
      title={`${place(row.area)} · ${subject(row.subject)}`}
      lead={row.day ? t('judged', { day: day(row.day, 'full'), said: surpriseOf(row.surprise, t) }) : undefined}
      width="wide"
      actions={
        <>
          {row.signal && (
            <Link href={`/signals/alerts?alert=${encodeURIComponent(row.signal)}`} className="button main normal">
              <span>{t('toAlert')}</span>
            </Link>
          )}
          {back}
        </>
      }
    >
      <Stack>
        <Segments
          label={t('span')}
          value={steps}
          onChange={setSteps}
          choices={['45', '90', '365'].map((value) => ({ value, label: t('steps', { n: value }) }))}
        />
        {row.parts.map((part) => (
          <Card
            key={part.series}
            title={kindName(part.kind)}
            actions={
              <Status tone={part.observed > part.upper ? 'bad' : part.observed > part.expected ? 'warn' : 'good'}>
                {t('part', {
                  observed: number(part.observed),
                  expected: number(Number(part.expected.toFixed(1))),
                  upper: number(part.upper),
                })}
              </Status>
            }
          >
            <SeriesPicture id={part.series} steps={Number(steps)} />
          </Card>
        ))}
        {all.rows
          .filter(({ id: each, area }) => area === row.area && !row.parts.some(({ series }) => series === each))
          .map((each) => (
            <Card key={each.id} title={kindName(each.kind)}>
              <SeriesPicture id={each.id} steps={Number(steps)} />
            </Card>
          ))}
      </Stack>
    </Page>
  );
}

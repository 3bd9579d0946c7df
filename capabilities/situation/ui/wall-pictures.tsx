import { useMemo, useState } from 'react';
import { CityMap, EpiCurve, Gantt, LineChart } from '../../../kit/charts.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { Card, Empty, Facts } from '../../../kit/parts.tsx';
import { day, number } from '../../../kit/when.ts';
import { type Say, say, useWords } from '../../../kit/words.ts';
import { CLASSIFICATIONS } from '../../cases/index.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { SituationBoard } from '../board.ts';
import { type Key, words } from './words.ts';

interface Shown {
  board: SituationBoard;
}
const HEIGHT = 240;
/** Person-days with one decimal while they are few. */
const amount = (days: number): string => number(days, { maximumFractionDigits: days < 100 ? 1 : 0 });
const personDays = (t: Say<typeof words.en>, days: number): string => t('personDays', { count: days, n: amount(days) });
const STACK = [...CLASSIFICATIONS].reverse();

export function Curve({ board, disease }: Shown & { disease: string }) {
  const t = useWords(words);
  const { days } = board;
  const series = useMemo(() => {
    const count = (row: SituationBoard['days'][number], classification: string) =>
      Object.entries(row.cases).reduce(
        (sum, [id, classes]) => sum + (disease === '' || id === disease ? (classes[classification] ?? 0) : 0),
        0,
      );
    return STACK.map((id) => ({
      id,
      label: t(`class.${id}` as Key),
      values: days.map((row) => count(row, id)),
    })).filter((one, i) => i === 0 || one.values.some((value) => value > 0));
  }, [days, disease, t]);
  return (
    <Card track="control">
      <EpiCurve
        label={t('curve')}
        days={days.map((row) => row.day)}
        series={series}
        incompleteFrom={board.today}
        height={HEIGHT}
      />
    </Card>
  );
}

export function Flows({ board: { days } }: Shown) {
  const t = useWords(words);
  const series = useMemo(() => {
    const line = (id: 'requestsTaken' | 'requestsClosed' | 'requestsReopened', label: Key) => ({
      id,
      label: t(label),
      values: days.map((row) => row[id]),
    });
    return [
      line('requestsTaken', 'taken'),
      line('requestsClosed', 'closed'),
      { ...line('requestsReopened', 'reopened'), dashed: true },
    ];
  }, [days, t]);
  return (
    <Card track="life">
      <LineChart label={t('needs')} x={days.map((row) => day(row.day))} series={series} height={HEIGHT} />
    </Card>
  );
}

const COLOURS = ['cases', 'restricted', 'unmet'] as const;
type Colour = (typeof COLOURS)[number];

export function Places({ board, onOpen }: Shown & { onOpen(area: string): void }) {
  const t = useWords(words);
  const [by, setBy] = useState<Colour>('cases');
  const { places } = board.map;
  const label = (place: (typeof places)[number]) =>
    `${say(place.names)}${place[by] > 0 ? ` ${number(place[by])}` : ''}`;
  const areas = places.flatMap((place) =>
    place.outline ? [{ id: place.id, label: label(place), outline: place.outline, value: place[by] }] : [],
  );
  const points = places.flatMap((place) =>
    !place.outline && place.point ? [{ id: place.id, label: label(place), point: place.point, value: place[by] }] : [],
  );
  return (
    <Card
      track="control"
      title={t('map')}
      actions={
        <Segments
          label={t('colour')}
          value={by}
          onChange={(value) => setBy(value as Colour)}
          choices={COLOURS.map((value) => ({ value, label: t(`by.${value}`) }))}
        />
      }
    >
      {areas.length + points.length === 0 ? (
        <Empty title={t('noMap')} icon="pin" />
      ) : (
        <CityMap
          label={t(`by.${by}`)}
          areas={areas}
          points={points}
          track={by === 'unmet' ? 'life' : 'control'}
          legend={t(`by.${by}`)}
          chosen={board.area}
          onOpen={onOpen}
          height={380}
        />
      )}
    </Card>
  );
}

/** Zones as bars, and all stays as one; the knot is the next review, and the word what it has cost. */
export function Measures({ board }: Shown) {
  const t = useWords(words);
  const place = usePlaceName();
  const { zoneLevel } = useRuleNames();
  const { stays, cost } = board;
  const together =
    stays.startsAt && stays.endsAt && stays.reviewBy
      ? [
          {
            id: 'stays',
            label: t('inStays'),
            from: stays.startsAt,
            to: stays.endsAt,
            tone: 'control' as const,
            word: `${personDays(t, cost.stays)} · ${number(cost.inStays)}`,
            knots: [{ at: stays.reviewBy, label: t('review') }],
          },
        ]
      : [];
  const zones = board.measures.map((line) => ({
    id: line.id,
    label: `${place(line.area)} · ${zoneLevel(line.level)}`,
    from: line.startsAt,
    to: line.endsAt,
    tone: 'control' as const,
    word: `${personDays(t, line.personDays)} · ${number(line.people)}`,
    knots: [{ at: line.reviewBy, label: t('review') }],
  }));
  const bars = [...together, ...zones];
  return (
    <Card track="control" title={bars.length === 0 ? t('measures') : undefined}>
      {bars.length === 0 ? (
        <Empty title={t('noMeasures')} icon="check" />
      ) : (
        <Gantt label={t('measures')} bars={bars} now={board.at} />
      )}
    </Card>
  );
}

/** What the response costs people, on the same screen as the cases. */
export function Cost({ board: { cost, days } }: Shown) {
  const t = useWords(words);
  const series = useMemo(
    () => [
      {
        id: 'cost',
        label: t('costByDay'),
        track: 'life' as const,
        values: days.map((row) => Math.round((cost.byDay[row.day] ?? 0) * 10) / 10),
      },
    ],
    [cost, days, t],
  );
  return (
    <Card track="life" title={t('cost')}>
      <Facts
        columns={3}
        items={[
          [t('total'), <strong key="total">{amount(cost.stays + cost.zones)}</strong>],
          [t('inStays'), `${number(cost.inStays)} · ${personDays(t, cost.stays)}`],
          [t('inZones'), `${number(cost.inZones)} · ${personDays(t, cost.zones)}`],
        ]}
      />
      <LineChart label={t('costByDay')} x={days.map((row) => day(row.day))} series={series} height={HEIGHT} />
      <p className="small muted">{t('costLead')}</p>
    </Card>
  );
}

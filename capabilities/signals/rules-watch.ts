import { alphaForBudget, isNews } from '../../engines/surveillance/index.ts';
import type { Command, Decision, Finds, StreamKind, Told, Work } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { levelOf, type PlacePath, parentOf } from '../../kernel/place.ts';
import { addDays, type Day, daysBetween } from '../../kernel/time.ts';
import { bySubject, type Judged, type JudgedSubjects, judgeSubjects } from './judge.ts';
import { alwaysAlarms, limitsOn, nextNight, type SignalLimits, syndromeOf } from './limits.ts';
import * as model from './model.ts';
import { type Cluster, clustersOf } from './neighbours.ts';
import { type SeriesRow, valueOn } from './series.ts';
import type { BudgetRow, WallRow, WatchRow } from './views-watch.ts';
import { why, whyAround } from './why.ts';

/** What an area has raised last, by subject: the same is no news again. */
interface WatchState {
  raised: Record<string, { day: Day; p: number }>;
}

const NIGHTS_A_WEEK = 7;
/** Sources kept of a quiet night, the strongest first, and those that an alert of neighbours carries. */
const KEPT = 5;
const PARTS = 12;

const evolve = (state: WatchState | undefined, { type, data }: Event): WatchState =>
  type === 'signals.SignalRaised'
    ? { raised: { ...state?.raised, [data.subject]: { day: data.day, p: data.p } } }
    : (state ?? { raised: {} });

const above = (area: PlacePath): PlacePath[] => {
  const up = parentOf(area);
  return up ? [area, ...above(up)] : [area];
};

const finds = ({ area, on }: model.WatchArea): Finds => ({
  // what stands below a community is judged with it; larger areas by what adds up to them
  series: {
    view: 'signals.series',
    within: area,
    ...(levelOf(area) === 'community' ? {} : { where: { level: levelOf(area) } }),
    limit: 5000,
  },
  budgets: { view: 'signals.budgets', ids: above(area) },
  below: { view: 'signals.wall', within: area, top: { by: '-raisedOn', n: 100 } },
  // neighbours are joined where whole communities lie beside each other: once a night for a district
  ...(levelOf(area) === 'district' && on === 'night'
    ? {
        wall: { view: 'signals.wall', within: area, where: { level: 'community' }, limit: 20_000 },
        places: { view: 'places.places', within: area, where: { level: 'community' }, limit: 5000 },
      }
    : {}),
});

/** By night the finished day counts; on arrival also what has come of this one. */
const judgedDay = ({ on }: model.WatchArea, { today }: Pick<Told, 'today'>): Day =>
  on === 'night' ? addDays(today, -1) : today;

/** Every series of the area against its expectation: what a night spends its time on. */
const judging: Work<model.WatchArea> = {
  on: 'series',
  given: (input, told) => ({
    day: judgedDay(input, told),
    zeroDays: limitsOn(told.protocol.library, told.today).zeroDays,
  }),
  does: judgeSubjects,
  file: 'judge.ts',
};

function watchArea(state: WatchState | undefined, input: model.WatchArea, told: Told): Decision {
  const { area, on } = input;
  const limits = limitsOn(told.protocol.library, told.today);
  const budgets = told.found.budgets as BudgetRow[];
  const alpha = budgets.sort((a, b) => b.area.length - a.area.length)[0]?.alpha ?? limits.alpha;
  const rowsOf = bySubject(told.found.series);
  const day = judgedDay(input, told);
  const judged: Judged[] = [];
  const alerts: model.Raised[] = [];
  const events: Exclude<Decision, { refused: string }> = [];
  for (const [subject, one] of told.worked as JudgedSubjects) {
    if (one) judged.push(one);
    const raised = alert(subject, rowsOf.get(subject) ?? [], one, { area, alpha, day, limits, told });
    if (raised && news(raised, state, told, limits)) alerts.push(raised);
  }
  for (const cluster of clustersOf(told.found.wall ?? [], told.found.places ?? [], day, alpha)) {
    const raised = clusterAlert(cluster, { area, alpha, day, limits, told });
    if (!alerts.some(({ subject }) => subject === raised.subject) && news(raised, state, told, limits))
      alerts.push(raised);
  }
  for (const data of alerts)
    if (!saidByDisease(data, alerts, state, told, limits)) events.push({ type: 'signals.SignalRaised', data });
  if (on === 'night')
    events.unshift({
      type: 'signals.AreaWatched',
      data: {
        area,
        day,
        nextAt: nextNight(told.now, area, limits.nightHour, told.zone),
        subjects: judged.map(({ subject, together, alone, p, parts }) => ({
          subject,
          together,
          alone,
          p,
          parts: parts.slice(0, KEPT),
        })),
      },
    });
  return events as Decision;
}

interface Around {
  area: PlacePath;
  alpha: number;
  day: Day;
  limits: SignalLimits;
  told: Told;
}

/** What would be raised if it is news: a rule that always alarms goes before statistics. */
function alert(
  subject: string,
  rows: readonly SeriesRow[],
  judged: Judged | undefined,
  { area, alpha, day, limits, told }: Around,
): model.Raised | undefined {
  const about = { signal: `${area}-${subject}-${day}`, area, subject, day, alpha };
  if (alwaysAlarms(told.protocol.library, subject, day)) {
    const parts = rows.flatMap((row): model.Part[] => {
      const seen = row.feed || row.channel !== null ? latest(row, day, limits.quietDays) : undefined;
      return seen
        ? [
            {
              series: row.id,
              kind: row.kind,
              channel: row.channel,
              ...seen,
              expected: 0,
              upper: 0,
              p: 0,
              share: 1 / rows.length,
            },
          ]
        : [];
    });
    // one place says it, not every level above it
    if (parts.length > 0 && levelOf(area) === 'community')
      return { ...about, monitor: 'always', p: 0, parts, why: why('always', parts) };
  }
  if (!judged || judged.p >= alpha) return undefined;
  const parts = judged.parts.filter(({ share }) => share > 0);
  return { ...about, monitor: judged.monitor, p: judged.p, parts, why: why(judged.monitor, parts) };
}

/** Neighbouring communities that agree: one alert of the district, with the communities named. */
const clusterAlert = ({ subject, places, p, parts }: Cluster, { area, alpha, day }: Around): model.Raised => ({
  signal: `${area}-${subject}-${day}-around`,
  area,
  places,
  subject,
  day,
  monitor: 'neighbours',
  p,
  alpha,
  parts: parts.slice(0, PARTS),
  why: whyAround(places.length, parts),
});

/** The latest count above zero of the last days. */
function latest(row: SeriesRow, day: Day, within: number): { day: Day; observed: number } | undefined {
  for (let back = 0; back < within; back++) {
    const observed = valueOn(row, addDays(day, -back)) ?? 0;
    if (observed > 0) return { day: addDays(day, -back), observed };
  }
  return undefined;
}

function news(raised: model.Raised, state: WatchState | undefined, told: Told, limits: SignalLimits): boolean {
  const { area, subject, day, p } = raised;
  const last = state?.raised[subject];
  // by night the finished day is judged again
  if (last?.day === day && p * limits.stronger >= last.p) return false;
  const step = (of: Day): number => daysBetween('1970-01-01', of);
  if (!isNews(step(day), p, last ? { step: step(last.day), p: last.p } : null, limits.quietDays, limits.stronger))
    return false;
  // an area inside has said it, more exactly
  return !(told.found.below as WallRow[]).some(
    (row) =>
      row.area !== area &&
      row.subject === subject &&
      row.raisedOn !== null &&
      daysBetween(row.raisedOn, day) <= limits.quietDays,
  );
}

/** A syndrome that stands out by reported cases says again what the disease itself has said. */
function saidByDisease(
  raised: model.Raised,
  alerts: readonly model.Raised[],
  state: WatchState | undefined,
  { protocol, today }: Told,
  { quietDays }: SignalLimits,
): boolean {
  const byCases = raised.parts.filter(({ kind }) => kind === 'cases').reduce((sum, { share }) => sum + share, 0);
  if (byCases <= 0.5) return false;
  const said = [
    ...alerts.map(({ subject }) => subject),
    ...Object.entries(state?.raised ?? {}).flatMap(([subject, { day }]) =>
      daysBetween(day, raised.day) <= quietDays ? [subject] : [],
    ),
  ];
  return said.some((subject) => syndromeOf(protocol.library, 'syndrome', subject, today) === raised.subject);
}

const alphaOf = (weekly: number, watched: WatchRow[]): { alpha: number; watched: number } => {
  const pairs = watched.reduce((sum, row) => sum + Math.max(1, row.subjects), 0);
  return { alpha: alphaForBudget(weekly, Math.max(1, pairs), NIGHTS_A_WEEK), watched: pairs };
};
const watchedIn = ({ area }: { area: PlacePath }): Finds => ({
  watched: { view: 'signals.watches', within: area, limit: 20_000 },
});

export const watchOf: StreamKind<WatchState> = {
  evolve,
  commands: {
    WatchArea: {
      label: { en: 'Watch an area', zh: '研判区域' },
      input: model.watchArea,
      roles: ['system'],
      purpose: 'control',
      stream: (input: model.WatchArea) => input.area,
      area: (input: model.WatchArea) => input.area,
      find: finds,
      work: judging,
      decide: watchArea,
    } satisfies Command<WatchState, model.WatchArea>,
  },
};

interface BudgetState {
  weekly: number;
}

export const budgetOf: StreamKind<BudgetState> = {
  evolve: (state, { type, data }) => (type === 'signals.BudgetSet' ? { weekly: data.weekly } : state),
  commands: {
    SetBudget: {
      label: { en: 'Set how many alerts a week can be checked', zh: '设定每周可核查预警数' },
      input: model.setBudget,
      roles: ['investigator', 'officer', 'hq'],
      purpose: 'control',
      stream: (input: model.SetBudget) => input.area,
      area: (input: model.SetBudget) => input.area,
      find: watchedIn,
      decide: (_state, input: model.SetBudget, told) => [
        {
          type: 'signals.BudgetSet',
          data: { ...input, ...alphaOf(input.weekly, told.found.watched), nextAt: nextPlan(input.area, told) },
        },
      ],
    },
    PlanNight: {
      label: { en: 'Fit thresholds to the budget', zh: '按核查量调整阈值' },
      input: model.planNight,
      roles: ['system'],
      purpose: 'control',
      stream: (input: { area: PlacePath }) => input.area,
      area: (input: { area: PlacePath }) => input.area,
      find: watchedIn,
      decide: (state: BudgetState | undefined, { area }: { area: PlacePath }, told) => [
        {
          type: 'signals.NightPlanned',
          data: { area, ...alphaOf(state?.weekly ?? 1, told.found.watched), nextAt: nextPlan(area, told) },
        },
      ],
    },
  },
};

/** An hour before the night's first area is judged. */
const nextPlan = (area: PlacePath, told: Told) =>
  nextNight(told.now, area, limitsOn(told.protocol.library, told.today).nightHour - 1, told.zone);

import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { levelOf, type PlacePath } from '../../kernel/place.ts';
import { type Day, dayOf, type Instant } from '../../kernel/time.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { areasOver, limitsOn, nextNight, syndromeOf } from './limits.ts';
import type { Counts, History, Part, SignalsEvents } from './model.ts';
import { READERS } from './views-series.ts';

/** An area with series: when it is judged next, and how many subjects it has. */
export interface WatchRow extends Row {
  level: string;
  nightAt: Instant;
  watchedOn: Day | null;
  subjects: number;
}

export function watchesView(library: ProtocolLibrary, zone: string): View<WatchRow> {
  const begins = (areas: (event: Event) => PlacePath[]): Folding<WatchRow> => ({
    key: (event) => [...new Set(areas(event))],
    fold: (row, event, key) =>
      row
        ? undefined
        : {
            id: key,
            area: key,
            level: levelOf(key),
            nightAt: nextNight(event.recordedAt, key, limitsOn(library, dayOf(event.recordedAt, zone)).nightHour, zone),
            watchedOn: null,
            subjects: 0,
          },
  });
  return {
    columns: { level: 'text', nightAt: 'instant', watchedOn: 'text', subjects: 'number' },
    reads: READERS,
    order: 'id',
    on: {
      'signals.CountsRecorded': begins((event) => (event.data as Counts).lines.flatMap(({ area }) => areasOver(area))),
      'signals.HistoryRecorded': begins((event) =>
        (event.data as History).lines.flatMap(({ area }) => areasOver(area)),
      ),
      'cases.CaseReported': begins((event) => areasOver(event.area)),
      'requests.RequestTaken': begins((event) =>
        syndromeOf(library, 'request', String(event.data.class), dayOf(event.happenedAt, zone))
          ? areasOver(event.area)
          : [],
      ),
      'signals.AreaWatched': {
        key: (event) => event.data.area,
        fold: (row, event) =>
          row && {
            ...row,
            nightAt: event.data.nextAt,
            watchedOn: event.data.day,
            subjects: event.data.subjects.length,
          },
      },
    },
  };
}

/** What an area's sources say of one subject together; the signal wall is these by surprise. */
export interface WallRow extends Row {
  subject: string;
  level: string;
  day: Day | null;
  /** The stronger monitor, in standard deviations; sorts the wall. */
  surprise: number;
  together: number;
  alone: number;
  p: number;
  parts: Part[];
  raisedOn: Day | null;
  signal: string | null;
}

const wallId = (area: PlacePath, subject: string): string => `${area}|${subject}`;
const empty = (area: PlacePath, subject: string): WallRow => ({
  id: wallId(area, subject),
  area,
  subject,
  level: levelOf(area),
  day: null,
  surprise: 0,
  together: 0,
  alone: 0,
  p: 1,
  parts: [],
  raisedOn: null,
  signal: null,
});

export const wall: View<WallRow> = {
  columns: { subject: 'text', level: 'text', day: 'text', surprise: 'number', raisedOn: 'text' },
  reads: READERS,
  order: '-surprise',
  index: ['raisedOn'],
  on: {
    'signals.AreaWatched': {
      key: (event) =>
        (event.data as SignalsEvents['signals.AreaWatched']).subjects.map(({ subject }) =>
          wallId(event.data.area, subject),
        ),
      fold(row, event, key) {
        const { area, day, subjects } = event.data as SignalsEvents['signals.AreaWatched'];
        const of = subjects.find(({ subject }) => wallId(area, subject) === key);
        if (!of) return undefined;
        return { ...(row ?? empty(area, of.subject)), ...of, day, surprise: Math.max(of.together, of.alone) };
      },
    },
    'signals.SignalRaised': {
      key: (event) => wallId(event.data.area, event.data.subject),
      fold(row, event) {
        const { area, subject, day, signal, parts, p } = event.data as SignalsEvents['signals.SignalRaised'];
        const held = row ?? empty(area, subject);
        return { ...held, raisedOn: day, signal, ...(held.day === null ? { parts, p, day } : {}) };
      },
    },
  },
};

/** How many alerts a week somebody can check in an area, and the bound that follows from it. */
export interface BudgetRow extends Row {
  weekly: number;
  alpha: number;
  /** Pairs of area and subject it is spread over. */
  watched: number;
  setBy: string;
  nextAt: Instant;
}

export const budgets: View<BudgetRow> = {
  columns: { weekly: 'number', nextAt: 'instant' },
  reads: READERS,
  order: 'id',
  on: {
    'signals.BudgetSet': {
      key: (event) => event.data.area,
      fold(_row, event): BudgetRow {
        const { area, weekly, alpha, watched, nextAt } = event.data as SignalsEvents['signals.BudgetSet'];
        return { id: area, area, weekly, alpha, watched, nextAt, setBy: event.actor.name };
      },
    },
    'signals.NightPlanned': {
      key: (event) => event.data.area,
      fold: (row, event) =>
        row && { ...row, alpha: event.data.alpha, watched: event.data.watched, nextAt: event.data.nextAt },
    },
  },
};

import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { addSpan, type Instant } from '../../kernel/time.ts';
import { households as board, type HouseholdRow } from '../people/index.ts';
import { doorOf } from './walking-order.ts';

/** A restricted household and when it was last heard; the row goes with its last restriction. */
export interface WatchedRow extends Row {
  /** `zone/...` and `stay/...` that bind it. */
  restrictions: string[];
  restrictedSince: Instant;
  lastHeardAt: Instant;
  /** Days of silence allowed; null until the city's setting was read. */
  days: number | null;
  /** When it counts as silent; null while flagged. */
  silentAt: Instant | null;
  flaggedAt: Instant | null;
  silent: boolean;
}

const due = (row: WatchedRow): WatchedRow => ({
  ...row,
  silentAt: row.flaggedAt || row.days === null ? null : addSpan(row.lastHeardAt, { value: row.days, unit: 'd' }),
});

const bind =
  (restriction: (data: any) => string) =>
  (row: WatchedRow | undefined, event: Event, key: string): WatchedRow => {
    const name = restriction(event.data);
    if (row) return { ...row, restrictions: [...new Set([...row.restrictions, name])] };
    return {
      id: key,
      area: key,
      restrictions: [name],
      restrictedSince: event.happenedAt,
      lastHeardAt: event.happenedAt,
      days: null,
      silentAt: null,
      flaggedAt: null,
      silent: false,
    };
  };
const unbind =
  (restriction: (data: any) => string) =>
  (row: WatchedRow | undefined, event: Event): WatchedRow | null | undefined => {
    if (!row) return undefined;
    const restrictions = row.restrictions.filter((each) => each !== restriction(event.data));
    return restrictions.length === 0 ? null : { ...row, restrictions };
  };

/** Somebody of the household was heard: the clock starts again. What arrives late from a phone never sets it back. */
const heard = (
  household: (data: any) => string | undefined,
  counts: (data: any) => boolean = () => true,
): Folding<WatchedRow> => ({
  key: (event) => household(event.data) ?? [],
  fold: (row, event) => {
    if (!row || !counts(event.data) || event.happenedAt < row.lastHeardAt) return undefined;
    return due({ ...row, lastHeardAt: event.happenedAt, flaggedAt: null, silent: false });
  },
});

const zone = (data: any): string => `zone/${data.id}`;
const stay = (data: any): string => `stay/${data.id}`;
/** Household paths of a zone event, written as paths or with their carers. */
export const pathsOf = (data: { households: (string | { path: string })[] }): string[] =>
  data.households.map((each) => (typeof each === 'string' ? each : each.path));

export const households: View<WatchedRow> = {
  columns: {
    lastHeardAt: 'instant',
    silentAt: 'instant',
    flaggedAt: 'instant',
    silent: 'boolean',
    restrictedSince: 'instant',
    restrictions: 'texts',
  },
  reads: { grid: 'area', desk: 'area', officer: 'area', hq: 'area' },
  order: 'lastHeardAt',
  on: {
    'zones.ZonePublished': { key: (event) => pathsOf(event.data), fold: bind(zone) },
    'zones.ZoneEnded': { key: (event) => pathsOf(event.data), fold: unbind(zone) },
    'stays.StayOrdered': { key: (event) => event.data.household, fold: bind(stay) },
    'stays.StayEnded': { key: (event) => event.data.household, fold: unbind(stay) },
    'visits.SilenceWatched': {
      key: (event) => event.data.households,
      fold: (row, event) => row && due({ ...row, days: event.data.days }),
    },
    'visits.SilenceFlagged': {
      key: (event) => event.data.household,
      fold: (row, event) => row && { ...row, silentAt: null, flaggedAt: event.happenedAt, silent: true },
    },
    'requests.RequestTaken': heard((data) => data.household ?? data.beneficiary?.household),
    'visits.VisitDone': heard(
      (data) => data.household,
      (data) => data.heard,
    ),
    'people.HouseholdCheckedOn': heard(
      (data) => data.path,
      (data) => data.outcome !== 'no-answer',
    ),
  },
};

/** What somebody at a door needs to know, for the households they care for or visit; readable without network. */
export interface CardRow extends Row {
  door: string;
  /** Accounts who may read it: carers, stand-ins, and whoever has an open visit here. */
  holders: string[];
  carer: string | null;
  standIns: string[];
  visits: Record<string, string>;
  household: HouseholdRow | null;
}

const derive = (row: CardRow): CardRow => ({
  ...row,
  holders: [...new Set([...(row.carer ? [row.carer] : []), ...row.standIns, ...Object.values(row.visits)])],
});
const card = (row: CardRow | undefined, path: string): CardRow =>
  row ?? {
    id: path,
    area: path,
    door: doorOf(path),
    holders: [],
    carer: null,
    standIns: [],
    visits: {},
    household: null,
  };
const holding = (
  key: (event: Event) => string | string[],
  then: (row: CardRow, data: any) => CardRow,
): Folding<CardRow> => ({
  key,
  fold: (row, event, path) => derive(then(card(row, path), event.data)),
});
const dropVisit = holding(
  (event) => event.data.household,
  (row, data) => ({ ...row, visits: Object.fromEntries(Object.entries(row.visits).filter(([id]) => id !== data.id)) }),
);
const household = (event: Event): string => event.data.household;
const theirs = (event: Event): string[] => event.data.households;

/** Follows the board of people, so that a card says what the board says. */
const followed = Object.fromEntries(
  Object.entries(board.on).map(([type, folding]): [string, Folding<CardRow>] => [
    type,
    {
      key: folding.key,
      fold: (row, event, path) => {
        const next = folding.fold(row?.household ?? undefined, event, path);
        return next === undefined || (next === null && !row)
          ? undefined
          : next === null
            ? null
            : { ...card(row, path), household: next };
      },
    },
  ]),
);

export const cards: View<CardRow> = {
  columns: { holders: 'texts', carer: 'text' },
  offline: { limit: 1500, stream: (row) => `household/${row.id}` },
  reads: { volunteer: { mine: 'holders' }, grid: 'area' },
  subjects: (row) => [row.id],
  /** Name, door, needs, and whom to call: no more leaves the server (SG12). */
  mask: (row, actor) => ({
    ...row,
    household: row.household && (board.mask?.(row.household, { id: actor.id, role: 'volunteer' }) ?? null),
  }),
  order: 'id',
  on: {
    ...followed,
    'crew.HouseholdAssigned': holding(household, (row, data) => ({ ...row, carer: data.member })),
    'crew.HouseholdReleased': holding(household, (row, data) => ({
      ...row,
      carer: row.carer === data.member ? null : row.carer,
    })),
    'crew.StandInStarted': holding(theirs, (row, data) => ({ ...row, standIns: [...row.standIns, data.member] })),
    'crew.StandInEnded': holding(theirs, (row, data) => ({
      ...row,
      standIns: row.standIns.filter((each) => each !== data.member),
    })),
    'visits.VisitAssigned': holding(household, (row, data) => ({
      ...row,
      visits: { ...row.visits, [data.id]: data.assignee },
    })),
    'visits.VisitDone': dropVisit,
    'visits.VisitFailed': dropVisit,
    'visits.VisitWithdrawn': dropVisit,
  },
};

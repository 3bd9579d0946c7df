import type { Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Change } from './changes.ts';
import { type Outcome, type RoundState, STOP_EVENTS } from './model.ts';
import { evolve } from './state.ts';

/** Something that happened to a plan, newest last. */
export interface NoteLine {
  at: Instant;
  by: string;
  type: string;
  visit?: string;
  before?: number;
  after?: number;
  changes: Change[];
}

/** A plan as the board shows it. */
export interface RoundRow extends Row, Omit<RoundState, 'id' | 'area'> {
  /** Its area once more, as a column to be found by. */
  scope: string;
  proposedAt: Instant;
  /** 24:00 of its last shift while it stands. */
  overAt: Instant | null;
  cost: number;
  notes: NoteLine[];
}

const board = { grid: 'area', supply: 'area', desk: 'area', officer: 'area', hq: 'area' } as const;
/** A board shows the day; the log keeps the rest. */
const MOST_NOTES = 60;
const SAID = [
  'rounds.RoundsAccepted',
  'rounds.RoundsDiscarded',
  'rounds.StopMoved',
  'rounds.StopInserted',
  'rounds.StopLate',
  'rounds.RoundsReplanned',
  'rounds.RoundsClosed',
  ...Object.values(STOP_EVENTS),
];

const noteOf = ({ type, data, happenedAt, actor }: Event): NoteLine => ({
  at: happenedAt,
  by: actor.name,
  type,
  ...(data.visit ? { visit: data.visit } : {}),
  ...(data.lines ? { before: data.before, after: data.after } : {}),
  changes: (data as Partial<Outcome>).changes ?? [],
});

export const rounds: View<RoundRow> = {
  columns: { status: 'text', day: 'text', scope: 'text', proposedAt: 'instant', overAt: 'instant' },
  reads: board,
  order: '-proposedAt',
  subjects: (row) => row.sheet.tasks.map(({ household }) => household),
  on: {
    'rounds.RoundsProposed': {
      key: (event) => event.data.id,
      fold: (_row, event): RoundRow => {
        const state = evolve(undefined, event) as RoundState;
        return {
          ...state,
          scope: state.area,
          proposedAt: event.happenedAt,
          overAt: null,
          cost: event.data.after,
          notes: [],
        };
      },
    },
    ...Object.fromEntries(
      SAID.map((type) => [
        type,
        {
          key: (event: Event) => event.data.id as string,
          fold: (row: RoundRow | undefined, event: Event): RoundRow | undefined => {
            const next = row && evolve(row, event);
            if (!row || !next) return undefined;
            const ends = next.sheet.goers.map(({ to }) => to).sort();
            return {
              ...row,
              ...next,
              overAt: next.status === 'running' ? (ends.at(-1) ?? null) : null,
              cost: event.data.after ?? row.cost,
              notes: [...row.notes, noteOf(event)].slice(-MOST_NOTES),
            };
          },
        },
      ]),
    ),
  },
};

/** Where a visit stands in a plan; `id` is the visit. */
export interface StopRow extends Row {
  plan: string;
  status: 'proposed' | 'waiting' | 'left-out' | 'late';
  member: string | null;
  begins: Instant | null;
  /** End of the time the household was told, while nobody has come. */
  lateAt: Instant | null;
}

const stopsOf = (event: Event): string[] => {
  const { lines, left } = event.data as Outcome;
  return [
    ...new Set([...lines.flatMap(({ stops }) => stops.map(({ visit }) => visit)), ...left.map(({ visit }) => visit)]),
  ];
};
const placed =
  (running: boolean) =>
  (row: StopRow | undefined, event: Event, visit: string): StopRow | undefined => {
    const { id, lines } = event.data as Outcome;
    const line = lines.find(({ stops }) => stops.some((stop) => stop.visit === visit));
    const stop = line?.stops.find((each) => each.visit === visit);
    // What is begun or over has left this list.
    if (!row && !['rounds.RoundsProposed', 'rounds.StopInserted'].includes(event.type)) return undefined;
    if (!row && event.type === 'rounds.StopInserted' && event.data.visit !== visit) return undefined;
    const told = stop?.told ?? null;
    return {
      id: visit,
      area: event.area,
      plan: id,
      status: !stop ? 'left-out' : running && told ? 'waiting' : 'proposed',
      member: line?.member ?? null,
      begins: stop?.begins ?? null,
      lateAt: told?.to ?? null,
    };
  };
const all = (running: boolean) => ({ key: stopsOf, fold: placed(running) });
const gone = { key: (event: Event) => (event.data.visits ?? [event.data.visit]) as string[], fold: () => null };

export const stops: View<StopRow> = {
  columns: { plan: 'text', status: 'text', member: 'text', begins: 'instant', lateAt: 'instant' },
  reads: { ...board, volunteer: { mine: 'member' } },
  order: 'begins',
  on: {
    'rounds.RoundsProposed': all(false),
    'rounds.RoundsAccepted': all(true),
    'rounds.StopMoved': all(true),
    'rounds.StopInserted': all(true),
    'rounds.RoundsReplanned': all(true),
    'rounds.StopLate': {
      key: (event) => event.data.visit,
      fold: (row) => row && { ...row, status: 'late', lateAt: null },
    },
    'rounds.StopStarted': { key: (event) => event.data.visit, fold: (row) => row && { ...row, lateAt: null } },
    'rounds.StopDone': gone,
    'rounds.StopMissed': gone,
    'rounds.StopWithdrawn': gone,
    'rounds.RoundsDiscarded': gone,
    'rounds.RoundsClosed': gone,
  },
};

import type { Event } from '../../kernel/event.ts';
import { type RoundState, STOP_EVENTS } from './model.ts';
import type { LeftOut, Line } from './plan.ts';
import type { Happened } from './sheet.ts';

const HAPPENED = new Map(Object.entries(STOP_EVENTS).map(([what, type]) => [type, what as Happened]));

/** How events change a plan: the same for the stream's state and for the row the board shows. */
export function evolve(state: RoundState | undefined, event: Event): RoundState | undefined {
  const { type, data } = event;
  if (type === 'rounds.RoundsProposed')
    return {
      id: data.id,
      area: data.area,
      day: data.day,
      status: 'proposed',
      sheet: data.sheet,
      lines: data.lines,
      left: data.left,
      begun: {},
      late: [],
    };
  if (!state) return undefined;
  const what = HAPPENED.get(type);
  if (what) {
    const begun = { ...state.begun, [data.visit]: { what, at: data.at, member: data.member } };
    return { ...state, begun, left: state.left.filter(({ visit }) => visit !== data.visit) };
  }
  const outcome: { lines: Line[]; left: LeftOut[] } | undefined = data.lines
    ? { lines: data.lines, left: data.left }
    : undefined;
  switch (type) {
    case 'rounds.RoundsAccepted':
      return { ...state, ...outcome, status: 'running' };
    case 'rounds.RoundsDiscarded':
      return { ...state, status: 'discarded' };
    case 'rounds.RoundsClosed':
      return { ...state, status: 'over' };
    case 'rounds.StopInserted':
      return {
        ...state,
        ...outcome,
        sheet: {
          ...state.sheet,
          points: data.points,
          tasks: [...state.sheet.tasks.filter(({ visit }) => visit !== data.visit), data.task],
        },
      };
    case 'rounds.StopLate':
      return { ...state, late: [...state.late, data.visit] };
    default:
      return outcome ? { ...state, ...outcome } : state;
  }
}

import { addDays } from '../../kernel/time.ts';
import { type Play, simulatedDay } from './play.ts';

/** One day of a drill as a page shows it, both tracks; what no office knows (`infections`) is told to the trainer alone. */
export interface Frame {
  day: number;
  date: string;
  infections: number;
  cases: number;
  staying: number;
  zoned: number;
  waitingForBed: number;
  tests: number;
  requestsTaken: number;
  requestsClosed: number;
  requestsLate: number;
  callsLost: number;
  visits: number;
  silent: number;
  injects: string[];
}

interface DayRow {
  id: string;
  area: string;
  requestsTaken: number;
  requestsClosed: number;
  requestsLate: number;
  silentFlagged: number;
}

/** The day just played. `cases`, `tests`, `visits` and `callsLost` are totals so far, the rest is of the day. */
export async function frameOf(play: Play): Promise<Frame> {
  const { scene, text, ground, run, tally } = play;
  const date = addDays(text.start, play.day);
  const [row] = await scene.look<DayRow>({
    view: 'situation.days',
    ids: [`${ground.stage.district}@${date}`],
    limit: 1,
  });
  let staying = 0;
  for (const { endsAt } of play.stays.values()) if (endsAt !== 'ended') staying++;
  return {
    day: play.day,
    date,
    infections: run.result().series.infections[simulatedDay(play)] ?? 0,
    cases: play.cases.size,
    staying,
    zoned: play.zoned.size,
    waitingForBed: play.unhoused.length,
    tests: tally.tests,
    requestsTaken: row?.requestsTaken ?? 0,
    requestsClosed: row?.requestsClosed ?? 0,
    requestsLate: row?.requestsLate ?? 0,
    callsLost: tally.callsLost,
    visits: tally.visits,
    silent: row?.silentFlagged ?? 0,
    injects: text.injects.filter(({ day }) => day === play.day).map(({ kind }) => kind),
  };
}

import type { Event } from '../../kernel/event.ts';
import { addSpan, type Day, dayOf, endOf, type Instant, startOf } from '../../kernel/time.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import type { Clock } from '../../protocols/schema-city.ts';
import { pushed, receivedBy, unacknowledged } from './acknowledge.ts';
import {
  aboutOf,
  clockOf,
  dayOfDeadline,
  dueAt,
  ends,
  fieldOf,
  moved,
  moves,
  nameOf,
  ownerAt,
  starts,
  stops,
  subjectOf,
} from './clocks.ts';
import type { Closing, DutyEvents, DutyRow, Owner, Round } from './model.ts';

/** Earlier turns kept in the row; the log holds all of them. */
const KEPT_ROUNDS = 30;

export const isLive = (row: Pick<DutyRow, 'state'>): boolean => row.state !== 'done';
/** Late at a moment, also before clockwork has said so. */
export const isLate = (row: Pick<DutyRow, 'state' | 'dueAt' | 'late'>, now: Instant): boolean =>
  row.late || (isLive(row) && row.dueAt <= now);

export interface FoldClocks {
  clocks: Map<string, Clock>;
  library: ProtocolLibrary;
  zone: string;
}

/** One event on one duty: what it is after. The duty's clock is named in its id. */
export function foldFact(row: DutyRow | undefined, event: Event, key: string, told: FoldClocks): DutyRow | undefined {
  const clock = told.clocks.get(clockOf(key));
  if (!clock) return row;
  let next = row;
  if (next && stops(clock, event)) next = stop(next, clock, event, told.zone);
  if (next && isLive(next) && !next.late && moves(clock, event))
    next = planned({ ...next, ...deadline(moved(next.dueAt, event), told.zone) }, clock);
  if (next && ends(clock, event)) next = end(next, event, told.zone);
  if (starts(clock, event, told.zone)) next = start(next, clock, event, key, told);
  return next;
}

function start(
  row: DutyRow | undefined,
  clock: Clock,
  event: Event,
  key: string,
  { library, zone }: FoldClocks,
): DutyRow | undefined {
  if (row && isLive(row) && !clock.restarts) return row;
  const due = dueAt(clock, event, library, zone);
  if (due === undefined) return row;
  const { at, day, days } = due;
  if (row && isLive(row))
    return planned(
      {
        ...row,
        ...deadline(at, zone),
        day,
        days,
        opensAt: opening(clock, event.happenedAt, days, zone),
        rung: 0,
        state: row.handedOn.length > 0 ? 'handed-on' : 'open',
        late: false,
      },
      clock,
    );
  const owner = ownerAt(clock.owner, event.area);
  return planned(
    {
      id: key,
      area: event.area,
      clock: clock.id,
      name: nameOf(clock, event),
      subject: subjectOf(clock, event),
      // Started again by an event that does not say it (a finding that is open once more), it is about the same.
      about: aboutOf(clock, event) ?? row?.about ?? null,
      stream: event.stream,
      ...owned(owner),
      standIn: clock.standIn?.role ?? null,
      startedAt: event.happenedAt,
      ...deadline(at, zone),
      state: 'open',
      late: false,
      day,
      days,
      rung: 0,
      told: [],
      toldLevels: [],
      escalateAt: null,
      ...pushed(clock, event.happenedAt),
      opensAt: opening(clock, event.happenedAt, days, zone),
      manual: clock.manual,
      explained: null,
      explainedDay: null,
      handedOn: [],
      handedOnDay: null,
      closed: null,
      doneDay: null,
      past: row ? kept(row) : [],
      rounds: (row?.rounds ?? 0) + 1,
      lateRounds: row?.lateRounds ?? 0,
    },
    clock,
  );
}

function stop(row: DutyRow, clock: Clock, event: Event, zone: string): DutyRow {
  const closing: Closing = { at: event.happenedAt, how: 'stop', by: event.actor.name, proof: event.type };
  if (!('eachDayIn' in clock.within)) return isLive(row) ? close(row, closing, zone) : row;
  const day = fieldOf(event.data, clock.within.stopsWhen);
  if (typeof day !== 'string') return close({ ...row, days: [], opensAt: null }, { ...closing, how: 'ended' }, zone);
  if (day === row.day) return isLive(row) ? close(row, closing, zone) : row;
  if (row.days.includes(day)) {
    const days = row.days.filter((item) => item !== day);
    const past = [
      ...row.past,
      { startedAt: event.happenedAt, dueAt: endOf(day, zone), day, doneAt: event.happenedAt, late: false },
    ].slice(-KEPT_ROUNDS);
    return { ...row, days, past, opensAt: days[0] === undefined ? null : startOf(days[0], zone) };
  }
  return {
    ...row,
    past: row.past.map((round) =>
      round.day === day && round.doneAt === null ? { ...round, doneAt: event.happenedAt } : round,
    ),
  };
}

const end = (row: DutyRow, event: Event, zone: string): DutyRow => {
  const ended = { ...row, opensAt: null };
  return isLive(row)
    ? close(ended, { at: event.happenedAt, how: 'ended', by: event.actor.name, proof: event.type }, zone)
    : ended;
};

/** Work done offline before the deadline is on time, even when it arrives after it. */
export function close(row: DutyRow, closed: Closing, zone: string): DutyRow {
  if (!isLive(row)) return row;
  const late = closed.at > row.dueAt;
  return {
    ...row,
    state: 'done',
    late,
    closed,
    doneDay: dayOf(closed.at, zone),
    escalateAt: null,
    acknowledgeAt: null,
    lateRounds: row.lateRounds + (late ? 1 : 0),
  };
}

/** What duty events do to the row they name. */
export const duties: Record<string, (row: DutyRow, event: Event, clock: Clock | undefined, zone: string) => DutyRow> = {
  'duties.DutyHandedOn': (row, event) => {
    const { from, to, reason, day, acknowledgeAt } = event.data as DutyEvents['duties.DutyHandedOn'];
    if (!isLive(row)) return row;
    return {
      ...row,
      ...owned(to),
      ...pushed(undefined, event.happenedAt),
      acknowledgeAt: acknowledgeAt ?? null,
      handedOn: [...row.handedOn, { from, to, reason, day, by: event.actor.name }],
      handedOnDay: day,
      state: row.late ? 'late' : 'handed-on',
    };
  },
  'duties.DutyExplained': (row, event) => {
    const { day, reason } = event.data as { day: Day; reason: string };
    return receivedBy({ ...row, explained: { day, reason, by: event.actor.name }, explainedDay: day }, event);
  },
  'duties.DutyAcknowledged': (row, event) => (isLive(row) ? receivedBy(row, event) : row),
  'duties.DutyUnacknowledged': unacknowledged,
  'duties.DutyClosed': (row, event, _clock, zone) =>
    close(row, { at: event.happenedAt, how: 'evidence', by: event.actor.name, proof: event.data.evidence.note }, zone),
  'duties.DutyFellDue': (row, event, clock) =>
    isLive(row) && event.data.dueAt === row.dueAt ? planned({ ...row, state: 'late', late: true }, clock) : row,
  'duties.DutyEscalated': (row, event, clock) => {
    if (!isLive(row) || event.data.rung < row.rung) return row;
    const told = [
      ...row.told,
      { level: event.data.level, role: event.data.role, area: event.data.area, at: event.happenedAt },
    ];
    return planned(
      { ...row, rung: event.data.rung + 1, told, toldLevels: [...new Set(told.map((one) => one.level))] },
      clock,
    );
  },
  'duties.DutyOpenedAgain': (row, event, clock, zone) => {
    if (!clock) return row;
    const { startedAt, dueAt: due, day } = event.data as { startedAt: Instant; dueAt: Instant; day: Day | null };
    if (startedAt <= row.startedAt) return row;
    const days = row.days.filter((item) => day === null || item > day);
    return planned(
      {
        ...row,
        ...owned(ownerAt(clock.owner, row.area)),
        startedAt,
        ...deadline(due, zone),
        state: 'open',
        late: false,
        day,
        days,
        rung: 0,
        told: [],
        toldLevels: [],
        ...pushed(clock, startedAt),
        opensAt: opening(clock, startedAt, days, zone),
        explained: null,
        explainedDay: null,
        handedOn: [],
        handedOnDay: null,
        closed: null,
        doneDay: null,
        past: kept(row),
        rounds: row.rounds + 1,
        lateRounds: row.lateRounds + (isLive(row) ? 1 : 0),
      },
      clock,
    );
  },
};

/** When the duty opens again by itself: the next listed day, or one period after its start. */
function opening(clock: Clock, startedAt: Instant, days: Day[], zone: string): Instant | null {
  if (days[0] !== undefined) return startOf(days[0], zone);
  return clock.repeat ? addSpan(startedAt, clock.repeat.every) : null;
}

/** When clockwork must look again: the deadline (once), else the next rung; a warning rung comes before the deadline. */
function planned(row: DutyRow, clock: Clock | undefined): DutyRow {
  if (!isLive(row)) return { ...row, escalateAt: null };
  const rung = clock?.ladder[row.rung];
  const times = [row.late ? undefined : row.dueAt, rung && addSpan(row.dueAt, rung.after)].filter(
    (at): at is Instant => at !== undefined,
  );
  return { ...row, escalateAt: times.sort()[0] ?? null };
}

const deadline = (due: Instant, zone: string) => ({ dueAt: due, dueDay: dayOfDeadline(due, zone) });
const owned = (owner: Owner) => ({ owner, ownerLevel: owner.level, ownerRole: owner.role, ownerArea: owner.area });
const kept = (row: DutyRow): Round[] =>
  [
    ...row.past,
    {
      startedAt: row.startedAt,
      dueAt: row.dueAt,
      day: row.day,
      doneAt: row.closed?.at ?? null,
      late: isLive(row) || row.late,
    },
  ].slice(-KEPT_ROUNDS);

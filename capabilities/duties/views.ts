import { everybody, type Folding, type Row, type View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { ancestorAt, type PlacePath } from '../../kernel/place.ts';
import { addDays, type Day, dayOf, endOf, type Instant } from '../../kernel/time.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import type { Clock } from '../../protocols/schema-city.ts';
import { byType, clockOf, clocksOn, dutyId, ends, moves, starts, stops } from './clocks.ts';
import { type FoldClocks, foldFact, duties as ofDuties } from './fold.ts';
import type { ClearanceLine, DutyEvents, DutyRow } from './model.ts';

const offices = everybody('area', ['resident', 'volunteer']);

/** The day is cleared per district; what belongs to no district (a city's own duties) is cleared where it belongs. */
export const clearingArea = (area: PlacePath): PlacePath => ancestorAt(area, 'district') ?? area;

/**
 * The duties of the city: every event folded through the declared clocks. One row per clock and subject, its id
 * `clock:subject`, so that a stop finds the duty its start opened. Durations: protocols/city and the edition that decided
 * the event. Days are days of `zone`.
 */
export function dutiesView(library: ProtocolLibrary, zone: string): View<DutyRow> {
  const byId = new Map(library.clocks.map((clock) => [clock.id, clock]));
  const told: FoldClocks = { clocks: byId, library, zone };
  const keys = (event: Event): string[] =>
    clocksOn(library.clocks, event.type)
      .filter((clock) => starts(clock, event, zone) || stops(clock, event) || moves(clock, event) || ends(clock, event))
      .flatMap((clock) => dutyId(clock, event));
  const fold = (row: DutyRow | undefined, event: Event, key: string) => foldFact(row, event, key, told);
  const on: Record<string, Folding<DutyRow>> = {};
  for (const type of byType(library.clocks).keys()) on[type] = { key: keys, fold };
  for (const [type, change] of Object.entries(ofDuties)) {
    on[type] = {
      key: (event) => event.data.duty,
      fold: (row, event, key) => row && change(row, event, byId.get(clockOf(key)), zone),
    };
  }
  return {
    columns: {
      clock: 'text',
      subject: 'text',
      stream: 'text',
      state: 'text',
      late: 'boolean',
      ownerLevel: 'text',
      ownerRole: 'text',
      ownerArea: 'text',
      standIn: 'text',
      toldLevels: 'texts',
      startedAt: 'instant',
      dueAt: 'instant',
      dueDay: 'text',
      doneDay: 'text',
      escalateAt: 'instant',
      acknowledgeAt: 'instant',
      opensAt: 'instant',
      explainedDay: 'text',
      handedOnDay: 'text',
    },
    reads: offices,
    search: (row) =>
      `${row.name.zh} ${row.name.en} ${row.subject} ${row.about?.zh ?? ''} ${row.about?.en ?? ''} ${row.clock}`.toLowerCase(),
    order: 'dueAt',
    on,
  };
}

/** When the day of an area is cleared next. */
export interface NextClearance extends Row {
  clearAt: Instant;
  day: Day;
}

/** One row per district that has had a duty: 24:00 of the first day not yet cleared. */
export function nextClearanceView(library: ProtocolLibrary, zone: string): View<NextClearance> {
  const on: Record<string, Folding<NextClearance>> = {
    'duties.DayCleared': {
      key: (event) => event.data.area,
      fold: (row, event) => {
        const cleared = event.data as DutyEvents['duties.DayCleared'];
        if (!row || !cleared.final || cleared.day < row.day) return row;
        const day = addDays(cleared.day, 1);
        return { ...row, day, clearAt: endOf(day, zone) };
      },
    },
  };
  const types = new Map<string, Clock[]>();
  for (const clock of library.clocks)
    for (const { event } of clock.starts) types.set(event, [...(types.get(event) ?? []), clock]);
  for (const [type, clocks] of types) {
    on[type] = {
      key: (event) => (clocks.some((clock) => starts(clock, event, zone)) ? clearingArea(event.area) : []),
      fold: (row, event, key) => {
        if (row) return row;
        const day = dayOf(event.recordedAt, zone);
        return { id: key, area: key, day, clearAt: endOf(day, zone) };
      },
    };
  }
  return { columns: { clearAt: 'instant', day: 'text' }, reads: offices, order: 'id', on };
}

/** A cleared day of an area: `id` is `area:day`. */
export interface ClearanceRow extends Row {
  day: Day;
  final: boolean;
  clearedAt: Instant;
  by: string;
  done: number;
  handedOn: number;
  explained: number;
  unexplained: number;
  lines: ClearanceLine[];
}

export const clearances: View<ClearanceRow> = {
  columns: {
    day: 'text',
    final: 'boolean',
    clearedAt: 'instant',
    done: 'number',
    handedOn: 'number',
    explained: 'number',
    unexplained: 'number',
  },
  reads: offices,
  order: '-clearedAt',
  on: {
    'duties.DayCleared': {
      key: (event) => `${event.data.area}:${event.data.day}`,
      fold: (row, event, key) => {
        const { area, day, final, done, lines } = event.data as DutyEvents['duties.DayCleared'];
        // A later clearing of the same day replaces a line of the same duty and adds the rest.
        const all = [
          ...(row?.lines ?? []).filter((line) => !lines.some((other) => other.duty === line.duty)),
          ...lines,
        ];
        const count = (outcome: ClearanceLine['outcome']) => all.filter((line) => line.outcome === outcome).length;
        return {
          id: key,
          area,
          day,
          final,
          clearedAt: event.happenedAt,
          by: event.actor.name,
          done,
          lines: all,
          handedOn: count('handed-on'),
          explained: count('explained'),
          unexplained: count('unexplained'),
        };
      },
    },
  },
};

import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { ancestorAt } from '../../kernel/place.ts';
import type { Instant } from '../../kernel/time.ts';
import type { AppealRefusedEntry, ContestRefusedEntry, EntryEvents, EntryState } from './model.ts';

/** Somebody turned away although nothing restricted them, and what became of it. */
export interface RefusedEntryRow extends Row {
  household: string;
  person: string;
  door: AppealRefusedEntry['door'];
  name: string;
  demand: AppealRefusedEntry['demand'];
  said: string;
  /** When entry was refused, and when it was reported. */
  at: Instant;
  reportedAt: Instant;
  channel: string;
  stage: EntryState['stage'];
  round: number;
  contested: { why: ContestRefusedEntry['why']; said: string; at: Instant } | null;
  /** The last decision. */
  decision: { finding: string; reason: string; told: string | null; by: string; org: string; at: Instant } | null;
}

const after = (change: (event: Event) => Partial<RefusedEntryRow>): Folding<RefusedEntryRow> => ({
  key: (event) => event.data.id,
  fold: (row, event) => row && { ...row, ...change(event) },
});

const OFFICES = {
  desk: 'area',
  grid: 'area',
  officer: 'area',
  reviewer: 'area',
  overseer: 'area',
  hq: 'area',
} as const;

export const refusals: View<RefusedEntryRow> = {
  columns: { stage: 'text', door: 'text', at: 'instant', reportedAt: 'instant', round: 'number' },
  reads: { resident: 'area', ...OFFICES },
  search: (row) => `${row.name} ${row.said}`.toLowerCase(),
  order: '-reportedAt',
  subjects: (row) => [row.person],
  on: {
    'entry.EntryRefused': {
      key: (event) => event.data.id,
      fold(_row, event): RefusedEntryRow {
        const data = event.data as AppealRefusedEntry;
        return {
          id: data.id,
          area: event.area,
          household: data.household,
          person: data.person,
          door: data.door,
          name: data.name,
          demand: data.demand,
          said: data.said,
          at: data.at,
          reportedAt: event.happenedAt,
          channel: event.actor.role === 'resident' ? 'own' : 'office',
          stage: 'open',
          round: 1,
          contested: null,
          decision: null,
        };
      },
    },
    'entry.RefusalDecided': after((event) => {
      const { finding, reason, told, by } = event.data as EntryEvents['entry.RefusalDecided'];
      return {
        stage: 'decided',
        decision: { finding, reason, told: told ?? null, by: by.name, org: by.org.name, at: event.happenedAt },
      };
    }),
    'entry.RefusalContested': after((event) => {
      const { why, said, round } = event.data as EntryEvents['entry.RefusalContested'];
      return { stage: 'open', round, contested: { why, said, at: event.happenedAt } };
    }),
    'entry.AppealWithdrawn': after(() => ({ stage: 'withdrawn' })),
  },
};

/** How often one kind of door of a street was found to turn people away; no person stands in it. */
export interface DoorRow extends Row {
  door: string;
  reported: number;
  contested: number;
  lastAt: Instant;
}

const streetDoor = (event: Event): string => `${ancestorAt(event.area, 'street') ?? event.area}|${event.data.door}`;
const counting = (field: 'reported' | 'contested'): Folding<DoorRow> => ({
  key: streetDoor,
  fold: (row, event) => {
    const area = ancestorAt(event.area, 'street') ?? event.area;
    const known = row ?? { id: streetDoor(event), area, door: event.data.door, reported: 0, contested: 0, lastAt: '' };
    return { ...known, [field]: known[field] + 1, lastAt: event.happenedAt };
  },
});

export const doors: View<DoorRow> = {
  columns: { door: 'text', reported: 'number', contested: 'number', lastAt: 'instant' },
  reads: OFFICES,
  order: '-reported',
  on: { 'entry.EntryRefused': counting('reported'), 'entry.RefusalContested': counting('contested') },
};

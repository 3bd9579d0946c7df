import { everybody, type Row, type View } from '../../kernel/capability.ts';
import { levelOf, parentOf } from '../../kernel/place.ts';
import type { Instant } from '../../kernel/time.ts';
import type { AddExit, CorrectPlace, CountPresent, RecordExit, RegisterPlace, RemoveExit } from './model.ts';

export interface Exit {
  id: string;
  kind: string;
  names: { zh: string; en: string };
  /** Unknown until somebody has looked. */
  clear?: boolean;
  seenAt?: Instant;
  seenBy?: string;
  note?: string;
}

/** A place as screens and other rules see it; `id` is its path. */
export interface PlaceRow extends Row {
  parent: string | null;
  level: string;
  kind: string;
  code: string | null;
  names: { zh: string; en: string };
  point?: [number, number];
  outline?: [number, number][];
  floors?: number;
  sharedFacilities: boolean;
  exits: Exit[];
  blockedExits: number;
  present: number | null;
}

export const places: View<PlaceRow> = {
  columns: { parent: 'text', level: 'text', kind: 'text', code: 'text', blockedExits: 'number', present: 'number' },
  reads: everybody('all'),
  // the path too: a building is asked for by its number (`doorQuery`)
  search: (row) => `${row.id}. ${row.names.zh} ${row.names.en} ${row.code ?? ''}`.toLowerCase(),
  order: 'id',
  on: {
    'places.PlaceRegistered': {
      key: (event) => event.data.path,
      fold: (_row, event): PlaceRow => {
        const place = event.data as RegisterPlace;
        return {
          id: place.path,
          area: place.path,
          parent: parentOf(place.path) ?? null,
          level: levelOf(place.path),
          kind: place.kind,
          code: place.code ?? null,
          names: place.names,
          point: place.point,
          outline: place.outline,
          floors: place.floors,
          sharedFacilities: place.sharedFacilities,
          exits: place.exits,
          blockedExits: 0,
          present: null,
        };
      },
    },
    'places.PlaceCorrected': {
      key: (event) => event.data.path,
      fold: (row, event) => {
        const { names, kind, floors, sharedFacilities } = event.data as CorrectPlace;
        return row && { ...row, names, kind, floors, sharedFacilities };
      },
    },
    'places.ExitAdded': {
      key: (event) => event.data.path,
      fold: (row, event) => {
        const { exit, kind, names } = event.data as AddExit & { exit: string };
        return row && { ...row, exits: [...row.exits, { id: exit, kind, names }] };
      },
    },
    'places.ExitRemoved': {
      key: (event) => event.data.path,
      fold: (row, event) => {
        const { exit } = event.data as RemoveExit;
        return row && { ...row, exits: row.exits.filter((each) => each.id !== exit) };
      },
    },
    'places.ExitRecorded': {
      key: (event) => event.data.path,
      fold: (row, event) => {
        const seen = event.data as RecordExit;
        if (!row) return undefined;
        const exits = row.exits.map((exit) =>
          exit.id === seen.exit
            ? { ...exit, clear: seen.clear, seenAt: event.happenedAt, seenBy: event.actor.name, note: seen.note }
            : exit,
        );
        return { ...row, exits, blockedExits: exits.filter((exit) => exit.clear === false).length };
      },
    },
    'places.PresentCounted': {
      key: (event) => event.data.path,
      fold: (row, event) => row && { ...row, present: (event.data as CountPresent).present },
    },
  },
};

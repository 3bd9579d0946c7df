import type { Row, View } from '../../kernel/capability.ts';
import { seedOf } from '../../kernel/chance.ts';
import type { Event } from '../../kernel/event.ts';
import { ancestorAt } from '../../kernel/place.ts';
import { addDays, type Day, dayOf, type Instant } from '../../kernel/time.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import type { CheckRead, OversightEvents, Person, TraceRead } from './model.ts';
import { weekOf } from './model.ts';

export interface SampledRead {
  id: string;
  /** Place in the lot: the lowest are drawn. */
  lot: number;
  by: Person;
  view: string;
  purpose: string;
  subjects: string[];
  at: Instant;
  check: { finding: CheckRead['finding']; note: string; by: string; at: Instant } | null;
}

/** Reads of one week in one city to be checked by an overseer; `id` is `area|Monday`. */
export interface SampleRow extends Row {
  week: Day;
  /** First day it may be checked. */
  readyOn: Day;
  /** Reads traced in the week. */
  total: number;
  reads: SampledRead[];
  unchecked: number;
  unjustified: number;
}

const cityOf = (event: Event): string => ancestorAt(event.area, 'city') ?? event.area;
const counted = (row: SampleRow): SampleRow => ({
  ...row,
  unchecked: row.reads.filter((read) => read.check === null).length,
  unjustified: row.reads.filter((read) => read.check?.finding === 'unjustified').length,
});

/**
 * The weekly sample draws itself: each read has a lot (a hash of its id, which nobody chooses), and the lowest lots stay.
 * So every read has the same chance, a rebuild draws the same sample, and no list of all reads is needed.
 */
export function samplesView(library: ProtocolLibrary, zone: string): View<SampleRow> {
  const sizeOn = (day: Day): number => {
    const stated = (library.settings['audit.sample.size'] ?? [])
      .filter((each) => each.from <= day && (!each.to || day <= each.to))
      .at(-1);
    return stated ? Number(stated.value) : 0;
  };
  return {
    columns: { week: 'text', readyOn: 'text', total: 'number', unchecked: 'number', unjustified: 'number' },
    reads: { overseer: 'area' },
    subjects: (row) => [...new Set(row.reads.flatMap((read) => read.subjects))],
    order: '-week',
    on: {
      'oversight.ReadTraced': {
        key: (event) => `${cityOf(event)}|${weekOf(dayOf(event.happenedAt, zone))}`,
        fold(row, event, key): SampleRow {
          const { by, view, purpose, subjects } = event.data as TraceRead;
          const week = key.split('|')[1] as Day;
          const before = row ?? {
            id: key,
            area: cityOf(event),
            week,
            readyOn: addDays(week, 7), // not a rule: a week has seven days
            total: 0,
            reads: [],
            unchecked: 0,
            unjustified: 0,
          };
          const drawn: SampledRead = {
            id: event.id,
            lot: seedOf(event.id),
            by,
            view,
            purpose,
            subjects: subjects.slice(0, 20),
            at: event.happenedAt,
            check: null,
          };
          const reads = [...before.reads, drawn]
            .sort((a, b) => a.lot - b.lot || (a.id < b.id ? -1 : 1))
            .slice(0, sizeOn(week));
          return counted({ ...before, total: before.total + 1, reads });
        },
      },
      'oversight.ReadChecked': {
        key: (event) => event.data.sample,
        fold(row, event) {
          const { read, finding, note, by } = event.data as OversightEvents['oversight.ReadChecked'];
          return (
            row &&
            counted({
              ...row,
              reads: row.reads.map((each) =>
                each.id === read ? { ...each, check: { finding, note, by: by.name, at: event.happenedAt } } : each,
              ),
            })
          );
        },
      },
    },
  };
}

import type { Fault, ImportCounts, Inspected, Mapping, SourceFile, Verdict } from '../model-import.ts';
import type { Examined } from './examine.ts';

/** Verdicts, faults and notes kept of each kind; counts are complete. */
export const SHOWN = 200;

export interface Preview {
  file: Inspected & { name: string };
  counts: Omit<ImportCounts, 'written' | 'refused'>;
  /** The first of each kind, at most `SHOWN`; counts are complete. */
  verdicts: Record<Verdict['verdict'], Verdict[]>;
  faultsBy: { reason: string; column: string; count: number; example: Fault }[];
  /** Values that were set aside or read as not known: told, not dropped. */
  notes: { reason: string; column: string; value: string; count: number; rows: number[] }[];
  unusedColumns: string[];
  keptColumns: string[];
  /** False when no column tells people apart (name, telephone): then only ids were compared. */
  peopleCompared: boolean;
}

/** Counts verdicts, faults and notes without keeping every row. */
export class Tally {
  counts = { rows: 0, new: 0, changed: 0, same: 0, duplicate: 0, faulty: 0 };
  #verdicts: Preview['verdicts'] = { new: [], changed: [], same: [], duplicate: [], faulty: [] };
  #faults = new Map<string, Preview['faultsBy'][number]>();
  #notes = new Map<string, Preview['notes'][number]>();
  #file: Preview['file'];
  #mapping: Mapping;
  constructor(file: SourceFile, inspected: Inspected, mapping: Mapping) {
    this.#file = { ...inspected, name: file.name };
    this.#mapping = mapping;
  }

  add({ verdict, notes }: Examined): void {
    this.counts.rows++;
    this.counts[verdict.verdict]++;
    const shown = this.#verdicts[verdict.verdict];
    if (shown.length < SHOWN) shown.push(verdict);
    for (const fault of verdict.verdict === 'faulty' ? verdict.faults : []) {
      const key = `${fault.reason}|${fault.column}`;
      const known = this.#faults.get(key);
      if (known) known.count++;
      else this.#faults.set(key, { reason: fault.reason, column: fault.column, count: 1, example: fault });
    }
    for (const note of notes) {
      // Values set aside are people's own; only marks such as "?" are counted together.
      const key = `${note.reason}|${note.column}|${note.reason === 'read-as-unknown' ? note.value : ''}`;
      const known = this.#notes.get(key);
      if (known) {
        known.count++;
        if (known.rows.length < SHOWN) known.rows.push(note.row);
      } else
        this.#notes.set(key, {
          reason: note.reason,
          column: note.column,
          value: note.value,
          count: 1,
          rows: [note.row],
        });
    }
  }

  preview(): Preview {
    const unused = this.#file.headers.filter((header) => (this.#mapping.columns[header] ?? null) === null);
    const people = Object.values(this.#mapping.columns).some((field) =>
      ['name', 'firstName', 'lastName', 'phone'].includes(field ?? ''),
    );
    return {
      file: this.#file,
      counts: this.counts,
      verdicts: this.#verdicts,
      faultsBy: [...this.#faults.values()].sort((a, b) => b.count - a.count),
      notes: [...this.#notes.values()],
      unusedColumns: this.#mapping.keepExtra ? [] : unused,
      keptColumns: this.#mapping.keepExtra ? unused : [],
      peopleCompared: people,
    };
  }
}

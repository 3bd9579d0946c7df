import type { Row } from '../../kernel/capability.ts';
import type { Held } from '../log/states.ts';

/** What this node remembers of states and rows, valid while nobody else has written. */
export interface Memory {
  states: Map<string, Held>;
  rowsOf(view: string): Map<string, Row | null>;
  /** Called with the locked head: forgets everything when another node, or a rebuild, has been there. */
  meet(seq: number, epoch: number): void;
  /** Where the log stands as far as this node knows; undefined after forgetting. */
  head(): { seq: number; epoch: number } | undefined;
  reached(seq: number): void;
  forget(): void;
}

/** Rows kept a view and states kept in all before the oldest half is dropped. */
const LIMIT = 40_000;

export function createMemory(): Memory {
  const states = new Map<string, Held>();
  const views = new Map<string, Map<string, Row | null>>();
  let at = -1;
  let known = -1;
  const memory: Memory = {
    states,
    rowsOf(view) {
      const rows = views.get(view) ?? new Map<string, Row | null>();
      views.set(view, rows);
      return rows;
    },
    meet(seq, epoch) {
      if (seq !== at || epoch !== known) memory.forget();
      at = seq;
      known = epoch;
    },
    head: () => (at < 0 ? undefined : { seq: at, epoch: known }),
    reached(seq) {
      at = seq;
      trim(states);
      for (const rows of views.values()) trim(rows);
    },
    forget() {
      states.clear();
      views.clear();
      at = -1;
    },
  };
  return memory;
}

/** Maps keep insertion order, so the first half is the oldest. */
function trim(map: Map<string, unknown>): void {
  if (map.size <= LIMIT) return;
  let drop = map.size - LIMIT / 2;
  for (const key of map.keys()) {
    if (drop-- <= 0) break;
    map.delete(key);
  }
}

/** Kinds of what happens on a round, beside calls. */
export const call = 0;
export const rest = 1;
export const clean = 2;
export const back = 3;

/** What happens on a round after the start, in order; the last is the end. Columns of one table, reused from round to round. */
export interface Events {
  count: number;
  /** call, rest, clean or back (the end). */
  kind: Int32Array;
  /** Call's position, break's index, or 0. */
  what: Int32Array;
  point: Int32Array;
  /** Seconds from the event before to this one, and of setup. */
  travel: Int32Array;
  setup: Int32Array;
  begins: Int32Array;
  service: Int32Array;
  /** Latest it could begin without leaving its window. */
  closes: Int32Array;
  metres: Int32Array;
  /** When the vehicle leaves its start, and from which point (-1: none). */
  leaves: number;
  from: number;
}

export function eventTable(size: number): Events {
  const column = () => new Int32Array(size);
  return {
    count: 0,
    kind: column(),
    what: column(),
    point: column(),
    travel: column(),
    setup: column(),
    begins: column(),
    service: column(),
    closes: column(),
    metres: column(),
    leaves: 0,
    from: -1,
  };
}

/** Attempts drawn and not yet looked up, as words: the day, from whom, where to (see aim), the draw. It grows with the largest batch. */
export interface Ahead {
  words: Int32Array;
  end: number;
}
export const AHEAD_WORDS = 4;

export const nothingAhead = (): Ahead => ({ words: new Int32Array(1024 * AHEAD_WORDS), end: 0 });

/** What a run counts each day. Levels (`inWard`, ...) are counts at the day's end; all others are numbers of that day. */
export const SERIES = [
  ...(['infections', 'imported', 'ill', 'reported', 'deaths', 'admissions'] as const),
  ...(['inWard', 'inIntensive', 'withoutBed', 'isolated', 'quarantined', 'inFacility'] as const),
  ...(['tests', 'testsWaiting', 'interviews', 'contactsFound', 'doses'] as const),
  ...(['homeDays', 'schoolDays', 'workDays', 'areasRestricted', 'unitsClosed', 'mosquitoesInfected'] as const),
] as const;
export type Series = (typeof SERIES)[number];
export type Ledger = Record<Series, Int32Array>;

export const emptyLedger = (days: number): Ledger =>
  Object.fromEntries(SERIES.map((name) => [name, new Int32Array(days)])) as Ledger;

/** A 64-bit fingerprint of whole numbers in order, as 16 hexadecimal digits (two FNV-1a words with different bases). */
export function fingerprint(lists: Iterable<ArrayLike<number>>): string {
  let a = 0x811c9dc5;
  let b = 0xc2b2ae35;
  for (const list of lists)
    for (let i = 0; i < list.length; i++) {
      a = Math.imul(a ^ list[i]!, 0x01000193);
      b = Math.imul(b ^ (list[i]! + i), 0x85ebca6b);
      b ^= b >>> 13;
    }
  return [a, b].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** One record of somebody, as it was written. */
export interface Recorded {
  id: string;
  values: Readonly<Record<string, unknown>>;
}

/** What was found about two records, in the order it was found. Nothing of it is ever taken out: an undo is evidence too. */
export type Evidence =
  /** `into` and `id` are one person, shown as `into` but for the fields of `shown`, which are taken from `id`. */
  | { kind: 'same'; id: string; into: string; shown?: readonly string[] }
  | { kind: 'not-same'; id: string; into: string }
  /** The last finding on the two, whichever it was, no longer stands. */
  | { kind: 'undone'; id: string; into: string };

/** A person as the evidence has her. */
export interface Whole {
  /** The record she is known by. */
  id: string;
  /** All her records, that one first, in the order they were given. */
  records: string[];
  /** What is shown of her, and from which record. */
  values: Record<string, { value: unknown; from: string }>;
  /** Fields on which her records say different things: nothing of it is lost. */
  differing: Record<string, { value: unknown; from: string }[]>;
  /** Pairs among her records that somebody found not to be one person: to be looked at. */
  doubts: [string, string][];
}

const pairOf = (a: string, b: string): string => (a < b ? `${a}\u0000${b}` : `${b}\u0000${a}`);
const absent = (value: unknown): boolean => value === undefined || value === null || value === '';
const alike = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/**
 * Who the records are, by all evidence and nothing else: a merge and its undo leave exactly what was before. Findings
 * on one pair replace each other; one person is what findings of `same` connect. A field is shown from the record the
 * finding names, else from the record she is known by, else from the first that has it. Near-linear in records and
 * evidence. Errors: `linkage-record` for evidence on a record that is not given.
 */
export function persons(records: readonly Recorded[], evidence: readonly Evidence[]): Whole[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  const standing = new Map<string, Evidence>();
  for (const found of evidence) {
    for (const id of [found.id, found.into])
      if (!byId.has(id)) throw new Error(`linkage-record: evidence on ${id}, which is no record. Give the record too.`);
    const pair = pairOf(found.id, found.into);
    // Taken out first, so that the newest finding stands last.
    standing.delete(pair);
    if (found.kind !== 'undone') standing.set(pair, found);
  }
  const leader = new Map(records.map(({ id }) => [id, id]));
  const find = (id: string): string => {
    let at = id;
    while (leader.get(at) !== at) {
      leader.set(at, leader.get(leader.get(at) as string) as string);
      at = leader.get(at) as string;
    }
    return at;
  };
  for (const found of standing.values()) if (found.kind === 'same') leader.set(find(found.id), find(found.into));
  const groups = new Map<string, Whole>();
  for (const { id } of records) {
    const head = find(id);
    const whole = groups.get(head) ?? { id: head, records: [head], values: {}, differing: {}, doubts: [] };
    if (id !== head) whole.records.push(id);
    groups.set(head, whole);
  }
  for (const whole of groups.values()) show(whole, byId);
  for (const found of standing.values()) {
    const whole = groups.get(find(found.into)) as Whole;
    if (found.kind === 'not-same') {
      if (find(found.id) === find(found.into)) whole.doubts.push([found.id, found.into]);
      continue;
    }
    if (found.kind !== 'same') continue;
    for (const field of found.shown ?? []) {
      const value = byId.get(found.id)?.values[field];
      if (!absent(value)) whole.values[field] = { value, from: found.id };
    }
  }
  return [...groups.values()];
}

function show(whole: Whole, byId: Map<string, Recorded>): void {
  const said: Record<string, { value: unknown; from: string }[]> = {};
  for (const id of whole.records)
    for (const [field, value] of Object.entries(byId.get(id)?.values ?? {})) {
      if (absent(value)) continue;
      said[field] = [...(said[field] ?? []), { value, from: id }];
    }
  for (const [field, each] of Object.entries(said)) {
    whole.values[field] = each[0] as { value: unknown; from: string };
    if (each.some(({ value }) => !alike(value, each[0]?.value))) whole.differing[field] = each;
  }
}

import type { Instant } from '../../kernel/time.ts';
import { hoursBetween } from '../../kernel/time.ts';
import type { QueueRow } from './views-changes.ts';

/** What is measured of a body, a class and a period. Rates are 0 to 1, null when nothing was asked. */
export interface Rates {
  body: string;
  bodyName: string;
  /** Where the body answers; '' when bodies are not told apart. */
  bodyArea: string;
  class: string;
  requests: number;
  dispatched: number;
  /** Contacted within the contact limit / dispatched. */
  response: number | null;
  answered: number;
  solved: number;
  notSolved: number;
  /** Its own column: never counted as solved or satisfied. */
  noAnswer: number;
  /** Solved / call-backs with an answer, without the excluded. */
  resolution: number | null;
  /** Satisfied / call-backs with an answer, without the excluded. */
  satisfaction: number | null;
  /** As above, with the excluded: shown beside it. */
  rawResolution: number | null;
  rawSatisfaction: number | null;
  excluded: number;
  /** 1 - returned / dispatched. */
  firstDispatch: number | null;
  meanHops: number | null;
  reopenRate: number | null;
  /** Same household and class again within `repeatDays`. */
  repeatRate: number | null;
  /** w1 response + w2 resolution + w3 satisfaction, 0 to 100; null until all three are known. */
  score: number | null;
}

export interface RateOptions {
  /** Requests whose answer was due in [from, to). */
  from: Instant;
  to: Instant;
  /** In percent; add up to 100. */
  weights: { response: number; resolution: number; satisfaction: number };
  /** Repeat within this many days counts. */
  repeatDays: number;
  by?: 'body' | 'class' | 'body-class';
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/**
 * Response, resolution and satisfaction per body and class (requests.md 4.3). Only call-backs say what was solved; the
 * body's own answer does not. A merged request is counted once, with the one it was merged into; a withdrawn one not.
 */
export function rates(
  rows: readonly QueueRow[],
  { from, to, weights, repeatDays, by = 'body-class' }: RateOptions,
): Rates[] {
  const counted = rows.filter(
    (row) =>
      row.state !== 'merged' && row.closedHow !== 'merged' && row.state !== 'withdrawn' && inPeriod(row, from, to),
  );
  const groups = new Map<string, QueueRow[]>();
  for (const row of counted) {
    const key = `${by === 'class' ? '' : row.org}\u0000${by === 'body' ? '' : row.class}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const times = new Map<string, Instant[]>();
  for (const row of rows) {
    if (!row.household || row.state === 'merged' || row.closedHow === 'merged') continue;
    const need = `${row.household}|${row.class}`;
    times.set(need, [...(times.get(need) ?? []), row.takenAt]);
  }
  const repeats = (row: QueueRow): boolean =>
    row.household !== null &&
    (times.get(`${row.household}|${row.class}`) ?? []).some(
      (at) => at > row.takenAt && hoursBetween(row.takenAt, at) <= repeatDays * 24,
    );
  return [...groups.values()]
    .map((group) => measure(group, weights, repeats, by))
    .sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || b.requests - a.requests);
}

/** Due in the period: by its last deadline when it still has one, else by when it was answered, else taken. */
const inPeriod = (row: QueueRow, from: Instant, to: Instant): boolean => {
  const at = row.answeredAt ?? row.answerBy ?? row.takenAt;
  return from <= at && at < to;
};

function measure(
  group: QueueRow[],
  weights: RateOptions['weights'],
  repeats: (row: QueueRow) => boolean,
  by: RateOptions['by'],
): Rates {
  const dispatched = group.filter((row) => row.dispatchedAt !== null);
  const said = group.filter((row) => row.outcome === 'solved' || row.outcome === 'not-solved');
  const fair = said.filter((row) => row.excluded === null);
  const solved = (list: QueueRow[]) => list.filter((row) => row.outcome === 'solved').length;
  const satisfied = (list: QueueRow[]) => list.filter((row) => row.satisfied === true).length;
  const inTime = dispatched.filter(
    (row) => row.contactedAt !== null && (row.contactBy === null || row.contactedAt <= row.contactBy),
  );
  const response = ratio(inTime.length, dispatched.length);
  const resolution = ratio(solved(fair), fair.length);
  const satisfaction = ratio(satisfied(fair), fair.length);
  const first = group[0] as QueueRow;
  return {
    body: by === 'class' ? '' : first.org,
    bodyName: by === 'class' ? '' : first.orgName,
    bodyArea: by === 'class' ? '' : first.ownerArea,
    class: by === 'body' ? '' : first.class,
    requests: group.length,
    dispatched: dispatched.length,
    response,
    answered: group.filter((row) => row.answeredAt !== null).length,
    solved: solved(said),
    notSolved: said.length - solved(said),
    noAnswer: group.filter((row) => row.outcome === 'no-answer').length,
    resolution,
    satisfaction,
    rawResolution: ratio(solved(said), said.length),
    rawSatisfaction: ratio(satisfied(said), said.length),
    excluded: group.filter((row) => row.excluded !== null).length,
    firstDispatch:
      dispatched.length === 0 ? null : 1 - dispatched.filter((row) => row.returned > 0).length / dispatched.length,
    meanHops: dispatched.length === 0 ? null : dispatched.reduce((sum, row) => sum + row.hops, 0) / dispatched.length,
    reopenRate: ratio(group.filter((row) => row.reopened > 0).length, group.length),
    repeatRate: ratio(group.filter(repeats).length, group.length),
    score:
      response === null || resolution === null || satisfaction === null
        ? null
        : response * weights.response + resolution * weights.resolution + satisfaction * weights.satisfaction,
  };
}

import type { Folding, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { levelOf, type PlacePath } from '../../kernel/place.ts';
import { type Day, dayOf } from '../../kernel/time.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { areasOver, limitsOn, syndromeOf } from './limits.ts';
import type { Counts, History, Line } from './model.ts';
import { dayAt, ownSeries, type SeriesRow, sumSeries, withValue } from './series.ts';

/** Who reads what the channels say: counts of areas, nothing of a person. */
export const READERS = {
  investigator: 'area',
  officer: 'area',
  hq: 'area',
  overseer: 'area',
  reviewer: 'area',
  trainer: 'area',
  admin: 'area',
} as const;

/** What an event does to one series. */
interface Change {
  make: Omit<SeriesRow, 'first' | 'values' | 'last'>;
  keep: number;
  days: Map<Day, (was: number | null) => number>;
  /** Of a sum: by day, places that had not reported before. */
  sent: Map<Day, number>;
}
type Changes = Map<string, Change>;

const at = (changes: Changes, make: Change['make'], keep: number): Change => {
  const change = changes.get(make.id) ?? { make, keep, days: new Map(), sent: new Map() };
  changes.set(make.id, change);
  return change;
};

function plus(changes: Changes, make: Change['make'], day: Day, keep: number, n: number): void {
  const { days } = at(changes, make, keep);
  const sum = days.get(day) ?? ((was: number | null) => was ?? 0);
  days.set(day, (was) => sum(was) + n);
}

type Sent = Pick<Counts, 'channel' | 'kind' | 'measure' | 'rhythm' | 'keep'>;

/** One value of a channel, in its own series and in the sums of its kind above. */
function intoSeries(changes: Changes, sent: Sent, line: Line, day: Day, was: number | null): void {
  const { channel, kind, measure, rhythm: step, keep } = sent;
  const { area, subject, value } = line;
  const make = { area, kind, subject, measure, step, feed: false };
  at(changes, { ...make, id: ownSeries(channel, line), channel, level: levelOf(area) }, keep).days.set(
    day,
    () => value,
  );
  // levels of different places do not add up
  if (measure === 'level') return;
  for (const above of areasOver(area)) {
    if (above === area || levelOf(above) === 'community') continue;
    const sum = { ...make, id: sumSeries(kind, above, subject), area: above, channel: null, level: levelOf(above) };
    plus(changes, sum, day, keep, value - (was ?? 0));
    const { sent: reported } = at(changes, sum, keep);
    reported.set(day, (reported.get(day) ?? 0) + (was === null ? 1 : 0));
  }
}

function ofCounts(event: Event): Changes {
  const counts = event.data as Counts;
  const changes: Changes = new Map();
  for (const line of counts.lines) intoSeries(changes, counts, line, counts.day, line.was);
  return changes;
}

function ofHistory(event: Event): Changes {
  const history = event.data as History;
  const changes: Changes = new Map();
  for (const { area, subject, from, values } of history.lines)
    for (const [i, value] of values.entries())
      if (value !== null)
        intoSeries(changes, history, { area, subject, value }, dayAt({ first: from, step: history.rhythm }, i), null);
  return changes;
}

function intoFeed(
  changes: Changes,
  kind: string,
  subjects: (string | undefined)[],
  place: PlacePath,
  day: Day,
  keep: number,
  n: number,
): void {
  for (const subject of subjects) {
    if (subject === undefined) continue;
    for (const area of areasOver(place))
      plus(
        changes,
        {
          id: sumSeries(kind, area, subject),
          area,
          channel: null,
          kind,
          subject,
          measure: 'count',
          step: 'day',
          feed: true,
          level: levelOf(area),
        },
        day,
        keep,
        n,
      );
  }
}

interface Counted {
  disease: string;
  area: PlacePath;
  reportedOn: Day;
}

/** Series of all channels, places and subjects, added up for every area, with the feeds of cases and requests. */
export function seriesView(library: ProtocolLibrary, zone: string): View<SeriesRow> {
  const ofCase = (event: Event): Changes => {
    const { from, to } = event.data.counts as { from?: Counted; to?: Counted };
    const keep = limitsOn(library, dayOf(event.recordedAt, zone)).windowDays;
    const changes: Changes = new Map();
    if (from && to && from.disease === to.disease && from.area === to.area && from.reportedOn === to.reportedOn)
      return changes;
    for (const [counted, n] of [
      [from, -1],
      [to, 1],
    ] as const)
      if (counted) {
        const { disease, area, reportedOn } = counted;
        intoFeed(
          changes,
          'cases',
          [disease, syndromeOf(library, 'syndrome', disease, reportedOn)],
          area,
          reportedOn,
          keep,
          n,
        );
      }
    return changes;
  };
  const ofRequest = (event: Event): Changes => {
    const changes: Changes = new Map();
    const day = dayOf(event.happenedAt, zone);
    const subject = syndromeOf(library, 'request', String(event.data.class), day);
    if (subject) intoFeed(changes, 'requests', [subject], event.area, day, limitsOn(library, day).windowDays, 1);
    return changes;
  };
  const cases = folding(ofCase);
  return {
    columns: { channel: 'text', kind: 'text', subject: 'text', level: 'text', last: 'text' },
    reads: READERS,
    order: 'id',
    on: {
      'signals.CountsRecorded': folding(ofCounts),
      'signals.HistoryRecorded': folding(ofHistory),
      'cases.CaseReported': cases,
      'cases.CaseCorrected': cases,
      'cases.CaseDiscarded': cases,
      'cases.CaseReinstated': cases,
      'cases.CaseMerged': cases,
      'cases.CaseUnmerged': cases,
      'requests.RequestTaken': folding(ofRequest),
    },
  };
}

/** One event touches many rows: worked out once. */
function folding(changesOf: (event: Event) => Changes): Folding<SeriesRow> {
  const known = new WeakMap<Event, Changes>();
  const of = (event: Event): Changes => {
    const before = known.get(event);
    if (before) return before;
    const made = changesOf(event);
    known.set(event, made);
    return made;
  };
  return {
    key: (event) => [...of(event).keys()],
    fold(row, event, key) {
      const change = of(event).get(key);
      if (!change) return undefined;
      const { make, keep, days, sent } = change;
      const [first = ''] = [...days.keys()].sort();
      const held: SeriesRow = row ?? { ...make, first, values: [], last: first };
      return [...days].reduce((series, [day, to]) => withValue(series, day, keep, to, sent.get(day)), held);
    },
  };
}

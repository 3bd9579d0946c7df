import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { ancestorAt, type Level, levelOf, type PlacePath } from '../../kernel/place.ts';
import { type Day, dayOf } from '../../kernel/time.ts';
import type { ReportCase } from '../cases/index.ts';

/** Where a case is counted, as its events say. */
type Counted = Pick<ReportCase, 'disease' | 'area' | 'reportedOn' | 'classification'>;

/** What is counted on a day; control first, daily life after it. All are events of that day, none is a stock. */
export const FLOWS = [
  'casesNew',
  'casesEnded',
  'contactsListed',
  'contactsClosed',
  'staysOrdered',
  'staysEnded',
  'zonesPublished',
  'zonesEnded',
  'householdsZoned',
  'householdsFreed',
  'requestsTaken',
  'requestsClosed',
  'requestsReopened',
  'requestsSolved',
  'requestsNotSolved',
  'requestsLate',
  'dutiesLate',
  'lifeThreats',
  'gatesOpened',
  'visitsDone',
  'visitsFailed',
  'silentFlagged',
  'careConfirmed',
  'careDone',
  'careMissed',
  'careRefused',
  'appealsFiled',
  'appealsOverturned',
] as const;
export type Flow = (typeof FLOWS)[number];

/** One area on one day, both tracks together; `id` is `area@day`. */
export interface DayRow extends Row, Record<Flow, number> {
  level: Level;
  day: Day;
  /** New cases by disease, then by classification; a case moves with its classification. */
  cases: Record<string, Record<string, number>>;
}

/** Levels at which a day is counted. What is known only for a higher area counts from there up. */
const LEVELS: readonly Level[] = ['city', 'district', 'street', 'community'];
export const rowId = (area: PlacePath, day: Day): string => `${area}@${day}`;
const areasOf = (area: PlacePath): PlacePath[] => LEVELS.flatMap((level) => ancestorAt(area, level) ?? []);
const splitId = (key: string): { area: PlacePath; day: Day } => ({
  area: key.slice(0, key.lastIndexOf('@')),
  day: key.slice(key.lastIndexOf('@') + 1),
});

/** A day on which nothing was counted. */
export const emptyDay = (key: string): DayRow => {
  const { area, day } = splitId(key);
  return {
    id: key,
    area,
    level: levelOf(area),
    day,
    cases: {},
    ...(Object.fromEntries(FLOWS.map((flow) => [flow, 0])) as Record<Flow, number>),
  };
};

/** Days of several areas as one: what a province or the country shows, which have no rows of their own. */
export function mergeDays(rows: readonly DayRow[], area: PlacePath): DayRow[] {
  const merged = new Map<Day, DayRow>();
  for (const row of rows) {
    const sum = merged.get(row.day) ?? emptyDay(rowId(area, row.day));
    for (const flow of FLOWS) sum[flow] += row[flow];
    for (const [disease, classes] of Object.entries(row.cases)) {
      const known = { ...sum.cases[disease] };
      for (const [name, n] of Object.entries(classes)) known[name] = (known[name] ?? 0) + n;
      sum.cases = { ...sum.cases, [disease]: known };
    }
    merged.set(row.day, sum);
  }
  return [...merged.values()];
}

type Counts = Partial<Record<Flow, number>>;
const ENDED = ['recovered', 'discharged', 'died', 'lost'];
const ended = (outcome: string | null | undefined): number => (outcome && ENDED.includes(outcome) ? 1 : 0);

/** What an event adds to its day, by event type. */
const COUNTS: Record<string, (data: any) => Counts> = {
  'cases.OutcomeRecorded': (data) => ({ casesEnded: ended(data.outcome) - ended(data.was?.outcome) }),
  'contacts.ContactListed': () => ({ contactsListed: 1 }),
  'contacts.ContactClosed': () => ({ contactsClosed: 1 }),
  'stays.StayOrdered': () => ({ staysOrdered: 1 }),
  'stays.StayEnded': () => ({ staysEnded: 1 }),
  'stays.AppealFiled': () => ({ appealsFiled: 1 }),
  'stays.AppealDecided': (data) => ({ appealsOverturned: data.decision === 'overturned' ? 1 : 0 }),
  'stays.GateOpened': () => ({ gatesOpened: 1 }),
  'zones.ZonePublished': (data) => ({ zonesPublished: 1, householdsZoned: data.households.length }),
  'zones.ZoneEnded': (data) => ({ zonesEnded: 1, householdsFreed: data.households.length }),
  'zones.GateOpened': () => ({ gatesOpened: 1 }),
  'requests.RequestTaken': (data) => ({ requestsTaken: 1, lifeThreats: data.life ? 1 : 0 }),
  'requests.RequestClosed': () => ({ requestsClosed: 1 }),
  'requests.RequestReopened': () => ({ requestsReopened: 1 }),
  'requests.CallBackRecorded': (data) => ({
    requestsSolved: data.outcome === 'solved' ? 1 : 0,
    requestsNotSolved: data.outcome === 'not-solved' ? 1 : 0,
  }),
  'requests.CareRefused': () => ({ careRefused: 1 }),
  'duties.DutyFellDue': (data) => ({ dutiesLate: 1, requestsLate: String(data.duty).startsWith('request') ? 1 : 0 }),
  'visits.VisitDone': () => ({ visitsDone: 1 }),
  'visits.VisitFailed': () => ({ visitsFailed: 1 }),
  'visits.SilenceFlagged': () => ({ silentFlagged: 1 }),
  'people.CareSlotConfirmed': () => ({ careConfirmed: 1 }),
  'people.CareSlotDone': (data) => ({ careDone: data.happened ? 1 : 0, careMissed: data.happened ? 0 : 1 }),
};

/** Days of `zone`. Cases count on their day of report, everything else on the day it happened. */
export function daysView(zone: string): View<DayRow> {
  const keys = (event: Event): string[] =>
    areasOf(event.area).map((area) => rowId(area, dayOf(event.happenedAt, zone)));
  const counted = (counts: (data: any) => Counts): Folding<DayRow> => ({
    key: (event) => (Object.values(counts(event.data)).some((n) => n !== 0) ? keys(event) : []),
    fold(row, event, key) {
      const next = row ? { ...row } : emptyDay(key);
      for (const [flow, n] of Object.entries(counts(event.data))) next[flow as Flow] += n;
      return next;
    },
  });
  return {
    columns: { level: 'text', day: 'text', casesNew: 'number', requestsTaken: 'number' },
    reads: {
      grid: 'area',
      desk: 'area',
      investigator: 'area',
      officer: 'area',
      reviewer: 'area',
      hq: 'area',
      overseer: 'area',
      supply: 'area',
      trainer: 'area',
      admin: 'area',
    },
    order: '-day',
    on: {
      ...Object.fromEntries(Object.entries(COUNTS).map(([type, counts]) => [type, counted(counts)])),
      ...Object.fromEntries(
        [
          'CaseReported',
          'CaseClassified',
          'CaseCorrected',
          'CaseDiscarded',
          'CaseReinstated',
          'CaseMerged',
          'CaseUnmerged',
        ].map((name) => [`cases.${name}`, moved]),
      ),
    },
  };
}

const cells = (counted: Counted | undefined): string[] =>
  counted ? areasOf(counted.area).map((area) => rowId(area, counted.reportedOn)) : [];

/** A case leaves the day and class it was counted in and enters another: totals never count it twice. */
const moved: Folding<DayRow> = {
  key: (event) => [...new Set([...cells(event.data.counts.from), ...cells(event.data.counts.to)])],
  fold(row, event, key) {
    const { from, to } = event.data.counts as { from?: Counted; to?: Counted };
    const next = row ?? emptyDay(key);
    const cases = { ...next.cases };
    let casesNew = next.casesNew;
    for (const [each, step] of [
      [from, -1],
      [to, 1],
    ] as const) {
      if (!each || !cells(each).includes(key)) continue;
      cases[each.disease] = {
        ...cases[each.disease],
        [each.classification]: (cases[each.disease]?.[each.classification] ?? 0) + step,
      };
      casesNew += step;
    }
    return { ...next, cases, casesNew };
  },
};

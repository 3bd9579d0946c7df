import type { Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import { without } from './evidence.ts';
import * as model from './model.ts';
import type { OrderFacts } from './restriction.ts';

type Of<T extends keyof model.StayEvents> = model.StayEvents[T];

/** An order as screens and other rules see it. What holds now is `restrictionOf`, not `status`. */
export interface OrderRow extends Row, OrderFacts {
  person: string;
  household: string;
  disease: string;
  place: string;
  dayZero: Day;
  tests: { day: Day; result: string | null }[];
  /** First test day without a result. */
  nextTest: Day | null;
  /** Evidence and what it rests on, as kind:id. */
  grounds: string[];
  service: model.Service;
  companion: string | null;
  orderer: model.Orderer;
  ordererOrg: string;
  /** When it ends by itself; null once it has. */
  dueAt: Instant | null;
  openAppeals: string[];
  /** Everything the person was told, oldest first. */
  notices: { at: Instant; words: Words }[];
  gateOpenedAt: Instant | null;
  endedAt: Instant | null;
  endReason: model.EndReason | null;
}

export interface AppealRow extends Row {
  stay: string;
  appeal: string;
  household: string;
  person: string;
  by: model.FileAppeal['by'];
  channel: string;
  grounds: string;
  suspensive: boolean;
  medical: boolean;
  status: 'open' | 'decided';
  filedAt: Instant;
  dueAt: Instant | null;
  orderer: model.Orderer;
  /** A reviewer of this organisation may not decide. */
  ordererOrg: string;
  decision: string | null;
  reason: Words | null;
  reviewer: model.Orderer | null;
}

const testsOf = (days: readonly Day[], known: OrderRow['tests'] = []) => {
  const tests = days.map((day) => known.find((test) => test.day === day) ?? { day, result: null });
  return { tests, nextTest: tests.find((test) => test.result === null)?.day ?? null };
};
const change = (then: (row: OrderRow, data: any, event: Event) => OrderRow) => ({
  key: (event: Event) => event.data.id as string,
  fold: (row: OrderRow | undefined, event: Event) => row && then(row, event.data, event),
});
const tell = (row: OrderRow, words: Words, event: Event) => ({
  notices: [...row.notices, { at: event.recordedAt, words }],
});

export const orders: View<OrderRow> = {
  index: ['grounds'],
  columns: {
    household: 'text',
    person: 'text',
    status: 'text',
    disease: 'text',
    class: 'text',
    place: 'text',
    edition: 'text',
    grounds: 'texts',
    startsAt: 'instant',
    endsAt: 'instant',
    dueAt: 'instant',
    nextTest: 'text',
    ordererOrg: 'text',
    suspended: 'boolean',
    endedAt: 'instant',
    endReason: 'text',
  },
  reads: {
    resident: 'area',
    grid: 'area',
    desk: 'area',
    investigator: 'area',
    officer: 'area',
    reviewer: 'area',
    hq: 'area',
    overseer: 'area',
    supply: 'area',
  },
  search: (row) => `${row.id} ${row.person} ${row.place}`.toLowerCase(),
  subjects: (row) => [row.person],
  order: 'endsAt',
  /** Those who only bring services see that and until when somebody stays, not why. */
  mask(row, actor) {
    if (['resident', 'investigator', 'officer', 'reviewer', 'overseer', 'system'].includes(actor.role)) return row;
    const none = { en: '', zh: '' };
    return {
      ...row,
      person: row.household,
      class: '',
      evidence: [],
      grounds: [],
      notice: none,
      notices: [],
      tests: row.tests.map((test) => ({ ...test, result: null })),
    };
  },
  on: {
    'stays.StayOrdered': {
      key: (event) => event.data.id,
      fold(_row, event): OrderRow {
        const { companion, tests, ...ordered } = event.data as model.StayOrdered;
        return {
          ...ordered,
          area: ordered.household,
          status: 'open',
          suspended: false,
          ...testsOf(tests),
          grounds: model.groundsOf(ordered.evidence),
          companion: companion ?? null,
          ordererOrg: ordered.orderer.org.id,
          dueAt: ordered.endsAt,
          openAppeals: [],
          notices: [{ at: event.recordedAt, words: ordered.notice }],
          gateOpenedAt: null,
          endedAt: null,
          endReason: null,
        };
      },
    },
    'stays.TestRecorded': change((row, { day, result }: model.RecordTest) => {
      const tests = row.tests.some((test) => test.day === day)
        ? row.tests.map((test) => (test.day === day ? { day, result } : test))
        : [...row.tests, { day, result }];
      return { ...row, tests, nextTest: tests.find((test) => test.result === null)?.day ?? null };
    }),
    'stays.StayReconsidered': change((row, data: Of<'stays.StayReconsidered'>, event) => ({
      ...row,
      endsAt: data.endsAt,
      dueAt: data.endsAt,
      phases: data.phases,
      edition: data.edition,
      ...testsOf(data.tests, row.tests),
      ...tell(row, data.notice, event),
    })),
    'stays.EvidenceFell': change((row, data: Of<'stays.EvidenceFell'>) => {
      const evidence = without(row.evidence, data.evidence);
      return { ...row, evidence, grounds: model.groundsOf(evidence) };
    }),
    'stays.AppealFiled': change((row, data: Of<'stays.AppealFiled'>, event) => ({
      ...row,
      openAppeals: [...row.openAppeals, data.appeal],
      suspended: row.status === 'open' && (row.suspended || data.suspensive),
      ...tell(row, data.notice, event),
    })),
    'stays.AppealDecided': change((row, data: Of<'stays.AppealDecided'>, event) => ({
      ...row,
      openAppeals: row.openAppeals.filter((id) => id !== data.appeal),
      suspended: false,
      ...tell(row, data.notice, event),
    })),
    'stays.GateOpened': change((row, _data, event) => ({ ...row, gateOpenedAt: event.happenedAt })),
    'stays.StayEnded': change((row, data: Of<'stays.StayEnded'>, event) => ({
      ...row,
      status: 'ended',
      endedAt: data.at,
      endReason: data.reason,
      dueAt: null,
      nextTest: null,
      suspended: false,
      ...tell(row, data.notice, event),
    })),
  },
};

const appealKey = (event: Event): string => `${event.data.id}/${event.data.appeal}`;

export const appeals: View<AppealRow> = {
  columns: {
    stay: 'text',
    household: 'text',
    status: 'text',
    filedAt: 'instant',
    dueAt: 'instant',
    suspensive: 'boolean',
    medical: 'boolean',
    ordererOrg: 'text',
    decision: 'text',
    channel: 'text',
  },
  reads: { resident: 'area', desk: 'area', officer: 'area', reviewer: 'area', overseer: 'area' },
  subjects: (row) => [row.person],
  order: 'dueAt',
  on: {
    'stays.AppealFiled': {
      key: appealKey,
      fold(_row, event): AppealRow {
        const { id, appeal, household, person, by, channel, grounds, suspensive, medical, filedAt, dueAt, orderer } =
          event.data as Of<'stays.AppealFiled'>;
        return {
          id: appealKey(event),
          area: household,
          stay: id,
          appeal,
          household,
          person,
          by,
          channel,
          grounds,
          suspensive,
          medical,
          status: 'open',
          filedAt,
          dueAt,
          orderer,
          ordererOrg: orderer.org.id,
          decision: null,
          reason: null,
          reviewer: null,
        };
      },
    },
    'stays.AppealDecided': {
      key: appealKey,
      fold: (row, event) =>
        row && {
          ...row,
          status: 'decided',
          dueAt: null,
          decision: event.data.decision,
          reason: event.data.reason,
          reviewer: event.data.reviewer,
        },
    },
  },
};

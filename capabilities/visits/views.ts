import type { Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Instant } from '../../kernel/time.ts';
import { type Leg, OPEN, type Status, type VisitKind } from './lists.ts';
import type { Expected, PlanVisit } from './model.ts';
import { doorOf } from './walking-order.ts';

/** A visit as rosters and phones see it. The photo is kept apart, in visits.proofs. */
export interface VisitRow extends Row {
  kind: VisitKind;
  household: string;
  door: string;
  request: string | null;
  status: Status;
  urgent: boolean;
  life: boolean;
  from: Instant;
  to: Instant;
  /** End of the window while open. */
  dueAt: Instant | null;
  /** Who answers for it. */
  level: string;
  /** Where somebody is brought. */
  bringTo: string | null;
  /** When somebody comes, where a round says so. */
  expected: Expected | null;
  /** Every time the household was told, oldest first. */
  told: { at: Instant; from: Instant; to: Instant }[];
  assignee: string | null;
  assigneeName: string | null;
  items: { name: string; amount: string }[];
  skills: string[];
  licences: string[];
  note: string | null;
  care: string | null;
  legs: { leg: Leg; by: string; phone?: string }[];
  riskTaken: boolean;
  startedAt: Instant | null;
  endedAt: Instant | null;
  outcome: string | null;
  heard: boolean | null;
  /** Why it could not be done. */
  reason: string | null;
  handedTo: string | null;
  resultNote: string | null;
}

const change = (then: (row: VisitRow, data: any, event: Event) => VisitRow) => ({
  key: (event: Event) => event.data.id as string,
  fold: (row: VisitRow | undefined, event: Event) => row && then(row, event.data, event),
});
/** The household is told a time that differs from the last one. */
function told(before: VisitRow['told'], expected: Expected | undefined, at: Instant): VisitRow['told'] {
  const last = before.at(-1);
  if (!expected || (last?.from === expected.from && last.to === expected.to)) return before;
  return [...before, { at, from: expected.from, to: expected.to }];
}
const ended = (event: Event) => ({ dueAt: null, endedAt: event.happenedAt });

export const visits: View<VisitRow> = {
  index: ['request', 'care'],
  columns: {
    assignee: 'text',
    status: 'text',
    household: 'text',
    request: 'text',
    kind: 'text',
    urgent: 'boolean',
    life: 'boolean',
    level: 'text',
    care: 'text',
    from: 'instant',
    to: 'instant',
    dueAt: 'instant',
    endedAt: 'instant',
    reason: 'text',
    outcome: 'text',
  },
  offline: { where: { status: OPEN }, limit: 400, stream: (row) => `visit/${row.id}` },
  reads: {
    volunteer: { mine: 'assignee' },
    resident: 'area',
    grid: 'area',
    desk: 'area',
    officer: 'area',
    supply: 'area',
    hq: 'area',
  },
  search: (row) => `${row.household} ${row.door} ${row.assigneeName ?? ''} ${row.request ?? ''}`.toLowerCase(),
  subjects: (row) => [row.household],
  order: 'dueAt',
  on: {
    'visits.VisitPlanned': {
      key: (event) => event.data.id,
      fold: (_row, event): VisitRow => {
        const plan = event.data as PlanVisit;
        return {
          id: plan.id,
          area: plan.household,
          kind: plan.kind,
          household: plan.household,
          door: doorOf(plan.household),
          request: plan.request ?? null,
          status: 'planned',
          urgent: plan.urgent,
          life: plan.life,
          from: plan.window.from,
          to: plan.window.to,
          dueAt: plan.window.to,
          level: plan.level,
          bringTo: plan.to ?? null,
          expected: null,
          told: [],
          assignee: null,
          assigneeName: null,
          items: plan.items ?? [],
          skills: plan.skills ?? [],
          licences: plan.licences ?? [],
          note: plan.note ?? null,
          care: plan.care ?? null,
          legs: plan.legs ?? [],
          riskTaken: false,
          startedAt: null,
          endedAt: null,
          outcome: null,
          heard: null,
          reason: null,
          handedTo: null,
          resultNote: null,
        };
      },
    },
    'visits.VisitAssigned': change((row, data, event) => ({
      ...row,
      status: 'assigned',
      expected: data.expected ?? null,
      told: told(row.told, data.expected, event.happenedAt),
      assignee: data.assignee,
      assigneeName: data.name,
    })),
    'visits.VisitStarted': change((row, _data, event) => ({ ...row, status: 'started', startedAt: event.happenedAt })),
    'visits.VisitDone': change((row, data, event) => ({
      ...row,
      ...ended(event),
      status: 'done',
      outcome: data.outcome,
      heard: data.heard,
      handedTo: data.proof.handedTo ?? null,
      resultNote: data.proof.note ?? null,
    })),
    'visits.VisitFailed': change((row, data, event) => ({
      ...row,
      ...ended(event),
      status: 'failed',
      reason: data.reason,
      resultNote: data.note ?? null,
    })),
    'visits.VisitWithdrawn': change((row, data, event) => ({
      ...row,
      ...ended(event),
      status: 'withdrawn',
      resultNote: data.reason,
    })),
    'visits.LegConfirmed': change((row, { leg, by, phone }) => ({
      ...row,
      legs: [...row.legs.filter((each) => each.leg !== leg), { leg, by, ...(phone ? { phone } : {}) }],
    })),
    'visits.TripRiskTaken': change((row) => ({ ...row, riskTaken: true })),
  },
};

/** What shows that a visit was made. */
export interface ProofRow extends Row {
  household: string;
  request: string | null;
  at: Instant;
  by: string;
  handedTo: string | null;
  note: string | null;
  /** JPEG data URL of at most 200 kB. */
  photo: string | null;
}

export const proofs: View<ProofRow> = {
  columns: { household: 'text', request: 'text', at: 'instant' },
  reads: { resident: 'area', grid: 'area', desk: 'area', officer: 'area', overseer: 'area' },
  subjects: (row) => [row.household],
  order: '-at',
  on: {
    'visits.VisitDone': {
      key: (event) => event.data.id,
      fold: (_row, event): ProofRow => {
        const { id, household, request, proof } = event.data;
        return {
          id,
          area: household,
          household,
          request: request ?? null,
          at: event.happenedAt,
          by: event.actor.name,
          handedTo: proof.handedTo ?? null,
          note: proof.note ?? null,
          photo: proof.photo ?? null,
        };
      },
    },
  },
};

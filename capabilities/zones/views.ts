import type { Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import * as model from './model.ts';

type Of<T extends keyof model.ZoneEvents> = model.ZoneEvents[T];

export interface ZoneRow extends Row {
  status: 'proposed' | 'open' | 'ended';
  disease: string;
  level: string;
  unit: string;
  proposal: model.Proposal;
  proposer: model.ZonePublished['publisher'];
  authors: string[];
  publisher: model.ZonePublished['publisher'] | null;
  proposedAt: Instant;
  households: number;
  persons: number;
  evidence: model.ZoneEvidence[];
  cases: string[];
  measure: string | null;
  article: string | null;
  edition: string | null;
  clause: string | null;
  startsAt: Instant | null;
  endsAt: Instant | null;
  /** When it ends by itself; null once it has. */
  dueAt: Instant | null;
  reviewBy: Instant | null;
  hasPlan: boolean;
  plan: string | null;
  reviews: { at: Instant; by: string; finding: string; note: string }[];
  notices: { at: Instant; words: Words }[];
  gates: { at: Instant; household: string; request: string }[];
  endedAt: Instant | null;
  endReason: model.EndReason | null;
}

/** A household inside a zone; `id` is its path. What holds now is `zoneOf`, not the row's being there. */
export interface ZoneHouseholdRow extends Row {
  zone: string;
  level: string;
  disease: string;
  startsAt: Instant;
  endsAt: Instant;
  carer: { member: string; name: string; phone: string };
  hotline: string;
  rule: { edition: string; clause: string; article: string };
  evidence: { kind: 'case'; count: number; day: string };
  appeal: Words;
  notice: Words;
  gateOpenedAt: Instant | null;
}

const staff = {
  grid: 'area',
  desk: 'area',
  investigator: 'area',
  officer: 'area',
  reviewer: 'area',
  hq: 'area',
  overseer: 'area',
  supply: 'area',
  trainer: 'area',
} as const;
const change = (then: (row: ZoneRow, data: any, event: Event) => ZoneRow) => ({
  key: (event: Event) => event.data.id as string,
  fold: (row: ZoneRow | undefined, event: Event) => row && then(row, event.data, event),
});
const tell = (row: ZoneRow, words: Words, event: Event) => ({
  notices: [...row.notices, { at: event.recordedAt, words }],
});
const proposed = (proposal: model.Proposal) => ({
  proposal,
  area: model.areaOf(proposal.scope),
  level: proposal.level,
  unit: model.unitOf(proposal.scope),
  cases: proposal.evidence,
});

export const zones: View<ZoneRow> = {
  columns: {
    status: 'text',
    disease: 'text',
    level: 'text',
    unit: 'text',
    cases: 'texts',
    edition: 'text',
    households: 'number',
    persons: 'number',
    startsAt: 'instant',
    endsAt: 'instant',
    dueAt: 'instant',
    reviewBy: 'instant',
    hasPlan: 'boolean',
    proposedAt: 'instant',
    endedAt: 'instant',
    endReason: 'text',
  },
  reads: staff,
  search: (row) => `${row.id} ${row.area} ${row.level}`.toLowerCase(),
  order: '-proposedAt',
  on: {
    'zones.ZoneProposed': {
      key: (event) => event.data.id,
      fold(_row, event): ZoneRow {
        const { area: _area, proposer, ...proposal } = event.data as Of<'zones.ZoneProposed'>;
        return {
          id: proposal.id,
          status: 'proposed',
          disease: proposal.disease,
          ...proposed(proposal),
          proposer,
          authors: [proposer.id],
          publisher: null,
          proposedAt: event.happenedAt,
          households: 0,
          persons: 0,
          evidence: [],
          measure: null,
          article: null,
          edition: null,
          clause: null,
          startsAt: null,
          endsAt: null,
          dueAt: null,
          reviewBy: null,
          hasPlan: false,
          plan: null,
          reviews: [],
          notices: [],
          gates: [],
          endedAt: null,
          endReason: null,
        };
      },
    },
    'zones.ProposalAmended': change((row, { changes, by }: Of<'zones.ProposalAmended'>) => ({
      ...row,
      ...proposed({ ...row.proposal, ...changes }),
      authors: [...new Set([...row.authors, by])],
    })),
    'zones.ZonePublished': change((row, data: model.ZonePublished, event) => ({
      ...row,
      status: 'open',
      publisher: data.publisher,
      households: data.households.length,
      persons: data.persons,
      evidence: data.evidence,
      cases: data.evidence.map((item) => item.case),
      measure: data.measure,
      article: data.article,
      edition: data.edition,
      clause: data.clause,
      startsAt: data.startsAt,
      endsAt: data.endsAt,
      dueAt: data.endsAt,
      reviewBy: data.reviewBy,
      ...tell(row, data.notice, event),
    })),
    'zones.ZoneReviewed': change((row, data: Of<'zones.ZoneReviewed'>, event) => ({
      ...row,
      reviewBy: data.reviewBy,
      hasPlan: row.hasPlan || data.plan,
      plan: data.planText ?? row.plan,
      reviews: [...row.reviews, { at: event.happenedAt, by: event.actor.name, finding: data.finding, note: data.note }],
    })),
    'zones.ZoneExtended': change((row, data: Of<'zones.ZoneExtended'>, event) => ({
      ...row,
      evidence: data.evidence,
      cases: data.evidence.map((item) => item.case),
      endsAt: data.endsAt,
      dueAt: data.endsAt,
      edition: data.edition,
      ...tell(row, data.notice, event),
    })),
    'zones.ZoneReconsidered': change((row, data: Of<'zones.ZoneReconsidered'>, event) => ({
      ...row,
      evidence: data.evidence,
      cases: data.evidence.map((item) => item.case),
      endsAt: data.endsAt,
      dueAt: data.endsAt,
      edition: data.edition,
      ...tell(row, data.notice, event),
    })),
    'zones.GateOpened': change((row, data: Of<'zones.GateOpened'>, event) => ({
      ...row,
      gates: [...row.gates, { at: event.happenedAt, household: data.household, request: data.request }],
    })),
    'zones.ZoneEnded': change((row, data: Of<'zones.ZoneEnded'>, event) => ({
      ...row,
      status: 'ended',
      endedAt: data.at,
      endReason: data.reason,
      dueAt: null,
      reviewBy: null,
      ...tell(row, data.notice, event),
    })),
  },
};

const inside = (event: Event): string[] => event.data.households;
const until = {
  key: inside,
  fold: (row: ZoneHouseholdRow | undefined, { data }: Event) =>
    row && row.zone === data.id
      ? { ...row, endsAt: data.endsAt, rule: { ...row.rule, edition: data.edition }, notice: data.notice }
      : undefined,
};

export const households: View<ZoneHouseholdRow> = {
  columns: {
    zone: 'text',
    level: 'text',
    disease: 'text',
    startsAt: 'instant',
    endsAt: 'instant',
    gateOpenedAt: 'instant',
  },
  reads: { ...staff, resident: 'area', volunteer: 'area' },
  order: 'id',
  on: {
    'zones.ZonePublished': {
      key: (event) => (event.data as model.ZonePublished).households.map((each) => each.path),
      fold(_row, event, key): ZoneHouseholdRow {
        const zone = event.data as model.ZonePublished;
        const served = zone.households.find((each) => each.path === key);
        return {
          id: key,
          area: key,
          zone: zone.id,
          level: zone.level,
          disease: zone.disease,
          startsAt: zone.startsAt,
          endsAt: zone.endsAt,
          carer: { member: served?.carer ?? '', name: served?.name ?? '', phone: served?.phone ?? '' },
          hotline: zone.hotline,
          rule: { edition: zone.edition, clause: zone.clause, article: zone.article },
          evidence: { kind: 'case', count: zone.evidence.length, day: zone.dayZero },
          appeal: zone.appealRoute,
          notice: zone.notice,
          gateOpenedAt: null,
        };
      },
    },
    'zones.ZoneExtended': until,
    'zones.ZoneReconsidered': until,
    'zones.GateOpened': {
      key: (event) => event.data.household,
      fold: (row, event) =>
        row && row.zone === event.data.id ? { ...row, gateOpenedAt: event.happenedAt } : undefined,
    },
    'zones.ZoneEnded': { key: inside, fold: (row, event) => (row?.zone === event.data.id ? null : undefined) },
  },
};

/** That a zone is over, for each household that was inside: whoever lives there is told (SG17). A new zone there replaces it. */
export interface ZoneEndingRow extends Row {
  zone: string;
  at: Instant;
  notice: Words;
}

export const endings: View<ZoneEndingRow> = {
  columns: { zone: 'text', at: 'instant' },
  reads: { ...staff, resident: 'area', volunteer: 'area' },
  order: '-at',
  on: {
    'zones.ZonePublished': {
      key: (event) => (event.data as model.ZonePublished).households.map((each) => each.path),
      fold: (row) => row && null,
    },
    'zones.ZoneEnded': {
      key: inside,
      fold(_row, event, key): ZoneEndingRow {
        const { id, at, notice } = event.data as Of<'zones.ZoneEnded'>;
        return { id: key, area: key, zone: id, at, notice };
      },
    },
  },
};

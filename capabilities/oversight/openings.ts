import { everybody, type Folding, type Row, type View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { ancestorAt } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import { hoursBetween, type Instant } from '../../kernel/time.ts';
import type { EditionEvents } from '../editions/index.ts';

/** A call for a life in danger: when it came, when help was sent, when the gate opened (SG13). `id` is the request. */
export interface OpeningRow extends Row {
  takenAt: Instant;
  sentAt: Instant | null;
  openedAt: Instant | null;
  /** Minutes from the call to help on its way. */
  sentMin: number | null;
  /** Minutes from the call to the open gate. Null where nothing was closed. */
  openedMin: number | null;
}

const minutes = (from: Instant, to: Instant): number => Math.round(hoursBetween(from, to) * 600) / 10;
const gate: Folding<OpeningRow> = {
  key: (event) => event.data.request,
  fold: (row, event) =>
    row &&
    (row.openedAt ? row : { ...row, openedAt: event.happenedAt, openedMin: minutes(row.takenAt, event.happenedAt) }),
};
const sent: Folding<OpeningRow> = {
  key: (event) => event.data.request ?? [],
  fold: (row, event) =>
    row && (row.sentAt ? row : { ...row, sentAt: event.happenedAt, sentMin: minutes(row.takenAt, event.happenedAt) }),
};

export const openings: View<OpeningRow> = {
  columns: { takenAt: 'instant', sentAt: 'instant', openedAt: 'instant', sentMin: 'number', openedMin: 'number' },
  reads: { overseer: 'area', reviewer: 'area', hq: 'area', desk: 'area', trainer: 'area' },
  order: '-takenAt',
  on: {
    'requests.RequestTaken': {
      key: (event) => (event.data.life ? event.data.id : []),
      fold: (row, event): OpeningRow =>
        row ?? {
          id: event.data.id,
          area: ancestorAt(event.area, 'community') ?? event.area,
          takenAt: event.happenedAt,
          sentAt: null,
          openedAt: null,
          sentMin: null,
          openedMin: null,
        },
    },
    'requests.RequestDispatched': { key: (event) => (event.data.life ? event.data.id : []), fold: sent.fold },
    'visits.VisitAssigned': sent,
    'visits.VisitStarted': sent,
    'stays.GateOpened': gate,
    'zones.GateOpened': gate,
  },
};

/** A local rule or decision that departs from the edition in force; public, without personal data (SG18). */
export interface DeviationRow extends Row {
  kind: 'rule' | 'zone';
  issuer: string;
  text: string;
  edition: string | null;
  at: Instant;
  status: 'open' | 'over';
  stricter: number;
  laxer: number;
  violations: { names: Words; clause: string; direction: 'stricter' | 'laxer'; local: string; edition: string }[];
}

type Violations = EditionEvents['editions.LocalRuleCompared']['violations'];
const counts = (violations: Violations) => ({
  violations: violations.map(({ names, clause, direction, local, edition }) => ({
    names,
    clause,
    direction,
    local,
    edition,
  })),
  stricter: violations.filter((item) => item.direction === 'stricter').length,
  laxer: violations.filter((item) => item.direction === 'laxer').length,
});
const ruleKey = (event: Event): string => `rule/${event.data.id}`;
const zoneKey = (event: Event): string => `zone/${event.data.id}`;
const everyone = everybody('area');

export const deviations: View<DeviationRow> = {
  columns: {
    kind: 'text',
    issuer: 'text',
    edition: 'text',
    at: 'instant',
    status: 'text',
    stricter: 'number',
    laxer: 'number',
  },
  reads: everyone,
  search: (row) => `${row.issuer} ${row.text}`.toLowerCase(),
  order: '-at',
  on: {
    'editions.LocalRuleEntered': {
      key: ruleKey,
      fold(_row, event): DeviationRow | null {
        const { area, issuer, rule, edition, violations } = event.data as EditionEvents['editions.LocalRuleEntered'];
        return {
          id: ruleKey(event),
          area,
          kind: 'rule',
          issuer,
          text: rule.text,
          edition,
          at: event.recordedAt,
          status: 'open',
          ...counts(violations),
        };
      },
    },
    'editions.LocalRuleCompared': {
      key: ruleKey,
      fold: (row, event) => row && { ...row, edition: event.data.edition, ...counts(event.data.violations) },
    },
    'editions.LocalRuleWithdrawn': { key: ruleKey, fold: (row) => row && { ...row, status: 'over' } },
    /** An extension is lawful on new evidence, and still a departure from the term first published. */
    'zones.ZoneExtended': {
      key: zoneKey,
      fold(row, event): DeviationRow {
        const { id, endsAt, edition, reason, article, publisher } = event.data as {
          id: string;
          endsAt: Instant;
          edition: string;
          reason: string;
          article: string;
          publisher: { org: { name: string } };
        };
        const names = { en: 'Extended beyond the term first published', zh: '超出首次公布期限延长' };
        const all: DeviationRow['violations'] = [
          ...(row?.violations ?? []),
          { names, clause: article, direction: 'stricter', local: endsAt, edition },
        ];
        return {
          id: zoneKey(event),
          area: ancestorAt(event.area, 'community') ?? event.area,
          kind: 'zone',
          issuer: publisher.org.name,
          text: `${id}: ${reason}`,
          edition,
          at: event.recordedAt,
          status: 'open',
          stricter: all.length,
          laxer: 0,
          violations: all,
        };
      },
    },
    'zones.ZoneEnded': { key: zoneKey, fold: (row) => row && { ...row, status: 'over' } },
  },
};

import { everybody, type Row, type View } from '../../kernel/capability.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Violation } from '../../protocols/compare.ts';
import type { Active } from '../../protocols/in-force.ts';
import * as model from './model.ts';

/** One row per disease and area: the edition followed there now, and every activation, past and to come. */
export interface InForceRow extends Row {
  disease: string;
  /** Null until the first activation has begun. */
  edition: string | null;
  from: string | null;
  previous: string | null;
  /** All activations, by day; what rules are told is made from these. */
  history: (Active & { beginsAt: Instant })[];
  signOffs: model.SignOff[];
  outOfDateReason: string | null;
  notice: { en: string; zh: string };
  /** When the next activation begins by itself. */
  beginsAt: Instant | null;
  beginsOn: string | null;
}

export interface LocalRuleRow extends Row {
  disease: string;
  issuer: string;
  text: string;
  source: string;
  edition: string;
  stricter: number;
  laxer: number;
  violations: Violation[];
  status: 'open' | 'withdrawn';
  enteredAt: Instant;
  rule: model.EnterLocalRule['rule'];
}

export type SignOffRow = model.SignOff & Row;
export type AgreementRow = model.Agreement & Row;

/** Rules are public: everybody reads those of every place, above and beside their own. */
const staff = everybody('all', ['resident']);

/** All activations of a city, as `InForce.active` wants them. */
export const activeOf = (rows: readonly InForceRow[]): Active[] =>
  rows.flatMap((row) => row.history.map(({ disease, edition, area, from }) => ({ disease, edition, area, from })));

const waiting = (history: InForceRow['history'], startedOn: string | null) => {
  const coming = history
    .filter((item) => startedOn === null || item.from > startedOn)
    .sort((a, b) => (a.from < b.from ? -1 : 1))[0];
  return { beginsOn: coming?.from ?? null, beginsAt: coming?.beginsAt ?? null };
};

export const inForce: View<InForceRow> = {
  columns: { disease: 'text', edition: 'text', from: 'text', beginsAt: 'instant' },
  reads: everybody('all'),
  order: 'id',
  on: {
    'editions.EditionActivated': {
      key: (event) => model.activationId(event.data),
      fold(row, event): InForceRow {
        const { disease, edition, area, from, beginsAt, signOffs, outOfDateReason, notice } =
          event.data as model.EditionEvents['editions.EditionActivated'];
        const history = [
          ...(row?.history ?? []).filter((item) => item.from !== from),
          { disease, edition, area, from, beginsAt },
        ];
        return {
          id: model.activationId(event.data),
          area,
          disease,
          edition: row?.edition ?? null,
          from: row?.from ?? null,
          previous: row?.previous ?? null,
          history,
          signOffs,
          outOfDateReason: outOfDateReason ?? null,
          notice,
          ...waiting(history, row?.from ?? null),
        };
      },
    },
    'editions.EditionStarted': {
      key: (event) => model.activationId(event.data),
      fold(row, event) {
        const { edition, from, previous } = event.data as model.EditionEvents['editions.EditionStarted'];
        return row && { ...row, edition, from, previous: previous ?? null, ...waiting(row.history, from) };
      },
    },
  },
};

const count = (violations: Violation[]) => ({
  violations,
  stricter: violations.filter((item) => item.direction === 'stricter').length,
  laxer: violations.filter((item) => item.direction === 'laxer').length,
});

/** The public list of local deviations (SG18): additions and gaps both, each with its clause. */
export const localRules: View<LocalRuleRow> = {
  columns: {
    disease: 'text',
    issuer: 'text',
    edition: 'text',
    stricter: 'number',
    laxer: 'number',
    status: 'text',
    enteredAt: 'instant',
  },
  reads: everybody('all'),
  search: (row) => `${row.issuer} ${row.text}`.toLowerCase(),
  order: '-enteredAt',
  on: {
    'editions.LocalRuleEntered': {
      key: (event) => event.data.id,
      fold(_row, event): LocalRuleRow {
        const { id, area, disease, rule, source, edition, violations, issuer } =
          event.data as model.EditionEvents['editions.LocalRuleEntered'];
        return {
          id,
          area,
          disease,
          issuer,
          text: rule.text,
          source,
          edition,
          rule,
          status: 'open',
          enteredAt: event.recordedAt,
          ...count(violations),
        };
      },
    },
    'editions.LocalRuleCompared': {
      key: (event) => event.data.id,
      fold: (row, event) => row && { ...row, edition: event.data.edition, ...count(event.data.violations) },
    },
    'editions.LocalRuleWithdrawn': {
      key: (event) => event.data.id,
      fold: (row) => row && { ...row, status: 'withdrawn' },
    },
  },
};

export const signOffs: View<SignOffRow> = {
  columns: { edition: 'text', key: 'text', by: 'text' },
  reads: staff,
  order: 'key',
  on: {
    'editions.ValueSignedOff': {
      key: (event) => model.signOffId(event.data),
      fold: (_row, event) => ({ ...(event.data as model.SignOff), id: model.signOffId(event.data) }),
    },
  },
};

/** Organisations that stand behind a switch, made or to come. */
export const agreements: View<AgreementRow> = {
  columns: { disease: 'text', edition: 'text', from: 'text' },
  reads: staff,
  order: 'from',
  on: {
    'editions.SwitchAgreed': {
      key: (event) => model.agreementId(event.data),
      fold: (_row, event) => ({ ...(event.data as model.Agreement), id: model.agreementId(event.data) }),
    },
  },
};

import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { PlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import { type Part, READERS } from '../signals/index.ts';
import type { Before, Form, Stage, Step, WarningEvents } from './model.ts';

/** An alert with its picture, its course, and the three intervals of 7-1-7 as far as they are known. */
export interface AlertRow extends Row {
  subject: string;
  day: Day;
  monitor: string;
  /** Communities beside each other that it is about; absent for one area. */
  places?: PlacePath[];
  p: number;
  alpha: number;
  parts: Part[];
  why: Words;
  before: Before;
  stage: Stage;
  ownerId: string | null;
  ownerName: string | null;
  emergedOn: Day | null;
  detectedAt: Instant;
  verifiedAt: Instant | null;
  notifiedAt: Instant | null;
  respondedAt: Instant | null;
  notifiedTo: string | null;
  risk: string | null;
  grounds: string | null;
  how: string | null;
  discarded: string | null;
  cases: string[];
  steps: Step[];
  history: { at: Instant; by: string; what: string; detail: string }[];
}

const idOf = (event: Event): string => event.data.id;
const happened = (row: AlertRow, { type, happenedAt, actor }: Event, detail = ''): AlertRow['history'] => [
  ...row.history,
  { at: happenedAt, by: actor.name, what: type.slice(type.indexOf('.') + 1), detail },
];
/** What an event changes on the row it names, with its line in the history. */
const on = (change: (row: AlertRow, event: Event) => Partial<AlertRow> & { detail?: string }): Folding<AlertRow> => ({
  key: idOf,
  fold(row, event) {
    if (!row) return undefined;
    const { detail, ...changed } = change(row, event);
    return { ...row, ...changed, history: happened(row, event, detail) };
  },
});
const stepIs = (row: AlertRow, action: string, more: Partial<Step>): Step[] =>
  row.steps.map((step) => (step.action === action ? { ...step, ...more } : step));

export const alerts: View<AlertRow> = {
  columns: {
    subject: 'text',
    day: 'text',
    stage: 'text',
    risk: 'text',
    detectedAt: 'instant',
    notifiedAt: 'instant',
    ownerId: 'text',
    p: 'number',
  },
  reads: READERS,
  order: '-detectedAt',
  on: {
    'warnings.AlertOpened': {
      key: idOf,
      fold(_row, event): AlertRow {
        const { emergedOn, ...data } = event.data as WarningEvents['warnings.AlertOpened'];
        return {
          ...data,
          stage: 'open',
          ownerId: null,
          ownerName: null,
          emergedOn: emergedOn ?? null,
          detectedAt: event.happenedAt,
          verifiedAt: null,
          notifiedAt: null,
          respondedAt: null,
          notifiedTo: null,
          risk: null,
          grounds: null,
          how: null,
          discarded: null,
          cases: [],
          steps: [],
          history: [{ at: event.happenedAt, by: event.actor.name, what: 'AlertOpened', detail: '' }],
        };
      },
    },
    'warnings.AlertGrew': on((_row, { data: { id: _id, ...data } }) => data),
    'warnings.AlertTaken': on((_row, { data }) => ({ ownerId: data.owner.id, ownerName: data.owner.name })),
    'warnings.AlertVerified': on((row, { data, happenedAt }) => ({
      stage: row.notifiedAt ? 'responding' : 'verified',
      verifiedAt: happenedAt,
      emergedOn: data.emergedOn,
      how: data.how,
      detail: data.how,
    })),
    'warnings.AlertDiscarded': on((_row, { data }) => ({
      stage: 'discarded',
      discarded: data.because,
      detail: data.reason,
    })),
    'warnings.AlertReopened': on((_row, { data }) => ({
      stage: 'open',
      discarded: null,
      verifiedAt: null,
      notifiedAt: null,
      respondedAt: null,
      detail: data.reason,
    })),
    'warnings.AlertAssessed': on((row, { data }) => ({
      stage: row.stage === 'responding' ? 'responding' : 'assessed',
      risk: data.risk,
      grounds: data.grounds,
      detail: data.grounds,
    })),
    'warnings.AlertNotified': on((row, { data, happenedAt }) => ({
      stage: row.verifiedAt ? 'responding' : row.stage,
      notifiedAt: happenedAt,
      notifiedTo: data.to,
      detail: data.to,
    })),
    'warnings.CasesLinked': on((row, { data }) => ({
      cases: [...new Set([...row.cases, ...data.cases])],
      detail: data.cases.join(', '),
    })),
    'warnings.WarningIssued': on((_row, { data }) => ({ detail: data.to })),
    'warnings.StepOpened': {
      key: idOf,
      fold(row, event) {
        if (!row) return undefined;
        const { action, names, dueAt } = event.data as WarningEvents['warnings.StepOpened'];
        const step: Step = { action, names, dueAt, doneAt: null, by: null, result: null, skipped: null };
        return { ...row, steps: [...row.steps.filter((one) => one.action !== action), step] };
      },
    },
    'warnings.StepDone': on((row, { data, happenedAt, actor }) => ({
      steps: stepIs(row, data.action, { doneAt: happenedAt, by: actor.name, result: data.result }),
      detail: data.result,
    })),
    'warnings.StepSkipped': on((row, { data, actor }) => ({
      steps: stepIs(row, data.action, { by: actor.name, skipped: data.reason }),
      detail: data.reason,
    })),
    'warnings.ResponseCompleted': on((_row, { data, happenedAt }) => ({
      stage: 'completed',
      respondedAt: happenedAt,
      detail: data.note,
    })),
  },
};

/** How often alerts of a subject were right: those of the watch, of a rule that one report is enough, of a person. */
export interface RecordRow extends Row {
  subject: string;
  monitor: string;
  right: number;
  wrong: number;
}

const madeBy = (monitor: string): string => (['person', 'always'].includes(monitor) ? monitor : 'watch');
export const recordId = ({ subject, monitor }: { subject: string; monitor: string }): string =>
  `${subject}|${madeBy(monitor)}`;
const counted = (count: (event: Event) => { right?: number; wrong?: number }): Folding<RecordRow> => ({
  key: (event) => recordId(event.data),
  fold(row, event) {
    const { subject, monitor } = event.data;
    const { right = 0, wrong = 0 } = count(event);
    return {
      // the record is the city's, whoever saw the alert
      id: recordId(event.data),
      area: event.area.split('.').slice(0, 3).join('.'),
      subject,
      monitor: madeBy(monitor),
      right: (row?.right ?? 0) + right,
      wrong: (row?.wrong ?? 0) + wrong,
    };
  },
});

export const record: View<RecordRow> = {
  columns: { subject: 'text', monitor: 'text', right: 'number', wrong: 'number' },
  reads: READERS,
  order: 'id',
  on: {
    'warnings.AlertVerified': counted(() => ({ right: 1 })),
    'warnings.AlertDiscarded': counted(({ data }) => ({ wrong: 1, right: data.wasVerified ? -1 : 0 })),
  },
};

/** Warnings issued, in one of the three forms. */
export interface WarningRow extends Row {
  alert: string;
  form: Form;
  subject: string;
  to: string;
  zh: string;
  en: string;
  at: Instant;
  by: string;
}

export const issued: View<WarningRow> = {
  columns: { form: 'text', subject: 'text', alert: 'text', at: 'instant' },
  reads: READERS,
  order: '-at',
  on: {
    'warnings.WarningIssued': {
      key: (event) => event.data.warning,
      fold(_row, event): WarningRow {
        const { id, warning, form, to, zh, en, subject } = event.data as WarningEvents['warnings.WarningIssued'];
        return {
          id: warning,
          area: event.area,
          alert: id,
          form,
          subject,
          to,
          zh,
          en,
          at: event.happenedAt,
          by: event.actor.name,
        };
      },
    },
  },
};

import type { Folding, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { FindingRow, InspectionEvents, InspectionRow, Step } from './model.ts';

const byId = (event: Event): string => event.data.id;
const reads = { overseer: 'area', officer: 'area', hq: 'area' } as const;

/** Inspections with their answers. */
export const inspections: View<InspectionRow> = {
  columns: { link: 'text', at: 'instant', failed: 'number', findings: 'number' },
  reads,
  order: '-at',
  on: {
    'inspections.InspectionRecorded': {
      key: byId,
      fold(_row, event): InspectionRow {
        const { id, link, answers, note } = event.data as InspectionEvents['inspections.InspectionRecorded'];
        return {
          id,
          area: event.area,
          link,
          answers,
          note: note ?? null,
          at: event.happenedAt,
          by: event.actor.name,
          failed: answers.filter(({ answer }) => answer === 'no').length,
          findings: 0,
        };
      },
    },
    'inspections.FindingRaised': {
      key: (event) => event.data.inspection,
      fold: (row) => row && { ...row, findings: row.findings + 1 },
    },
  },
};

const step = (
  kind: Step['kind'],
  change: (data: any) => Partial<FindingRow> & Pick<FindingRow, 'status'>,
): Folding<FindingRow> => ({
  key: byId,
  fold: (row, { data, happenedAt, actor }) =>
    row && {
      ...row,
      ...change(data),
      steps: [
        ...row.steps,
        { kind, at: happenedAt, by: actor.name, text: data.done ?? data.seen, evidence: data.evidence ?? null },
      ],
    },
});

/** Findings of inspections, open until a re-check with evidence closes them. */
export const findings: View<FindingRow> = {
  columns: {
    status: 'text',
    severity: 'text',
    link: 'text',
    owner: 'text',
    inspection: 'text',
    dueAt: 'instant',
    raisedAt: 'instant',
  },
  reads,
  search: (row) => row.what.toLowerCase(),
  order: 'dueAt',
  on: {
    'inspections.FindingRaised': {
      key: byId,
      fold(_row, event): FindingRow {
        const { place: _place, ...data } = event.data as InspectionEvents['inspections.FindingRaised'];
        return {
          ...data,
          area: event.area,
          status: 'open',
          raisedAt: event.happenedAt,
          raisedBy: event.actor.name,
          steps: [],
        };
      },
    },
    'inspections.FixRecorded': step('fixed', () => ({ status: 'fixed' })),
    'inspections.FindingReopened': step('reopened', ({ dueAt }) => ({ status: 'open', dueAt })),
    'inspections.FindingClosed': step('closed', () => ({ status: 'closed' })),
  },
};

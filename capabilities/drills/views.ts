import type { View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { DrillEvents, DrillRow, FindingRow } from './model.ts';

type Of<T extends keyof DrillEvents> = DrillEvents[T];
const byId = (event: Event): string => event.data.id;
const byDrill = (event: Event): string => event.data.drill;
const change = (key: (event: Event) => string, then: (row: DrillRow, data: any, event: Event) => DrillRow) => ({
  key,
  fold: (row: DrillRow | undefined, event: Event) => row && then(row, event.data, event),
});

/** Drills with their score sheets. */
export const drills: View<DrillRow> = {
  columns: { scenario: 'text', stage: 'text', on: 'text', open: 'number', endedAt: 'instant' },
  reads: { trainer: 'area', hq: 'area', overseer: 'area', officer: 'area' },
  search: (row) => `${row.id} ${row.names.en} ${row.names.zh}`.toLowerCase(),
  order: '-on',
  on: {
    'drills.DrillScheduled': {
      key: byId,
      fold(_row, event): DrillRow {
        const { id, area, scenario, names, on } = event.data as Of<'drills.DrillScheduled'>;
        return {
          id,
          area,
          scenario,
          names,
          on,
          stage: 'scheduled',
          seed: null,
          days: null,
          injects: [],
          sheet: [],
          findings: 0,
          open: 0,
          startedAt: null,
          endedAt: null,
        };
      },
    },
    'drills.DrillStarted': change(byId, (row, { seed, days }, event) => ({
      ...row,
      seed,
      days,
      stage: 'running',
      startedAt: event.happenedAt,
    })),
    'drills.Injected': change(byId, (row, { n, kind, day, detail }) => ({
      ...row,
      injects: [...row.injects, { n, kind, day, detail }],
    })),
    'drills.DrillEnded': change(byId, (row, { outcome, sheet }, event) => ({
      ...row,
      stage: outcome,
      sheet,
      endedAt: event.happenedAt,
    })),
    'drills.FindingRecorded': change(byDrill, (row) => ({ ...row, findings: row.findings + 1, open: row.open + 1 })),
    'drills.FindingClosed': change(byDrill, (row) => ({ ...row, open: row.open - 1 })),
  },
};

/** Findings of drills, open until evidence closes them. */
export const findings: View<FindingRow> = {
  columns: { drill: 'text', track: 'text', status: 'text', recordedAt: 'instant' },
  reads: {
    trainer: 'area',
    hq: 'area',
    overseer: 'area',
    officer: 'area',
    investigator: 'area',
    reviewer: 'area',
    desk: 'area',
    supply: 'area',
  },
  order: '-recordedAt',
  on: {
    'drills.FindingRecorded': {
      key: byId,
      fold(_row, event): FindingRow {
        const { id, area, drill, track, line, text } = event.data as Of<'drills.FindingRecorded'>;
        return {
          id,
          area,
          drill,
          track,
          line: line ?? null,
          text,
          status: 'open',
          recordedAt: event.happenedAt,
          by: event.actor.name,
          closedAt: null,
          evidence: null,
        };
      },
    },
    'drills.FindingClosed': {
      key: byId,
      fold: (row, event) =>
        row && { ...row, status: 'closed' as const, closedAt: event.happenedAt, evidence: event.data.evidence },
    },
  },
};

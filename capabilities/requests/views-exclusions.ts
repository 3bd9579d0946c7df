import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Instant } from '../../kernel/time.ts';
import type { ExcludeRequest, RequestEvents } from './model.ts';

/** A request left out of the rates: who said so and why, and what became of her appeal. */
export interface ExclusionRow extends Row {
  class: string;
  code: ExcludeRequest['code'];
  reason: string;
  by: { name: string; org: string };
  at: Instant;
  /** Last moment to appeal. */
  until: Instant;
  appeal: 'none' | 'open' | 'upheld' | 'overturned';
  appealReason: string | null;
  appealedAt: Instant | null;
  decision: { name: string; org: string; reason: string; at: Instant } | null;
}

const key = (event: Event): string => event.data.id;
const after = (change: (event: Event) => Partial<ExclusionRow>): Folding<ExclusionRow> => ({
  key,
  fold: (row, event) => row && { ...row, ...change(event) },
});

export const exclusions: View<ExclusionRow> = {
  columns: { class: 'text', code: 'text', at: 'instant', appeal: 'text' },
  reads: {
    resident: 'area',
    desk: 'area',
    grid: 'area',
    officer: 'area',
    reviewer: 'area',
    overseer: 'area',
    hq: 'area',
  },
  order: '-at',
  on: {
    'requests.RequestExcluded': {
      key,
      fold: (_row, event) => {
        const data = event.data as RequestEvents['requests.RequestExcluded'];
        return {
          id: data.id,
          area: event.area,
          class: data.class,
          code: data.code,
          reason: data.reason,
          by: { name: event.actor.name, org: event.actor.org.name },
          at: event.happenedAt,
          until: data.until,
          appeal: 'none',
          appealReason: null,
          appealedAt: null,
          decision: null,
        };
      },
    },
    'requests.ExclusionAppealed': after((event) => ({
      appeal: 'open',
      appealReason: event.data.reason,
      appealedAt: event.happenedAt,
    })),
    'requests.ExclusionDecided': after((event) => ({
      appeal: event.data.decision,
      decision: {
        name: event.actor.name,
        org: event.actor.org.name,
        reason: event.data.reason,
        at: event.happenedAt,
      },
    })),
  },
};

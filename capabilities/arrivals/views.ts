import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import { maskName, maskPhone } from '../people/index.ts';
import type { ArrivalEvents, ArrivalState, Measure } from './model.ts';

/** Somebody who is to arrive or has: what was declared, what the edition says, and what was done. */
export interface ArrivalRow extends Row {
  name: string;
  phone: string | null;
  to: string;
  from: string;
  level: string;
  leftOn: Day;
  arrivesOn: Day;
  disease: string;
  way: string;
  declaredAt: Instant;
  declaredBy: string;
  measure: Measure;
  stage: ArrivalState['stage'];
  /** Until when somebody is to get in touch; null when nobody need. */
  dueAt: Instant | null;
  followedUpAt: Instant | null;
  note: string | null;
  arrivedAt: Instant | null;
  testedAt: Instant | null;
  testedWhere: string | null;
  result: string | null;
}

const on = (change: (event: Event) => Partial<ArrivalRow>): Folding<ArrivalRow> => ({
  key: (event) => event.data.id,
  fold: (row, event) => row && { ...row, ...change(event) },
});

export const arrivals: View<ArrivalRow> = {
  columns: { stage: 'text', level: 'text', arrivesOn: 'text', dueAt: 'instant', result: 'text', declaredBy: 'text' },
  reads: {
    resident: { mine: 'declaredBy' },
    grid: 'area',
    desk: 'area',
    officer: 'area',
    investigator: 'area',
    hq: 'area',
    overseer: 'area',
  },
  search: (row) => `${row.name} ${row.from}`.toLowerCase(),
  order: 'arrivesOn',
  subjects: (row) => [row.to],
  mask: (row, actor) =>
    ['hq', 'overseer'].includes(actor.role)
      ? { ...row, name: maskName(row.name), phone: row.phone && maskPhone(row.phone) }
      : row,
  on: {
    'arrivals.ArrivalDeclared': {
      key: (event) => event.data.id,
      fold(_row, event): ArrivalRow {
        const { phone, ...data } = event.data as ArrivalEvents['arrivals.ArrivalDeclared'];
        return {
          ...data,
          area: event.area,
          phone: phone ?? null,
          declaredAt: event.happenedAt,
          declaredBy: event.actor.id,
          stage: 'declared',
          dueAt: null,
          followedUpAt: null,
          note: null,
          arrivedAt: null,
          testedAt: null,
          testedWhere: null,
          result: null,
        };
      },
    },
    'arrivals.FollowUpNeeded': on(({ data }) => ({ dueAt: data.dueAt })),
    'arrivals.ArrivalWithdrawn': on(() => ({ stage: 'withdrawn', dueAt: null })),
    'arrivals.PersonArrived': on(({ happenedAt }) => ({ stage: 'arrived', arrivedAt: happenedAt })),
    'arrivals.TestTaken': on(({ data }) => ({ testedAt: data.at, testedWhere: data.where, result: 'waiting' })),
    'arrivals.TestResulted': on(({ data }) => ({ result: data.result })),
    'arrivals.FollowedUp': on(({ data, happenedAt }) => ({ followedUpAt: happenedAt, dueAt: null, note: data.note })),
  },
};

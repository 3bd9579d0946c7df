import type { Event } from '../../kernel/event.ts';
import { addSpan, type Instant } from '../../kernel/time.ts';
import type { Clock } from '../../protocols/schema-city.ts';
import type { DutyEvents, DutyRow } from './model.ts';

type Waiting = Pick<DutyRow, 'acknowledgeAt' | 'acknowledged' | 'askedAbove'>;

/** A task that was just pushed under a clock: somebody is waited for when the clock says within what. */
export const pushed = (clock: Clock | undefined, at: Instant): Waiting => ({
  acknowledgeAt: clock?.acknowledge ? addSpan(at, clock.acknowledge) : null,
  acknowledged: null,
  askedAbove: null,
});

/** Whoever handles a task has received it. */
export const receivedBy = (row: DutyRow, { happenedAt, actor }: Event): DutyRow =>
  row.acknowledged ? row : { ...row, acknowledgeAt: null, acknowledged: { at: happenedAt, by: actor.name } };

/** The office above was told; the owner stays the owner. */
export const unacknowledged = (row: DutyRow, { data, happenedAt }: Event): DutyRow => {
  const { to, nextAt } = data as DutyEvents['duties.DutyUnacknowledged'];
  if (row.state === 'done') return row;
  return {
    ...row,
    acknowledgeAt: nextAt,
    askedAbove: to,
    told: [...row.told, { ...to, at: happenedAt }],
    toldLevels: [...new Set([...row.toldLevels, to.level])],
  };
};

import type { Decision, Told } from '../../kernel/capability.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { addMinutes, addSpan, type Instant } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import type { Clock } from '../../protocols/schema-city.ts';
import { upward } from './clearance.ts';
import type { DutyRow } from './model.ts';

/** By when the receiver of a hand-over says that it has arrived; undefined where the city states no time. */
export function handedOverBy(library: ProtocolLibrary, { now, today }: Told): Instant | undefined {
  const minutes = settingOn(library, 'duty.acknowledge.min', today);
  return isRefusal(minutes) ? undefined : addMinutes(now, Number(minutes.value));
}

/** Said once; said again it changes nothing. */
export const acknowledge = (row: DutyRow): Decision =>
  row.acknowledged ? [] : [{ type: 'duties.DutyAcknowledged', area: row.area, data: { duty: row.id } }];

/** Nobody said in time that the task has arrived: one office further up is told, until the city's. The owner stays the owner. */
export function askAbove(
  row: DutyRow | undefined,
  clock: Clock | undefined,
  library: ProtocolLibrary,
  told: Told,
): Decision {
  if (!row || row.state === 'done' || row.acknowledged || row.acknowledgeAt === null || row.acknowledgeAt > told.now)
    return [];
  const from = row.askedAbove ?? row.owner;
  const to = upward(from);
  const next = clock?.acknowledge ? addSpan(told.now, clock.acknowledge) : handedOverBy(library, told);
  const nextAt = upward(to).level === to.level ? null : (next ?? null);
  return [{ type: 'duties.DutyUnacknowledged', area: row.area, data: { duty: row.id, to, nextAt } }];
}

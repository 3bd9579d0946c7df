import { setTimeout as sleep } from 'node:timers/promises';
import { addMinutes, type Instant } from '../../kernel/time.ts';
import type { Clock } from '../../server/clock.ts';

/**
 * A clock that stands still between the moments of a drill, so that a drill goes the same way on any machine.
 * `speed`: city seconds per real second, 1 is real time; absent: as fast as the machine can.
 */
export function drillClock(start: Instant, speed?: number, signal?: AbortSignal): Clock {
  let now = start;
  return {
    now: () => now,
    async advance(minutes) {
      if (speed !== undefined) await sleep((minutes * 60_000) / speed, undefined, signal ? { signal } : {});
      now = addMinutes(now, minutes);
      return now;
    },
    async begin(at) {
      now = at;
    },
  };
}

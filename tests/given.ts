import type { Actor, Role } from '../kernel/actor.ts';
import type { Capability } from '../kernel/capability.ts';
import type { Event } from '../kernel/event.ts';
import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { registryOf } from '../kernel/registry.ts';
import { createReplica, type Replica } from '../kernel/replica.ts';
import { addHours, type Instant } from '../kernel/time.ts';

/** Somebody of the test city, by role. Level of the organisation decides authority. */
export function actor(role: Role, changes: Partial<Actor> = {}): Actor {
  return {
    id: `${role}-1`,
    name: `${role} 1`,
    role,
    area: 'cn.44.03.04',
    org: { id: `org-${role}`, name: `Office of ${role}`, level: 'district', kind: 'government' },
    ...changes,
  };
}

/** A city in memory with a clock: `given` its past, `when` somebody acts, look at events, refusals and rows. */
export function city(
  capabilities: Capability[],
  options: { protocol?: (replica: Replica) => unknown; now?: Instant } = {},
) {
  const replica = createReplica({
    registry: registryOf(capabilities),
    protocol: options.protocol ?? (() => ({})),
    zone: 'Asia/Shanghai',
    exercise: true,
  });
  let now = options.now ?? '2022-09-20T01:00:00.000Z';
  let n = 0;
  return {
    replica,
    get now() {
      return now;
    },
    /** Sends a command and lets every reaction follow. */
    when(
      who: Actor,
      command: string,
      input: unknown,
      more: { id?: string; happenedAt?: Instant } = {},
    ): Event[] | Refusal {
      const outcome = replica.run({ id: more.id ?? `c${++n}`, command, input, happenedAt: more.happenedAt }, who, now);
      replica.settle(now);
      return outcome;
    },
    /** Like `when`, but the past must have been possible. */
    given(who: Actor, command: string, input: unknown): Event[] {
      const outcome = this.when(who, command, input);
      if (isRefusal(outcome)) throw new Error(`given ${command}: ${outcome.refused}: ${outcome.words.en}`);
      return outcome;
    },
    /** Lets hours pass, an hour at a time, as the server's clockwork does. */
    pass(hours: number): Refusal[] {
      const refusals: Refusal[] = [];
      const until = addHours(now, hours);
      while (now < until) {
        const next = addHours(now, 1);
        now = next < until ? next : until;
        refusals.push(...replica.tick(now));
      }
      return refusals;
    },
  };
}

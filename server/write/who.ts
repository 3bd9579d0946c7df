import { type Account, type Actor, grantFor } from '../../kernel/actor.ts';
import type { Linked } from '../../kernel/log.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import type { RegisteredCommand } from '../../kernel/registry.ts';
import { notPermitted } from './refusals.ts';

/** A repeat comes from the same person about the same thing; another's answer is not for whoever guesses its id. */
export const isSame = (done: Linked | undefined, by: { id: string }, item: { stream: string } | Refusal): boolean =>
  done?.actor.id === by.id && (isRefusal(item) || done.stream === item.stream);

/** Picks the grant that permits a command at a place. */
export function actorFor(
  by: Account | Actor,
  command: RegisteredCommand,
  area: string | undefined,
  state: unknown,
): Actor | Refusal {
  if (!('grants' in by)) return command.roles.includes(by.role) ? by : notPermitted(command, area);
  const sent = state !== undefined && command.sent?.(state) === by.id;
  const grant =
    (area === undefined ? undefined : grantFor(by, command.roles, area)) ??
    (area === undefined || sent ? by.grants.find((item) => command.roles.includes(item.role)) : undefined);
  if (!grant) return notPermitted(command, area);
  return { id: by.id, name: by.name, org: by.org, role: grant.role, area: grant.area };
}

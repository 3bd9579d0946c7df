import { systemActor } from '../kernel/actor.ts';
import type { Capability } from '../kernel/capability.ts';
import type { Register } from '../server/register-port.ts';

/** A register of some capabilities only, without protocols: for tests of the server itself. */
export const registerOf = (capabilities: Capability[]): Register => ({
  system: systemActor('test'),
  library: async () => ({ editions: [] }) as any,
  capabilities: () => capabilities,
  routes: () => [],
  protocol: async () => ({ told: () => ({}), saw: () => undefined, views: [], refresh: async () => undefined }),
  recordVerified: () => undefined,
  traceRead: () => undefined,
  noteRefusal: () => undefined,
});

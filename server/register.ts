import { capability as cases } from '../capabilities/cases/capability.ts';
import { capability as crew } from '../capabilities/crew/capability.ts';
import { dutiesCapability } from '../capabilities/duties/capability.ts';
import { capability as editions } from '../capabilities/editions/capability.ts';
import { type InForceRow, activeOf } from '../capabilities/editions/index.ts';
import { capability as people } from '../capabilities/people/capability.ts';
import { capability as places } from '../capabilities/places/capability.ts';
import { capability as stays } from '../capabilities/stays/capability.ts';
import { systemActor } from '../kernel/actor.ts';
import type { Event } from '../kernel/event.ts';
import type { Active, InForce } from '../protocols/in-force.ts';
import { loadProtocols } from './protocols.ts';
import type { ProtocolKeeper, Register } from './register-port.ts';

const IN_FORCE = 'editions.inForce';

/** The only file of the server that names capabilities and adapters. */
export const register: Register = {
  system: systemActor('server'),
  library: () => loadProtocols(),
  capabilities: (library) => [places, people, crew, editions, cases, stays, dutiesCapability(library)],
  routes: [],
  async protocol(library, look): Promise<ProtocolKeeper> {
    let inForce: InForce = { library, active: [] };
    const refresh = async () => {
      const rows = (await look({ view: IN_FORCE, limit: 10_000 })) as InForceRow[];
      inForce = { library, active: activeOf(rows) };
    };
    await refresh();
    return {
      told: () => inForce,
      views: [IN_FORCE],
      refresh,
      saw(event: Event) {
        if (event.type !== 'editions.EditionActivated') return;
        const { disease, edition, area, from } = event.data as Active;
        inForce = { library, active: [...inForce.active, { disease, edition, area, from }] };
      },
    };
  },
  traceRead: () => undefined,
  noteRefusal: () => undefined,
};

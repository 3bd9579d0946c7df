import { capability as cases } from '../capabilities/cases/capability.ts';
import { capability as contacts } from '../capabilities/contacts/capability.ts';
import { capability as crew } from '../capabilities/crew/capability.ts';
import { dutiesCapability } from '../capabilities/duties/capability.ts';
import { capability as editions } from '../capabilities/editions/capability.ts';
import { type InForceRow, activeOf } from '../capabilities/editions/index.ts';
import { routes as editionsRoutes } from '../capabilities/editions/server/routes.ts';
import { capability as people } from '../capabilities/people/capability.ts';
import { capability as places } from '../capabilities/places/capability.ts';
import { oversightCapability } from '../capabilities/oversight/capability.ts';
import { noteCall, traceCall } from '../capabilities/oversight/index.ts';
import { routes as oversightRoutes } from '../capabilities/oversight/server/routes.ts';
import { capability as requests } from '../capabilities/requests/capability.ts';
import { capability as stays } from '../capabilities/stays/capability.ts';
import { routes as staysRoutes } from '../capabilities/stays/server/routes.ts';
import { capability as visits } from '../capabilities/visits/capability.ts';
import { capability as zones } from '../capabilities/zones/capability.ts';
import { routes as zonesRoutes } from '../capabilities/zones/server/routes.ts';
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
  capabilities: (library) => [places, people, crew, editions, cases, contacts, stays, zones, requests, visits, dutiesCapability(library), oversightCapability(library)],
  routes: [...oversightRoutes, ...editionsRoutes, ...staysRoutes, ...zonesRoutes],
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
  traceRead: traceCall,
  noteRefusal: noteCall,
};

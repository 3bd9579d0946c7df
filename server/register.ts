import { lists } from '../adapters/linelist/index.ts';
import { open311 } from '../adapters/open311/port.ts';
import { readStreets } from '../adapters/osm/index.ts';
import { capability as arrivals } from '../capabilities/arrivals/capability.ts';
import { capability as cases } from '../capabilities/cases/capability.ts';
import { caseRoutes } from '../capabilities/cases/server/routes.ts';
import { capability as contacts } from '../capabilities/contacts/capability.ts';
import { coverageRoutes } from '../capabilities/coverage/server/routes.ts';
import { capability as crew } from '../capabilities/crew/capability.ts';
import { capability as drills } from '../capabilities/drills/capability.ts';
import { drillRoutes } from '../capabilities/drills/server/routes.ts';
import { dutiesCapability } from '../capabilities/duties/capability.ts';
import { routes as dutiesRoutes } from '../capabilities/duties/server/routes.ts';
import { capability as editions } from '../capabilities/editions/capability.ts';
import { activeOf, type InForceRow } from '../capabilities/editions/index.ts';
import { routes as editionsRoutes } from '../capabilities/editions/server/routes.ts';
import { capability as entry } from '../capabilities/entry/capability.ts';
import { capability as floors } from '../capabilities/floors/capability.ts';
import { capability as inspections } from '../capabilities/inspections/capability.ts';
import { inspectionRoutes } from '../capabilities/inspections/server/routes.ts';
import { capability as laboratory } from '../capabilities/laboratory/capability.ts';
import { oversightCapability } from '../capabilities/oversight/capability.ts';
import { noteCall, traceCall } from '../capabilities/oversight/index.ts';
import { routes as oversightRoutes } from '../capabilities/oversight/server/routes.ts';
import { capability as people } from '../capabilities/people/capability.ts';
import { capability as places } from '../capabilities/places/capability.ts';
import { capability as requests } from '../capabilities/requests/capability.ts';
import { routes as requestsRoutes } from '../capabilities/requests/server/routes.ts';
import { capability as reserves } from '../capabilities/reserves/capability.ts';
import { capability as rounds } from '../capabilities/rounds/capability.ts';
import { roundRoutes } from '../capabilities/rounds/server/routes.ts';
import { streetsOf } from '../capabilities/rounds/streets.ts';
import { signalsCapability } from '../capabilities/signals/capability.ts';
import { signalRoutes } from '../capabilities/signals/server/routes.ts';
import { situationCapability } from '../capabilities/situation/capability.ts';
import { situationRoutes } from '../capabilities/situation/server/routes.ts';
import { capability as stays } from '../capabilities/stays/capability.ts';
import { routes as staysRoutes } from '../capabilities/stays/server/routes.ts';
import { transmissionRoutes } from '../capabilities/transmission/server/routes.ts';
import { capability as visits } from '../capabilities/visits/capability.ts';
import { capability as warnings } from '../capabilities/warnings/capability.ts';
import { capability as zones } from '../capabilities/zones/capability.ts';
import { routes as zonesRoutes } from '../capabilities/zones/server/routes.ts';
import { type Account, systemActor } from '../kernel/actor.ts';
import type { Event } from '../kernel/event.ts';
import type { Active, InForce } from '../protocols/in-force.ts';
import { loadProtocols } from './protocols.ts';
import type { ProtocolKeeper, Register } from './register-port.ts';
import { whatIf } from './simulation.ts';

/** The city's own area, and the address it is reached at from outside. */
const AREA = process.env['TANDEM_AREA'] ?? 'cn.44.03.04';
const ADDRESS = process.env['TANDEM_ADDRESS'] ?? 'http://localhost:8080';
/** Who posts through Open311: it may take requests in, as a desk, and nothing else is reachable with a key. */
const OPEN311: Account = {
  id: 'open311',
  name: 'Open311',
  org: { id: 'open311', name: 'Open311', level: 'city', kind: 'hotline' },
  grants: [{ role: 'desk', area: 'cn' }],
};
/** Keys of Open311 from TANDEM_OPEN311_KEYS, comma between; an exercise also takes `exercise`. */
const keysOf = (exercise: boolean): Set<string> =>
  new Set([
    ...(process.env['TANDEM_OPEN311_KEYS'] ?? '').split(',').filter(Boolean),
    ...(exercise ? ['exercise'] : []),
  ]);

/** Street map of the city (.osm.pbf) for the rounds' travel times; without one they are straight lines and say so. Read when first asked for. */
const STREETS = process.env['TANDEM_STREETS'];
let built: Promise<ReturnType<typeof streetsOf>> | undefined;
const streets = async (file: string, points: Parameters<ReturnType<typeof streetsOf>>[0]) => {
  built ??= readStreets(file).then(streetsOf);
  return (await built)(points);
};

const IN_FORCE = 'editions.inForce';

/** The only file of the server that names capabilities and adapters. */
export const register: Register = {
  system: systemActor('server'),
  library: () => loadProtocols(),
  capabilities: (library) => [
    places,
    people,
    crew,
    editions,
    cases,
    arrivals,
    contacts,
    stays,
    zones,
    requests,
    laboratory,
    entry,
    visits,
    rounds,
    dutiesCapability(library),
    drills,
    reserves,
    floors,
    oversightCapability(library),
    inspections,
    situationCapability(),
    signalsCapability(library),
    warnings,
  ],
  routes: ({ exercise }) => [
    ...caseRoutes(lists),
    ...editionsRoutes,
    ...staysRoutes,
    ...zonesRoutes,
    ...requestsRoutes,
    ...dutiesRoutes,
    ...oversightRoutes,
    ...situationRoutes(whatIf),
    ...drillRoutes(),
    ...inspectionRoutes,
    ...signalRoutes,
    ...coverageRoutes,
    ...transmissionRoutes,
    ...roundRoutes(STREETS ? (points) => streets(STREETS, points) : undefined),
    ...open311({
      area: AREA,
      jurisdictions: [],
      keys: (key) => (keysOf(exercise).has(key) ? OPEN311 : undefined),
      endpoint: {
        url: `${ADDRESS}/open311/v2`,
        type: exercise ? 'test' : 'production',
        contact: '12345',
        keyService: `${ADDRESS}/start`,
      },
    }),
  ],
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
  recordVerified: (day, { events, faults: [first, ...others] }) => ({
    command: 'oversight.RecordVerification',
    purpose: 'oversight',
    input: {
      day,
      events,
      faults: first ? others.length + 1 : 0,
      ...(first ? { first: `${first.stream} ${first.version}: ${first.fault}` } : {}),
    },
  }),
  traceRead: traceCall,
  noteRefusal: noteCall,
};

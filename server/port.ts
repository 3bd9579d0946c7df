import type { CityPort } from '../kernel/port.ts';
import type { City } from './city.ts';

/** The city as routes, jobs and the command line see it. */
export const portOf = (city: City): CityPort => ({
  now: city.clock.now,
  zone: city.zone,
  exercise: city.exercise,
  library: city.library,
  protocol: city.protocol,
  commands: city.registry.commands,
  list: (account, query, purpose) => city.reads.list(account, query.view, query, purpose),
  look: city.look,
  run: city.run,
  runMany: (calls, by) => Promise.all(calls.map((call) => city.run(call, by))),
  newId: () => crypto.randomUUID(),
});

import { parseArgs } from 'node:util';
import { digestsOf, rebuild } from '../server/rebuild.ts';
import { openCityOf } from './city.ts';
import type { Io } from './io.ts';

const HELP = `Usage: npx tandem rebuild [--check] [--json]
Throws all views away and folds the log again. --check: exit code 1 when a view came out other than it was.`;

/** `tandem rebuild`: any view can be thrown away. */
export async function rebuildCommand(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { check: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    io.out(HELP);
    return 0;
  }
  const opened = await openCityOf(io);
  try {
    const { pools, registry } = opened.city;
    const before = await digestsOf(pools.writer, registry.views.values());
    const { events, digests } = await rebuild(
      pools.writer,
      registry,
      undefined,
      (done, total) => values.json || io.err(`${done} of ${total} events`),
    );
    const changed = Object.keys(digests).filter((view) => digests[view] !== before[view]);
    if (values.json) io.out(JSON.stringify({ events, views: Object.keys(digests).length, changed }));
    else
      io.out(
        `${events} events folded into ${Object.keys(digests).length} views; ${changed.length === 0 ? 'all as they were' : `changed: ${changed.join(', ')}`}.`,
      );
    return values.check && changed.length > 0 ? 1 : 0;
  } finally {
    await opened.stop();
  }
}

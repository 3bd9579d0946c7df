import { parseArgs } from 'node:util';
import { verifyLog } from '../server/log/postgres.ts';
import { openCityOf } from './city.ts';
import type { Io } from './io.ts';

const HELP = `Usage: npx tandem verify [--json]
Recomputes every hash of every stream, the daily anchors and the density of the log. Exit code 1 when something is broken.`;

/** `tandem verify`: names the first broken event. */
export async function verifyCommand(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    io.out(HELP);
    return 0;
  }
  const opened = await openCityOf(io);
  try {
    const { events, faults } = await verifyLog(
      opened.city.pools.writer,
      (done) => values.json || io.err(`${done} events read`),
    );
    if (values.json) io.out(JSON.stringify({ events, faults }));
    else if (faults.length === 0) io.out(`${events} events verified; no fault.`);
    else {
      const [first] = faults;
      io.out(
        `${events} events read; ${faults.length} faults. First: event ${first?.seq} (${first?.stream} version ${first?.version}): ${first?.fault}.`,
      );
    }
    return faults.length === 0 ? 0 : 1;
  } finally {
    await opened.stop();
  }
}

import { parseArgs } from 'node:util';
import pino from 'pino';
import { createAccounts } from '../server/accounts.ts';
import { openCity } from '../server/city.ts';
import { openDatabase } from '../server/database/open.ts';
import { createApp } from '../server/http/app.ts';
import type { Progress } from '../server/http/options.ts';
import { register } from '../server/register.ts';
import { seedDemo } from './demo/seed.ts';
import { type Io, UsageError } from './io.ts';
import { builtWeb } from './web.ts';

const HELP = `Usage: npx tandem start [--demo [--size village|district]] [--port 8080] [--host 127.0.0.1]
Starts the city: web pages, API, clocks. --demo makes the demo city (an exercise) in an empty database.
PORT, TANDEM_DATA and DATABASE_URL are honoured. GET /healthz answers 200 when ready. Ctrl-C stops it cleanly.`;

/** `tandem start`: runs until it is told to stop. */
export async function startCommand(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      demo: { type: 'boolean' },
      size: { type: 'string', default: 'district' },
      port: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    io.out(HELP);
    return 0;
  }
  const port = Number(values.port ?? process.env['PORT'] ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`port-malformed: ${values.port ?? process.env['PORT']}. Give a number from 1 to 65535.`);
  if (values.size !== 'village' && values.size !== 'district')
    throw new UsageError(`size-unknown: ${values.size}. One of village, district.`);

  const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'warn' }, pino.destination({ dest: 2, sync: false }));
  // last opened, first closed; also when the port is taken or the pages do not build
  const closing: (() => Promise<unknown>)[] = [];
  const web = builtWeb((line) => io.err(line));
  web.catch(() => undefined);
  try {
    const database = await openDatabase({ log: (line) => logger.info(line) });
    closing.unshift(() => database.stop());
    const city = await openCity({
      url: database.url,
      register,
      ...(values.demo ? { exercise: true } : {}),
      log: (line, more) => logger.warn(more ?? {}, line),
    });
    closing.unshift(() => city.stop());
    const accounts = createAccounts(city.pools.writer);
    let progress: Progress = { done: 0, total: 1, label: { en: 'Starting', zh: '正在启动' }, ready: !values.demo };
    const app = await createApp({ city, accounts, register, logger, progress: () => progress, webRoot: await web });
    closing.unshift(() => app.close());
    const address = await app.listen({ port, host: values.host });
    io.out(`Tandem is at ${address} (PostgreSQL ${database.version}${database.embedded ? ', embedded' : ''})`);

    const stopping = stopOnSignal();
    if (values.demo) {
      const tell = (step: Progress): void => {
        progress = step;
        if (process.stderr.isTTY) process.stderr.write(`\r${step.label.en}: ${step.done} of ${step.total}      `);
      };
      await seedDemo(city, accounts, values.size, tell, stopping.signal).catch((error) => {
        if (!stopping.signal.aborted) throw error;
      });
      if (!stopping.signal.aborted) io.out(`The demo city is ready: ${address}/start`);
    }
    await stopping.asked;
  } finally {
    for (const close of closing) await close();
  }
  return 0;
}

/** Resolves on the first Ctrl-C or termination; a second one ends the process at once. */
function stopOnSignal(): { asked: Promise<void>; signal: AbortSignal } {
  const controller = new AbortController();
  const asked = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        if (controller.signal.aborted) process.exit(130);
        controller.abort();
        resolve();
      });
    }
  });
  return { asked, signal: controller.signal };
}

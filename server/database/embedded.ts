import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { prepareHome, remove, serverAccount } from './embedded.account.ts';
import { locateBinaries } from './embedded.binaries.ts';
import type { Home } from './embedded.cluster.ts';
import { halt, locked } from './embedded.process.ts';
import { address, adopt, adoptOrLaunch, liveServer, type Server, type ServerOptions } from './embedded.server.ts';
import { DatabaseFault } from './fault.ts';

export interface EmbeddedOptions extends ServerOptions {
  /** Tandem's data folder; everything of the database goes into `<dataDir>/postgres`. */
  dataDir: string;
  log?: (line: string) => void;
}

export interface Embedded {
  /** Database `tandem` as its owner, the plain role `tandem`. Holds the password: never log it. */
  url: string;
  /** Database `postgres` as the superuser, for tests and exports. */
  adminUrl: string;
  socketDir: string;
  /** Process id of the server; another one after it was revived. */
  readonly pid: number;
  /** The server was already running, left by a process that was killed or shared with one that lives. */
  adopted: boolean;
  /** Stops the server, unless another live Tandem process uses it. */
  stop(): Promise<void>;
}

/** Key of the advisory lock that every process using an embedded server holds shared. */
const inUse = 7_270_001;

/** Starts PostgreSQL in a data folder (making it at first), or adopts the one that already serves it. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const log = options.log ?? (() => {});
  const account = serverAccount();
  const path = prepareHome(options.dataDir, account, log);
  const home: Home = { path, cluster: join(path, 'cluster'), log: join(path, 'server.log'), account };
  const binaries = locateBinaries(path, account, log);

  let stopped = false;
  let server: Server | undefined;
  let anchor: pg.Client | undefined;

  /** One idle connection tells others that we use the server, and tells us when the server is gone. */
  const hold = async (held: Server): Promise<void> => {
    server = held;
    const client = new pg.Client({ connectionString: address('admin', held), application_name: 'tandem anchor' });
    let lost = false;
    const onLost = (): void => {
      if (lost || stopped || anchor !== client) return;
      lost = true;
      anchor = undefined;
      log('the database server went away; bringing it back');
      void revive();
    };
    client.on('error', onLost).on('end', onLost);
    await client.connect();
    await client.query(`SELECT pg_advisory_lock_shared(${inUse})`);
    // The anchor must not keep a finished program from ending.
    streamOf(client).unref();
    anchor = client;
  };
  /** Held before the lock is given back, so that no other process can stop the server in between, nor we ourselves. */
  const bring = (): Promise<void> =>
    locked(path, async () => {
      if (!stopped) await hold(await adoptOrLaunch(home, binaries, options, log));
    });
  const revive = async (): Promise<void> => {
    for (let wait = 50; !stopped; wait = Math.min(wait * 2, 5000)) {
      try {
        return await bring();
      } catch (error) {
        log(`the database does not come back: ${(error as Error).message}`);
        // Damage, a full disk or a foreign version do not mend themselves quickly; the rest may be over in a moment.
        if (error instanceof DatabaseFault) wait = 5000;
        await sleep(wait, undefined, { ref: false });
      }
    }
  };
  await bring();
  const first = server as unknown as Server;

  return {
    url: address('tandem', first),
    adminUrl: address('admin', first),
    socketDir: first.socketDir,
    get pid() {
      return (server ?? first).pid;
    },
    adopted: first.adopted,
    async stop() {
      if (stopped) return;
      stopped = true;
      // Under the same lock as a start, so that nobody adopts a server that is about to go.
      await locked(path, async () => {
        if (!anchor) {
          // The server was lost or restarted by another process just now: look for the one that runs.
          const running = liveServer(home.cluster);
          const found = running && (await adopt(home, running, log));
          if (!found) return;
          await hold(found);
        }
        const last = await isLast(anchor as pg.Client);
        await anchor?.end().catch(() => {});
        if (!last) return;
        await halt(server ?? first, log);
        if (!first.socketDir.startsWith(path)) remove(first.socketDir);
      });
    },
  };
}

/** The driver does not offer its socket, and only the socket can be told not to keep the program alive. */
function streamOf(client: pg.Client): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}

/** Gives up our share of the server and asks whether that was the last one. */
async function isLast(anchor: pg.Client): Promise<boolean> {
  streamOf(anchor).ref();
  try {
    const { rows } = await anchor.query(
      `SELECT pg_advisory_unlock_shared(${inUse}), pg_try_advisory_lock(${inUse}) AS last`,
    );
    return rows[0].last;
  } catch {
    return true;
  }
}

import pg from 'pg';

/** Which views changed up to which place in the log. No data: readers ask again, within what they may see. */
export interface Change {
  seq: number;
  views: string[];
}

export interface Live {
  /** Told by the runner after each commit. */
  changed(seq: number, views: Iterable<string>): void;
  listen(listener: (change: Change) => void): () => void;
  close(): Promise<void>;
}

/** Rings at most once per this many milliseconds: a notifying commit takes a global lock in PostgreSQL. */
const QUIET_MS = 150;
const RETRY_MS = 1000;

/** Live updates across nodes by LISTEN and NOTIFY, outside of every domain transaction. */
export async function openLive(url: string, log: (line: string) => void): Promise<Live> {
  const listeners = new Set<(change: Change) => void>();
  let client: pg.Client;
  let closed = false;
  let again: NodeJS.Timeout | undefined;
  const connect = async (): Promise<void> => {
    const made = new pg.Client({ connectionString: url, application_name: 'tandem live' });
    made.on('error', (error) => {
      if (closed) return;
      log(`live updates lost their connection: ${error.message}`);
      retry();
    });
    made.on('notification', ({ payload }) => {
      const change: Change = JSON.parse(payload ?? '{"seq":0,"views":[]}');
      for (const listener of listeners) listener(change);
    });
    await made.connect();
    await made.query('listen tandem_live');
    client = made;
  };
  /** A database that restarts is back within seconds; pages that missed something ask again by themselves. */
  const retry = (): void => {
    clearTimeout(again);
    if (closed) return;
    again = setTimeout(() => void connect().catch(retry), RETRY_MS);
  };
  await connect();
  const touched = new Set<string>();
  let head = 0;
  let timer: NodeJS.Timeout | undefined;
  const ring = async (): Promise<void> => {
    timer = undefined;
    const change: Change = { seq: head, views: [...touched] };
    touched.clear();
    await client
      .query(`select pg_notify('tandem_live', $1)`, [JSON.stringify(change)])
      .catch((error) => log(`a live update was not sent: ${error.message}`));
  };
  return {
    changed(seq, views) {
      head = Math.max(head, seq);
      for (const view of views) touched.add(view);
      timer ??= setTimeout(ring, QUIET_MS);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(again);
      listeners.clear();
      await client.end();
    },
  };
}

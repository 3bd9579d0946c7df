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

/** Live updates across nodes by LISTEN and NOTIFY, outside of every domain transaction. */
export async function openLive(url: string, log: (line: string) => void): Promise<Live> {
  const client = new pg.Client({ connectionString: url, application_name: 'tandem live' });
  client.on('error', (error) => log(`live updates lost their connection: ${error.message}`));
  await client.connect();
  await client.query('listen tandem_live');
  const listeners = new Set<(change: Change) => void>();
  client.on('notification', ({ payload }) => {
    const change: Change = JSON.parse(payload ?? '{"seq":0,"views":[]}');
    for (const listener of listeners) listener(change);
  });
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
      clearTimeout(timer);
      listeners.clear();
      await client.end();
    },
  };
}

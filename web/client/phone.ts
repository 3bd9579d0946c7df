import type { Account } from '../../kernel/actor.ts';
import type { Row } from '../../kernel/capability.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import {
  type Client,
  newId,
  type Outcome,
  type ReadParams,
  Refused,
  type Rejected,
  type RunOptions,
  type Session,
} from '../../kit/port.ts';
import type { PhoneEngine } from './phone-engine.ts';

const FIELD_ROLES = ['volunteer', 'grid'];
/** A command waits this long for the server's word before the worker goes on; it stays in the outbox either way. */
const PATIENCE_MS = 4000;
const RETRY_MS = 10_000;
const SESSION = 'tandem-session';

interface Answer {
  id: string;
  answer: 'applied' | 'repeated' | 'refused';
  refusal?: Refusal;
}

const noAnswer = (error: unknown): boolean =>
  error instanceof Refused && (error.status === 0 || error.status >= 500 || error.status === 429);

/**
 * The online client, and beneath it what a field worker's phone carries. Every offline command is put into the outbox
 * first and sent from there, so closing the page loses nothing; the server's answer wins and the phone folds again.
 */
export function phoneClient(online: Client): Client {
  let engine: PhoneEngine | undefined;
  let waiting = 0;
  let rejected: Rejected[] = [];
  let cut = false;
  let ahead = 0;
  let flushing: Promise<void> | undefined;
  const watchers = new Set<() => void>();
  const listeners = new Set<(views: string[]) => void>();
  const answered = new Map<string, (outcome: Outcome) => void>();
  const tell = () => {
    for (const watcher of watchers) watcher();
  };
  const changed = () => {
    for (const listener of listeners) listener([]);
  };
  const cityNow = () => new Date(Date.now() + ahead).toISOString();

  async function begin(account: Account, session: Session): Promise<void> {
    if (engine || !account.grants.some((grant) => FIELD_ROLES.includes(grant.role))) return;
    const { createEngine } = await import('./phone-engine.ts');
    const name = `tandem-protocol-${account.id}`;
    const protocol = await online.get<unknown>('/api/protocols').then(
      (fresh) => {
        localStorage.setItem(name, JSON.stringify(fresh));
        return fresh;
      },
      () => JSON.parse(localStorage.getItem(name) ?? 'null'),
    );
    if (!protocol) return;
    const made = createEngine(account, { protocol, zone: session.zone, exercise: session.exercise });
    await made.load();
    engine = made;
    void navigator.storage?.persist?.();
    await recount();
    void flush().then(pull);
  }

  async function recount(): Promise<void> {
    waiting = (await engine?.store.outbox.count()) ?? 0;
    rejected = (await engine?.store.refused.toArray()) ?? [];
    const missing = (await engine?.store.kept.get('cut'))?.value as string[] | undefined;
    cut = (missing?.length ?? 0) > 0;
    tell();
  }

  /** Fetches what this phone carries, anew and whole. */
  async function pull(): Promise<void> {
    if (!engine) return;
    try {
      await engine.keep(await online.get('/api/sync'));
    } catch (error) {
      if (noAnswer(error)) return;
      throw error;
    }
    await engine.load();
    await recount();
    changed();
  }

  /** Sends the outbox in order. Web Locks: two tabs never send at once. */
  function flush(): Promise<void> {
    const held = engine;
    if (!held) return Promise.resolve();
    flushing ??= navigator.locks
      .request('tandem-outbox', () => sendAll(held))
      .finally(() => {
        flushing = undefined;
      });
    return flushing;
  }

  async function sendAll(held: PhoneEngine): Promise<void> {
    let sent = false;
    for (;;) {
      const batch = await held.store.outbox.orderBy('n').limit(100).toArray();
      if (batch.length === 0) break;
      let answers: Answer[];
      try {
        const body = {
          deviceNow: cityNow(),
          commands: batch.map(({ call }) => ({
            id: call.id,
            command: call.command,
            input: call.input,
            happenedAt: call.happenedAt,
          })),
        };
        ({ outcomes: answers } = await online.post<{ outcomes: Answer[] }>('/api/sync', body));
      } catch {
        break;
      }
      sent = true;
      let taken = 0;
      for (const { call, n } of batch) {
        const answer = answers.find(({ id }) => id === call.id);
        if (!answer) continue;
        const { refusal } = answer;
        if (refusal)
          await held.store.refused.put({
            id: call.id,
            command: call.command,
            input: call.input,
            refusal,
            at: cityNow(),
          });
        await held.store.outbox.delete(n);
        taken++;
        answered.get(call.id)?.(refusal ? { ok: false, refusal } : { ok: true, events: [] });
      }
      // an answer for none of them: keep all, and try again later
      if (taken === 0) break;
    }
    await recount();
    if (sent) await pull();
  }

  setInterval(() => waiting > 0 && void flush(), RETRY_MS);
  window.addEventListener('online', () => void flush().then(pull));
  online.subscribe((views) => {
    if (engine && views.some((view) => engine?.canRead(view))) void pull();
  });

  async function runHere(held: PhoneEngine, command: string, input: unknown, options: RunOptions): Promise<Outcome> {
    const call = { id: options.id ?? newId(), command, input, happenedAt: options.happenedAt ?? cityNow() };
    const decided = await held.decide(call);
    // Without network the phone's own rules are all there is; with it the server is asked whatever they say.
    if (decided !== undefined && decided !== 'decided' && !navigator.onLine) return { ok: false, refusal: decided };
    const outcome = new Promise<Outcome>((resolve) => answered.set(call.id, resolve));
    await held.store.outbox.add({ call } as never);
    await recount();
    changed();
    const patience = new Promise<Outcome>((resolve) =>
      setTimeout(() => resolve({ ok: true, events: [] }), navigator.onLine ? PATIENCE_MS : 0),
    );
    void flush();
    return Promise.race([outcome, patience]).finally(() => answered.delete(call.id));
  }

  return {
    async session() {
      try {
        const session = await online.session();
        ahead = Date.parse(session.now) - Date.now();
        localStorage.setItem(SESSION, JSON.stringify({ ...session, ahead }));
        if (session.account) void begin(session.account, session);
        else engine = undefined;
        return session;
      } catch (error) {
        const kept = noAnswer(error) && localStorage.getItem(SESSION);
        if (!kept) throw error;
        const session = JSON.parse(kept) as Session & { ahead: number };
        ahead = session.ahead;
        if (session.account) await begin(session.account, session);
        return { ...session, now: cityNow() };
      }
    },
    signIn: (credentials) => online.signIn(credentials),
    async signOut() {
      await online.signOut();
      localStorage.removeItem(SESSION);
      engine = undefined;
      waiting = 0;
      rejected = [];
    },
    async read<R extends Row>(view: string, params: ReadParams) {
      const held = engine;
      if (!held?.canRead(view)) return online.read<R>(view, params);
      if (waiting > 0 || !navigator.onLine) return held.read<R>(view, params);
      return online.read<R>(view, params).catch((error) => {
        if (noAnswer(error)) return held.read<R>(view, params);
        throw error;
      });
    },
    async row<R extends Row>(view: string, id: string) {
      const held = engine;
      const here = () => (held?.read<R>(view, { ids: [id] }).rows[0] ?? null) as R | null;
      if (!held?.canRead(view)) return online.row<R>(view, id);
      if (waiting > 0 || !navigator.onLine) return here();
      return online.row<R>(view, id).catch((error) => {
        if (noAnswer(error)) return here();
        throw error;
      });
    },
    run: (command, input, options = {}) =>
      engine?.canRun(command) ? runHere(engine, command, input, options) : online.run(command, input, options),
    get: (path) => online.get(path),
    post: (path, body) => online.post(path, body),
    subscribe(listener) {
      listeners.add(listener);
      const stop = online.subscribe(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
    get online() {
      return online.online;
    },
    get pending() {
      return waiting + online.pending;
    },
    get rejected() {
      return rejected;
    },
    get cut() {
      return cut;
    },
    async dismiss(id) {
      await engine?.store.refused.delete(id);
      await recount();
    },
    onStatus(watcher) {
      watchers.add(watcher);
      const stop = online.onStatus(watcher);
      return () => {
        watchers.delete(watcher);
        stop();
      };
    },
  };
}

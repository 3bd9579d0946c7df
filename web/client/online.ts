import type { Row } from '../../kernel/capability.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import {
  type Client,
  newId,
  type Outcome,
  type ReadAnswer,
  type ReadParams,
  Refused,
  type RunOptions,
  type Session,
} from '../../kit/port.ts';

const NO_ANSWER: Refusal = {
  refused: 'no-answer',
  words: {
    en: 'The server did not answer. Nothing is lost: send it again when the network is back.',
    zh: '服务器没有应答。内容未丢失：网络恢复后请再次提交。',
  },
};
/** Tries of one command; the id stays the same, so a command that did arrive is not carried out twice. */
const TRIES = 5;
const LONGEST_WAIT_MS = 20_000;
const CLOCK_MOVED_MS = 30_000;
const LOOK_AGAIN_MS = 10_000;

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Retry-After is seconds or a date (RFC 9110); without it, waits double from a quarter second, with chance so that phones do not come back together. */
function waitOf(answer: Response | undefined, tried: number): number {
  const told = answer?.headers.get('retry-after');
  const ms = told ? (/^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - Date.now()) : 250 * 2 ** tried;
  return Math.min(LONGEST_WAIT_MS, Math.max(0, ms || 0)) * (0.75 + Math.random() / 2);
}

async function send(path: string, init: RequestInit = {}): Promise<Response> {
  for (let tried = 0; ; tried++) {
    let answer: Response | undefined;
    try {
      answer = await fetch(path, { credentials: 'same-origin', ...init });
      if (![429, 502, 503, 504].includes(answer.status) || tried + 1 >= TRIES) return answer;
    } catch (error) {
      if (init.signal?.aborted || tried + 1 >= (navigator.onLine ? 3 : 1)) throw error;
    }
    await wait(waitOf(answer, tried));
  }
}

async function refusalFrom(answer: Response): Promise<Refusal> {
  const body = (await answer.json().catch(() => undefined)) as { refusal?: unknown } | undefined;
  if (isRefusal(body?.refusal)) return body.refusal;
  return {
    refused: `http-${answer.status}`,
    value: answer.url,
    words: {
      en: `The server answered ${answer.status}. Try again; if it stays so, tell your administrator the reference below.`,
      zh: `服务器返回 ${answer.status}。请重试；如仍如此，请将下方编号告知管理员。`,
    },
  };
}

async function json<T>(path: string, init?: RequestInit): Promise<T> {
  const answer = await send(path, init).catch(() => {
    throw new Refused(NO_ANSWER, 0);
  });
  if (!answer.ok) throw new Refused(await refusalFrom(answer), answer.status);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** Tells the server that a page of its own asks: no other site can set it. */
const OWN_PAGE = { 'x-tandem': '1' };
const posted = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { ...OWN_PAGE, 'content-type': 'application/json' },
  body: JSON.stringify(body ?? {}),
});
const addressOf = (name: string) => name.split('.').map(encodeURIComponent).join('/');

/** `?within=&status=open&status=late&q=`: a list is the same name several times; null is the word `null`. */
export function queryOf({ where = {}, ...rest }: ReadParams): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...where, ...rest })) {
    if (value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return text && `?${text}`;
}

/** The city over HTTP. */
export function onlineClient(): Client {
  const listeners = new Set<(views: string[]) => void>();
  const watchers = new Set<() => void>();
  let online = navigator.onLine;
  let pending = 0;
  let live: EventSource | undefined;
  let signedIn = false;
  /** City clock minus this machine's, in milliseconds. */
  let ahead: number | undefined;

  const tell = () => {
    for (const watcher of watchers) watcher();
  };
  const say = (views: string[]) => {
    for (const listener of listeners) listener(views);
  };
  const setOnline = (now: boolean) => {
    if (online === now) return;
    online = now;
    tell();
    if (now) say([]);
  };
  const count = (by: number) => {
    pending += by;
    tell();
  };
  window.addEventListener('online', () => setOnline(true));
  window.addEventListener('offline', () => setOnline(false));

  /** A browser calls itself online on any network: what counts is whether the server answers. */
  const comeBack = (): void => {
    setTimeout(() => void fetch('/healthz').then(() => setOnline(true), comeBack), LOOK_AGAIN_MS);
  };
  /** The live line broke: a server that answers is busy or has signed us out, one that does not is gone. */
  const lookWhether = (): void => {
    if (!online) return;
    void fetch('/healthz').catch(() => {
      if (!online) return;
      setOnline(false);
      comeBack();
    });
  };

  /** The browser reconnects by itself; after a break anything may have changed. */
  function listen() {
    let broken = false;
    live = new EventSource('/api/live');
    live.onmessage = (event) => {
      const { views, now } = JSON.parse(event.data) as { views: string[]; now?: string };
      // The trainer moved the exercise clock: the session tells the new time.
      const moved =
        now !== undefined && ahead !== undefined && Math.abs(Date.parse(now) - Date.now() - ahead) > CLOCK_MOVED_MS;
      if (moved) ahead = Date.parse(now) - Date.now();
      const changed = moved ? [...views, 'session'] : views;
      if (changed.length) say(changed);
    };
    live.onopen = () => {
      setOnline(true);
      if (broken) say([]);
      broken = false;
    };
    live.onerror = () => {
      broken = true;
      lookWhether();
      // Refused for good, e.g. signed out: come back later.
      if (live?.readyState !== EventSource.CLOSED) return;
      setTimeout(() => live?.readyState === EventSource.CLOSED && relisten(), 10_000);
    };
  }
  const relisten = () => {
    live?.close();
    live = undefined;
    if (signedIn && listeners.size) listen();
  };

  return {
    async session() {
      const session = await json<Session>('/api/session').catch((error) => {
        if (online && error instanceof Refused && error.status === 0) {
          setOnline(false);
          comeBack();
        }
        throw error;
      });
      ahead = Date.parse(session.now) - Date.now();
      if (signedIn !== (session.account !== null)) {
        signedIn = session.account !== null;
        relisten();
      }
      return session;
    },
    async signIn(credentials) {
      try {
        await json('/api/session', posted(credentials));
        relisten();
        return { ok: true, events: [] };
      } catch (error) {
        if (error instanceof Refused) return { ok: false, refusal: error.refusal };
        throw error;
      }
    },
    async signOut() {
      await json('/api/session', { method: 'DELETE', headers: OWN_PAGE });
      relisten();
    },
    read: <R extends Row>(view: string, params: ReadParams) =>
      json<ReadAnswer<R>>(`/api/views/${addressOf(view)}${queryOf(params)}`),
    async row<R extends Row>(view: string, id: string) {
      try {
        return await json<R>(`/api/views/${addressOf(view)}/${encodeURIComponent(id)}`);
      } catch (error) {
        if (error instanceof Refused && error.status === 404) return null;
        throw error;
      }
    },
    async run(
      command: string,
      input: unknown,
      { id = newId(), happenedAt, purpose }: RunOptions = {},
    ): Promise<Outcome> {
      count(1);
      try {
        const { events } = await json<{ events: [] }>(
          `/api/commands/${addressOf(command)}`,
          posted({ id, input, happenedAt, purpose }),
        );
        return { ok: true, events };
      } catch (error) {
        return { ok: false, refusal: error instanceof Refused ? error.refusal : NO_ANSWER };
      } finally {
        count(-1);
      }
    },
    get: (path) => json(path),
    async post(path, body) {
      const answer = await json<any>(path, posted(body));
      if (path.startsWith('/api/session')) relisten();
      return answer;
    },
    subscribe(listener) {
      listeners.add(listener);
      if (!live && signedIn) listen();
      return () => {
        listeners.delete(listener);
        if (listeners.size) return;
        live?.close();
        live = undefined;
      };
    },
    get online() {
      return online;
    },
    get pending() {
      return pending;
    },
    rejected: [],
    cut: false,
    dismiss: async () => undefined,
    onStatus(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

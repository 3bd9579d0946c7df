import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Row } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { closeBrowser, newPage, type PageChoice } from '../browser.ts';
import { clusterFolder } from '../database.ts';
import { startVillage, type Village } from './village.ts';

/** Other tests run beside the stories: slow is no fault. */
const PATIENCE_MS = 60_000;

type Answer = { events: Event[] } | { refusal: Refusal };

/** Somebody of the demo city, by role: over the API, or before a screen. */
export interface Person {
  run(command: string, input: object): Promise<Answer>;
  /** Like `run`, but it must be possible. */
  does(command: string, input: object): Promise<Event[]>;
  rows<R = Row & Record<string, any>>(view: string, query?: Record<string, string>): Promise<R[]>;
  get<T>(path: string, headers?: Record<string, string>): Promise<T>;
  send(method: string, path: string, body?: unknown): Promise<{ status: number; body: any }>;
  /** A signed-in page at an address. */
  opens(path: string, choice?: PageChoice & { lang?: 'zh' | 'en' }): Promise<Page>;
}

export interface Stage {
  readonly url: string;
  as(account: string): Person;
  /** The trainer sets the exercise clock ahead; everything due happens. */
  pass(hours: number): Promise<string>;
  now(): Promise<string>;
}

/** A real server process on a village of its own, gone after the tests of this file. */
export function stage(): Stage {
  const guarded = clusterFolder();
  const people = new Map<string, Person>();
  let village: Village | undefined;
  let url = '';

  beforeAll(async () => {
    const folder = join(guarded.path, 'village');
    // with owners and modes, upon which PostgreSQL insists
    execFileSync('cp', ['-a', inject('village'), folder]);
    village = await startVillage(folder);
    url = village.url;
  });
  afterAll(async () => {
    await closeBrowser();
    await village?.stop();
    guarded.remove();
  });

  const as = (account: string): Person => {
    const known = people.get(account) ?? personAt(() => url, account);
    people.set(account, known);
    return known;
  };
  return {
    get url() {
      return url;
    },
    as,
    async pass(hours) {
      const { status, body } = await as('trainer').send('POST', '/api/exercise/clock', { minutes: hours * 60 });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body.now;
    },
    now: async () => (await as('trainer').get<{ now: string }>('/api/session')).now,
  };
}

function personAt(url: () => string, account: string): Person {
  let token: Promise<string> | undefined;
  const context = new Map<string, BrowserContext>();
  const signIn = (): Promise<string> =>
    (token ??= fetch(`${url()}/api/session/demo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account }),
    })
      .then((answer) => answer.json() as Promise<any>)
      .then(({ token: given, refusal }) => given ?? Promise.reject(new Error(`${account}: ${refusal?.words.en}`))));
  const send: Person['send'] = async (method, path, body) => {
    const answer = await fetch(`${url()}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await signIn()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json().catch(() => undefined) };
  };
  const run: Person['run'] = async (command, input) =>
    (await send('POST', `/api/commands/${command.replace('.', '/')}`, { id: crypto.randomUUID(), input })).body;
  return {
    run,
    send,
    async does(command, input) {
      const answer = await run(command, input);
      if ('refusal' in answer)
        throw new Error(
          `${account}: ${command}: ${answer.refusal.words.en} ${JSON.stringify(answer.refusal.because?.map((each) => each.words.en) ?? '')}`,
        );
      return answer.events;
    },
    async rows(view, query = {}) {
      const { status, body } = await send(
        'GET',
        `/api/views/${view.replace('.', '/')}?${new URLSearchParams({ limit: '200', ...query })}`,
      );
      if (status !== 200) throw new Error(`${account} reads ${view}: ${JSON.stringify(body)}`);
      return body.rows;
    },
    async get(path, headers = {}) {
      const answer = await fetch(`${url()}${path}`, {
        headers: { authorization: `Bearer ${await signIn()}`, ...headers },
      });
      return (await answer.json()) as any;
    },
    async opens(path, { lang = 'zh', ...choice } = {}) {
      const key = `${choice.viewport ?? 'desktop'}/${lang}`;
      const before = choice.context ?? context.get(key);
      const page = await newPage({
        locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
        ...choice,
        ...(before ? { context: before } : {}),
      });
      if (!before) {
        context.set(key, page.context());
        await page.context().addCookies([{ name: 'tandem', value: await signIn(), url: url() }]);
      }
      page.setDefaultTimeout(PATIENCE_MS);
      await page.goto(`${url()}${path}`);
      return page;
    },
  };
}

/** Waits until something is so: what follows by itself takes a moment. */
export async function until<T>(look: () => Promise<T | undefined | false>, what: string, ms = PATIENCE_MS): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`did not come about: ${what}`);
    await sleep(120);
  }
}

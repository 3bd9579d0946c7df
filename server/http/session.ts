import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import type { Accounts, FullAccount } from '../accounts.ts';
import type { AppOptions } from './options.ts';

const COOKIE = 'tandem';

declare module 'fastify' {
  interface FastifyRequest {
    account?: FullAccount;
  }
}

/** Tells who asks, from the session cookie or a bearer token. */
export function guardSessions(app: FastifyInstance, accounts: Accounts): void {
  app.decorateRequest('account', undefined);
  app.addHook('onRequest', async (request, reply) => {
    const token = tokenOf(request);
    if (!token) return;
    request.account = await accounts.holder(token);
    if (!request.account && request.headers.authorization) return reply.code(401).send({ refusal: tokenInvalid() });
  });
  // A form on another site may send the cookie's owner's commands; only pages of this origin set this header.
  app.addHook('onRequest', async (request, reply) => {
    const byCookie = request.account && !request.headers.authorization;
    if (
      byCookie &&
      request.method !== 'GET' &&
      request.method !== 'HEAD' &&
      request.headers['x-tandem'] === undefined
    ) {
      return reply.code(403).send({
        refusal: refuse('header-missing', 'x-tandem', {
          en: 'Send the header x-tandem: 1 with every change.',
          zh: '修改请求须带 x-tandem: 1 请求头。',
        }),
      });
    }
  });
}

const tokenOf = (request: FastifyRequest): string | undefined => {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '');
  return bearer?.[1] ?? request.cookies[COOKIE];
};

/** The account of a request; answers 401 and gives nothing when there is none. */
export function whoAsks(request: FastifyRequest, reply: FastifyReply): FullAccount | undefined {
  if (request.account) return request.account;
  void reply.code(401).send({ refusal: signInFirst() });
  return undefined;
}

const signIn = z.strictObject({ account: z.string().min(1).max(100), password: z.string().min(1).max(200) });
const demoSignIn = z.strictObject({ account: z.string().min(1).max(100) });

export function sessionRoutes(app: FastifyInstance, { accounts, city, progress }: AppOptions): void {
  const tries = new Map<string, { count: number; until: number }>();

  const opened = async (request: FastifyRequest, reply: FastifyReply, account: FullAccount) => {
    const token = await accounts.open(account.id);
    void reply.setCookie(COOKIE, token, {
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
      path: '/',
      maxAge: 12 * 3600,
    });
    return { token, ...sessionOf(account) };
  };
  const sessionOf = (account: FullAccount | undefined) => ({
    account: account ?? null,
    exercise: city.exercise,
    zone: city.zone,
    now: city.clock.now(),
  });

  app.get('/api/session', async (request, reply) =>
    progress().ready ? sessionOf(request.account) : reply.code(425).send({ refusal: cityStarting() }),
  );

  app.post('/api/session', async (request, reply) => {
    const read = signIn.safeParse(request.body);
    if (!read.success) return reply.code(400).send({ refusal: signInInvalid() });
    const { account: id, password } = read.data;
    const key = `${request.ip} ${id}`;
    const tried = tries.get(key);
    if (tried && tried.count >= 5 && tried.until > Date.now()) {
      return reply
        .code(429)
        .header('retry-after', Math.ceil((tried.until - Date.now()) / 1000))
        .send({ refusal: tooManyTries() });
    }
    const account = await accounts.check(id, password);
    if (!account) {
      if (tries.size > 10_000) tries.clear();
      tries.set(key, { count: (tried && tried.until > Date.now() ? tried.count : 0) + 1, until: Date.now() + 60_000 });
      return reply.code(401).send({ refusal: signInInvalid() });
    }
    tries.delete(key);
    return opened(request, reply, account);
  });

  app.delete('/api/session', async (request, reply) => {
    const token = tokenOf(request);
    if (token) await accounts.close(token);
    return reply.clearCookie(COOKIE, { path: '/' }).send(sessionOf(undefined));
  });

  if (!city.exercise) return;
  app.get('/api/demo/accounts', async () =>
    (await accounts.list()).map(({ id, name, grants, title, about, home, org }) => ({
      id,
      name,
      role: grants[0]?.role,
      title,
      about,
      home,
      org: org.name,
    })),
  );
  app.post('/api/session/demo', async (request, reply) => {
    const read = demoSignIn.safeParse(request.body);
    const account = read.success ? await accounts.find(read.data.account) : undefined;
    if (!account) return reply.code(404).send({ refusal: signInInvalid() });
    return opened(request, reply, account);
  });
}

const cityStarting = (): Refusal =>
  refuse('city-starting', undefined, {
    en: 'The city is being made. See /api/progress.',
    zh: '城市正在生成，进度见 /api/progress。',
  });
const signInFirst = (): Refusal => refuse('sign-in-first', undefined, { en: 'Sign in first.', zh: '请先登录。' });
const tokenInvalid = (): Refusal =>
  refuse('token-invalid', undefined, {
    en: 'The token is forged, ended or expired. Sign in again.',
    zh: '令牌无效、已结束或已过期，请重新登录。',
  });
const signInInvalid = (): Refusal =>
  refuse('sign-in-refused', undefined, { en: 'Account or password is not right.', zh: '账户或密码不正确。' });
const tooManyTries = (): Refusal =>
  refuse('too-many-tries', 5, { en: 'Five wrong passwords. Wait a minute.', zh: '密码已错五次，请一分钟后再试。' });

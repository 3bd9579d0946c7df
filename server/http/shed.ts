import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import type { AppOptions } from './options.ts';

/** Beyond this many waiting commands a new one would wait longer than its sender. */
const MAX_WAITING = 5000;
/** Mean event-loop delay, in milliseconds, above which lists are refused before they hurt commands. */
const MAX_DELAY = 400;
const RETRY_AFTER_S = 2;

/** Answers 429 with Retry-After before overload hurts. Health, and requests that say a life is at stake, always pass. */
export function shed(app: FastifyInstance, { city }: Pick<AppOptions, 'city'>): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let [slow, busy] = [false, false];
  const timer = setInterval(() => {
    const before = slow;
    slow = delay.mean / 1e6 > MAX_DELAY;
    // one slow second is a page being made, two in a row are a load
    busy = slow && before;
    delay.reset();
  }, 1000);
  timer.unref();
  app.addHook('onClose', async () => clearInterval(timer));
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/healthz') || request.headers['x-tandem-life'] !== undefined) return;
    if (!busy && city.runner.waiting < MAX_WAITING) return;
    return reply
      .code(429)
      .header('retry-after', RETRY_AFTER_S)
      .send({
        refusal: {
          refused: 'overloaded',
          value: city.runner.waiting,
          words: {
            en: 'Too much at once. Repeat the same request in two seconds; nothing was lost.',
            zh: '系统繁忙，请两秒后原样重试，内容没有丢失。',
          },
        },
      });
  });
}

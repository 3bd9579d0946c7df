import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeBrowser, newPage, openBrowser } from './browser.ts';
import { logCases } from './log.suite.ts';

/** The log suite in a real browser, on its real IndexedDB. */
let vite: ViteDevServer;
let page: Page;
beforeAll(async () => {
  vite = await createServer({
    configFile: false,
    root: new URL('..', import.meta.url).pathname,
    server: { port: 0, host: '127.0.0.1' },
    logLevel: 'silent',
    optimizeDeps: { include: ['dexie', '@noble/hashes/sha2.js', '@noble/hashes/utils.js'] },
  });
  await vite.listen();
  await openBrowser();
  page = await newPage();
  const address = vite.httpServer?.address() as AddressInfo | null | undefined;
  if (!address) throw new Error('the page server has no address');
  const { port } = address;
  await page.route('**/suite.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>suite</title>' }),
  );
  await page.goto(`http://127.0.0.1:${port}/suite.html`);
});
afterAll(async () => {
  await page?.context().close();
  await closeBrowser();
  await vite?.close();
});

describe('the log in IndexedDB', () => {
  test.each(logCases.map(({ name }) => name))('%s', async (name) => {
    // as text: the test runner would rewrite the imports of a function
    const fault = await page.evaluate(`(async () => {
      const { logCases } = await import('/tests/log.suite.ts');
      const { indexedDbLog } = await import('/web/log/indexeddb.ts');
      const log = indexedDbLog('suite-' + crypto.randomUUID());
      try {
        await logCases.find((item) => item.name === ${JSON.stringify(name)}).holds(log);
      } catch (error) {
        return String(error);
      } finally {
        await log.destroy();
      }
    })()`);
    expect(fault).toBeUndefined();
  });
});

import { execFile } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Plan, planOf } from '../cli/simulation/prepare.ts';
import { closeBrowser, newPage, openBrowser } from './browser.ts';

/** The simulator in the browser that comes with npm: the same result to the bit. How fast is said, and held by nobody here: others use this machine too. */
const PEOPLE = 50_000;
const RUNS = 5;
const TURNS = 2;

let vite: ViteDevServer;
let page: Page;
beforeAll(async () => {
  vite = await createServer({
    configFile: false,
    root: new URL('..', import.meta.url).pathname,
    server: { port: 0, host: '127.0.0.1' },
    logLevel: 'silent',
    optimizeDeps: { noDiscovery: true },
  });
  await vite.listen();
  await openBrowser();
  page = await newPage();
  const address = vite.httpServer?.address() as AddressInfo | null | undefined;
  if (!address) throw new Error('the page server has no address');
  const { port } = address;
  await page.route('**/simulator.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>simulator</title>' }),
  );
  await page.goto(`http://127.0.0.1:${port}/simulator.html`);
});
afterAll(async () => {
  await page?.context().close();
  await closeBrowser();
  await vite?.close();
});

type Timed = { hash: string; milliseconds: number };

/** The same text for both: makes the city, runs it a few times, and answers with the fastest. */
const timed = (engine: string, { tables, text, disease, scenario }: Plan): string => `
  const { makeCity, simulate } = await import(${JSON.stringify(engine)});
  const city = makeCity(${JSON.stringify(tables)}, ${PEOPLE}, ${text.city.seed});
  const best = { hash: '', milliseconds: Infinity };
  for (let run = 0; run < ${RUNS}; run++) {
    const begun = performance.now();
    best.hash = simulate(city, ${JSON.stringify(disease)}, ${JSON.stringify(scenario)}).hash;
    best.milliseconds = Math.min(best.milliseconds, performance.now() - begun);
  }`;

/** In a process of its own: the test runner rewrites modules, and that costs the engine most of its speed. */
async function inNode(plan: Plan): Promise<Timed> {
  const engine = new URL('../engines/simulation/index.ts', import.meta.url).href;
  const code = `${timed(engine, plan)}\nconsole.log(JSON.stringify(best));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code]);
  return JSON.parse(stdout) as Timed;
}

const inBrowser = (plan: Plan): Promise<Timed> =>
  page.evaluate(`(async () => { ${timed('/engines/simulation/index.ts', plan)}\nreturn best; })()`);

test('a city of 50,000 people and 200 days runs in the browser as in Node, to the bit', async () => {
  const plan = await planOf('covid-19', { people: PEOPLE });
  // by turns, so that what else the machine does falls on both; the best counts
  const here: Timed[] = [];
  const there: Timed[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    here.push(await inNode(plan));
    there.push(await inBrowser(plan));
  }
  const best = (all: Timed[]): number => Math.min(...all.map(({ milliseconds }) => milliseconds));
  const [node, browser] = [best(here), best(there)];
  process.stdout.write(
    `simulator, ${PEOPLE} x 200 days: browser ${Math.round(browser)} ms, Node ${Math.round(node)} ms, ratio ${(browser / node).toFixed(2)}\n`,
  );
  expect(new Set([...here, ...there].map(({ hash }) => hash)).size).toBe(1);
});

/**
 * Lighthouse on the resident's page of a village demo city: accessibility and performance, as a phone on a slow line.
 * `--json`: figures for the bench. Fails when a score is under its limit.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { chromium as playwright } from 'playwright-core';
import { temporaryData } from '../cli/temporary.ts';
import { chromium } from '../tests/browser/chromium.ts';

const LIMITS = { accessibility: 100, performance: 90 } as const;
/** Times differ from load to load: the middle of an odd number of runs counts, as Lighthouse's own notes on variability advise. */
const RUNS = 5;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const [port, debugPort] = [await freePort(), await freePort()];
const dataDir = temporaryData('tandem-lighthouse-');
const base = `http://127.0.0.1:${port}`;
const server = spawn(process.execPath, ['cli/tandem.ts', 'start', '--demo', '--size', 'village'], {
  stdio: 'ignore',
  env: { ...process.env, PORT: String(port), TANDEM_DATA: dataDir, DATABASE_URL: '' },
});
try {
  await until(async () => (await fetch(`${base}/healthz`)).ok);
  const answer = await fetch(`${base}/api/session/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'resident' }),
  });
  const { token } = (await answer.json()) as { token: string };
  const { executable, env } = chromium();
  const browser = await playwright.launch({
    executablePath: executable,
    env: { ...process.env, ...env } as Record<string, string>,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--remote-debugging-port=${debugPort}`,
    ],
  });
  const runs: Awaited<ReturnType<typeof lighthouse>>[] = [];
  for (let n = 0; n < RUNS; n++)
    runs.push(
      await lighthouse(base, {
        port: debugPort,
        output: 'json',
        logLevel: 'error',
        onlyCategories: Object.keys(LIMITS),
        extraHeaders: { cookie: `tandem=${token}` },
      }),
    );
  await browser.close();
  const result = runs[0];
  const figures = Object.entries(LIMITS).map(([name, limit]) => {
    const scores = runs.map((run) => Math.round((run?.lhr.categories[name]?.score ?? 0) * 100));
    const value = scores.toSorted((a, b) => a - b)[(RUNS - 1) / 2] as number;
    return {
      name: `Lighthouse ${name}, resident page`,
      value,
      unit: 'of 100',
      limit: `at least ${limit}`,
      holds: value >= limit,
      note: `middle of ${scores.join(', ')}`,
    };
  });
  const faults = Object.values(result?.lhr.audits ?? {}).filter(
    ({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative',
  );
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures));
  else {
    for (const { name, value, limit, note } of figures) console.log(`${value}  ${name} (${limit}; ${note})`);
    for (const { id, title, displayValue } of faults) console.log(`    ${id}: ${title} ${displayValue ?? ''}`);
  }
  process.exitCode = figures.every(({ holds }) => holds) ? 0 : 1;
} finally {
  server.kill('SIGTERM');
  await new Promise((done) => server.once('exit', done));
  rmSync(dataDir, { recursive: true, force: true });
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1800; i++) {
    if (await done().catch(() => false)) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error('the village was not ready within three minutes');
}

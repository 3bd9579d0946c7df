import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';
import { chromium } from './browser/chromium.ts';

const screens = join(import.meta.dirname, '..', 'reports', 'screens');

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

const viewports = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
} as const;

export type PageChoice = {
  viewport?: keyof typeof viewports;
  /** The browser's language, 'zh-CN' unless told. */
  locale?: 'zh-CN' | 'en-GB';
  /** Starts without a network; `page.context().setOffline(false)` brings it back. */
  offline?: boolean;
  /** Join an earlier page's context: two tabs of one phone share storage and service worker. */
  context?: BrowserContext;
};

let browser: Browser | undefined;

/** The one browser of this test file. Close it with `closeBrowser` in afterAll. */
export async function openBrowser(): Promise<Browser> {
  if (browser?.isConnected()) return browser;
  const { executable, env } = chromium();
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined));
  browser = await playwright.launch({
    executablePath: executable,
    headless: true,
    args: flags,
    env: { ...(inherited as Record<string, string>), ...env },
  });
  return browser;
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

/** A page of its own context (its own person, storage and service worker) unless a context is given. */
export async function newPage(choice: PageChoice = {}): Promise<Page> {
  const context =
    choice.context ??
    (await (
      await openBrowser()
    ).newContext({
      ...viewports[choice.viewport ?? 'desktop'],
      locale: choice.locale ?? 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      offline: choice.offline ?? false,
    }));
  return context.newPage();
}

/** Writes reports/screens/<name>.png and returns its path. */
export async function screenshot(page: Page, name: string, fullPage = false): Promise<string> {
  const path = join(screens, `${name}.png`);
  mkdirSync(screens, { recursive: true });
  await page.screenshot({ path, fullPage });
  return path;
}

export type Violation = { id: string; impact: string; help: string; where: string[] };

/** Accessibility faults of the page as axe-core sees them, WCAG 2.2 A and AA; empty when there are none. */
export async function axe(page: Page): Promise<Violation[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  return page.evaluate(async () => {
    const runner = (globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Found[] }> } })
      .axe;
    type Found = { id: string; impact?: string; help: string; nodes: { target: unknown[] }[] };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await runner.run({ runOnly: { type: 'tag', values: tags } });
    return violations.map((found) => ({
      id: found.id,
      impact: found.impact ?? 'unknown',
      help: found.help,
      where: found.nodes.map((node) => node.target.join(' ')),
    }));
  });
}

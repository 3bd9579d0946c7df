import { test } from 'vitest';
import { axe, closeBrowser, newPage } from '/work/main/tests/browser.ts';
test('shots', async () => {
  const base = 'http://127.0.0.1:8467';
  const as = async (account: string, path: string, name: string, act?: (page: any) => Promise<void>, locale: 'zh-CN' | 'en-GB' = 'en-GB') => {
    const page = await newPage({ locale });
    const errors: string[] = [];
    page.on('pageerror', (e) => errors.push(String(e)));
    page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
    page.on('response', (r) => r.status() >= 400 && errors.push(`${r.status()} ${r.url()}`));
    await page.goto(`${base}/start`);
    await page.evaluate(async (a) => { const r = await fetch('/api/session/demo', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ account: a }) }); if (!r.ok) throw new Error(await r.text()); }, account);
    await page.goto(base + path);
    await page.waitForTimeout(2500);
    try { await act?.(page); } catch (e) { errors.push(`act: ${String(e).slice(0, 300)}`); }
    await page.waitForTimeout(1500);
    await page.screenshot({ path: `/tmp/shot-${name}.png`, fullPage: false });
    const v = await axe(page);
    console.log(name, errors, v.map((x) => `${x.id}:${x.impact}:${x.where.slice(0, 2)}`));
    await page.context().close();
  };
  await as('district-officer', '/orders/zones', 'zones');
  await as('district-officer', '/orders/zones?tab=time', 'gantt');
  await as('hq', '/orders/zones', 'zone-proposed', async (p) => { await p.getByText('Proposed', { exact: true }).last().click(); await p.waitForTimeout(1200); await p.locator('tbody tr').first().click(); await p.waitForTimeout(2500); });
  await as('district-officer', '/orders/zones', 'propose', async (p) => { await p.getByRole('button', { name: 'Propose a zone' }).click(); await p.waitForTimeout(1500); });
  await as('investigator', '/orders', 'orders');
  await as('investigator', '/orders', 'order-detail', async (p) => { await p.locator('tbody tr').first().click(); await p.waitForTimeout(2000); });
  await as('investigator', '/orders', 'order-form', async (p) => { await p.getByRole('button', { name: 'Order a stay' }).click(); await p.waitForTimeout(2000); });
  await as('reviewer', '/orders/appeals', 'appeals');
  await as('city-hq', '/orders/editions?tab=switch', 'switch', async (p) => { const s = p.locator('select').first(); const v = await s.locator('option').evaluateAll((o: any[]) => o.map((x) => x.value)); await s.selectOption(v.find((x: string) => x.includes('9-20')) ?? v[1]); await p.waitForTimeout(3000); });
  await as('hq', '/orders/editions?tab=local', 'local');
  await as('hq', '/orders/editions', 'inforce', undefined, 'zh-CN');
  await closeBrowser();
}, 200000);

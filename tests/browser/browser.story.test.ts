import { statSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { axe, closeBrowser, newPage, screenshot } from '../browser.ts';

const page = `<!doctype html><html lang="zh-CN"><title>试页</title>
<body style="font: 20px 'Noto Sans SC', sans-serif"><main><h1>双统筹 Tandem</h1>
<p id="han">三里店社区，老人需要胰岛素：<b>今天 18 时前送到</b>。</p><p lang="en">Latin letters</p>
<canvas id="gl" width="300" height="120" role="img" aria-label="green"></canvas></main>
<script>const gl = document.getElementById('gl').getContext('webgl2', { preserveDrawingBuffer: true })
if (gl) { gl.clearColor(0, 0.5, 0.3, 1); gl.clear(gl.COLOR_BUFFER_BIT) ; window.renderer = gl.getParameter(gl.VERSION) }</script></body></html>`;

afterAll(closeBrowser);

test('the browser of a fresh clone draws Chinese and WebGL, on a desktop and on a phone', async () => {
  for (const viewport of ['desktop', 'phone'] as const) {
    const opened = await newPage({ viewport });
    await opened.goto(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`);
    expect(await opened.evaluate('window.renderer')).toContain('WebGL 2.0');
    const pixel = await opened.evaluate(`(() => { const gl = document.getElementById('gl').getContext('webgl2')
      const out = new Uint8Array(4); gl.readPixels(5, 5, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, out); return [...out] })()`);
    expect(pixel).toEqual([0, 128, 77, 255]);
    // The npm package's files call every weight 'Noto Sans SC Thin'.
    expect((await fontsOf(opened, '#han')).every((font) => font.startsWith('Noto Sans SC'))).toBe(true);
    expect(statSync(await screenshot(opened, `browser-${viewport}`)).size).toBeGreaterThan(4000);
    expect(await axe(opened)).toEqual([]);
  }
});

test('the accessibility check sees a picture without words', async () => {
  const opened = await newPage();
  await opened.setContent('<!doctype html><html lang="en"><title>t</title><main><img src="data:,"></main></html>');
  expect((await axe(opened)).map((found) => found.id)).toEqual(['image-alt']);
});

/** The fonts Chromium really drew the element's words with. */
async function fontsOf(opened: Awaited<ReturnType<typeof newPage>>, selector: string): Promise<string[]> {
  const devtools = await opened.context().newCDPSession(opened);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  const { root } = await devtools.send('DOM.getDocument');
  const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
  return fonts.map((font) => font.familyName);
}

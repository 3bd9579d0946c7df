import react from '@vitejs/plugin-react';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** What pages are drawn with. Of capabilities only their doors and names: a model would bring its schemas. */
const PAGES =
  /[\\/]kit[\\/]|date-fns|[\\/]kernel[\\/](time|place|spoken|office)|[\\/](places|editions|zones)[\\/]((ui[\\/](index|[a-z]+-pick|[a-z]+-names))|names)\.tsx?$/;

const FIRST = 'doorstep/ui/home-page.tsx';

/**
 * The resident's page is asked for with the shell, not after it: her phone is the slowest of all.
 * Nothing is fetched in vain, for the service worker keeps every page's script anyway.
 */
const residentFirst: Plugin = {
  name: 'resident-first',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {}, chunk: shell }) {
      const page = Object.values(bundle).find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(FIRST));
      if (page?.type !== 'chunk' || !shell)
        throw new Error(`web: no script for ${FIRST}; name the resident's page in web/vite.config.ts`);
      const needed = (file: string, seen = new Set<string>()): Set<string> => {
        const chunk = bundle[file];
        if (seen.has(file) || chunk?.type !== 'chunk') return seen;
        seen.add(file);
        for (const other of chunk.imports) needed(other, seen);
        return seen;
      };
      const here = needed(shell.fileName);
      const scripts = [...needed(page.fileName)].filter((file) => !here.has(file));
      const link = (rel: string, file: string): HtmlTagDescriptor => ({
        tag: 'link',
        attrs: { rel, crossorigin: true, href: `/${file}` },
        injectTo: 'head',
      });
      return [
        ...scripts.map((file) => link('modulepreload', file)),
        ...[...(page.viteMetadata?.importedCss ?? [])].map((file) => link('stylesheet', file)),
      ];
    },
  },
};

/** `vite build --config web/vite.config.ts`: pages into dist/web, one piece a role. The server serves them. */
export default defineConfig({
  root: import.meta.dirname,
  // React's interface, Preact's 10 kB of it: half the script of the first load on an old phone (decision 0009)
  resolve: {
    alias: {
      'react/jsx-runtime': 'preact/jsx-runtime',
      'react-dom/client': 'preact/compat/client',
      'react-dom': 'preact/compat',
      react: 'preact/compat',
    },
  },
  plugins: [
    react(),
    residentFirst,
    // The shell and every page's script, kept on the device, so that a reload without network finds them.
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: 'script-defer',
      manifest: {
        name: 'Tandem 双统筹',
        short_name: 'Tandem',
        start_url: '/',
        display: 'standalone',
        background_color: '#ffffff',
        theme_color: '#0b5d57',
        icons: [{ src: '/mark.svg', sizes: 'any', type: 'image/svg+xml' }],
      },
      workbox: {
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//, /^\/open311\//, /^\/healthz/, /^\/metrics/],
        // maps and charts are for desks with a network: a phone does not carry them
        globPatterns: ['**/*.{js,css,html,svg}'],
        globIgnores: ['**/{maplibre,gl-map,echart,cytoscape,chain-graph}*'],
        maximumFileSizeToCacheInBytes: 1_000_000,
      },
    }),
  ],
  server: { proxy: { '/api': 'http://127.0.0.1:8080' }, fs: { allow: ['..'] } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    chunkSizeWarningLimit: 1200,
    // What most pages share comes as one file: a phone far away pays for every file it has to ask for.
    rolldownOptions: {
      output: {
        // grouped files refer to each other in circles: each module waits for what it needs, as the sources say
        strictExecutionOrder: true,
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'base', tags: ['$initial'], priority: 1 },
            { name: 'shared', minShareCount: 5, maxModuleSize: 30_000, test: PAGES },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
});

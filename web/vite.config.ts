import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** What pages are drawn with: nothing of a capability, which would bring its schemas. */
const PAGES = /[\\/]kit[\\/]|date-fns|[\\/]kernel[\\/](time|place|spoken)/;

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
            { name: 'shared', minShareCount: 6, maxModuleSize: 30_000, test: PAGES },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
});

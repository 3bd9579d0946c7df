import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `vite build --config web/vite.config.ts`: pages into dist/web, one piece a role. The server serves them. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { proxy: { '/api': 'http://127.0.0.1:8080' }, fs: { allow: ['..'] } },
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022', manifest: true, chunkSizeWarningLimit: 1200 },
  worker: { format: 'es' },
});

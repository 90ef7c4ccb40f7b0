import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env['LATCHKEY_SERVER'] ?? 'http://localhost:4000';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: { proxy: { '/v1': server, '/organizations': server, '/openapi.json': server } },
  build: { outDir: 'dist', target: 'es2022', sourcemap: false },
});

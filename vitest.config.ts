import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { 'calico-conformance/flows': fileURLToPath(new URL('flows.ts', import.meta.url)) } },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', 'conformance-report/**'],
    // Without this, style sheets are empty in tests, even those that are imported as text.
    css: { include: [/\.css\?raw$/] },
    // Long enough for a busy machine: how fast something is, no test asserts.
    // Many tests wait for servers that are slow on purpose, and leave a core idle meanwhile.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

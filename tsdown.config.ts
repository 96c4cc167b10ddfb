import { defineConfig } from 'tsdown';

/** One file for each door; what only some commands need becomes a chunk of its own, loaded when it is used. */
export default defineConfig({
  entry: { 'cli/main': 'cli/main.ts', index: 'index.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  outDir: 'dist',
  clean: true,
  dts: false,
  sourcemap: false,
  treeshake: true,
  fixedExtension: false,
});

import { defineConfig, type UserConfig } from 'tsdown';
import { thirdPartyNotices } from './scripts/third-party-notices.ts';

const shared: UserConfig = { format: 'esm', platform: 'node', target: 'node20.19', fixedExtension: false, logLevel: 'warn' };

/**
 * One file for each door; what only some commands need becomes a chunk of its own, loaded when it is used. Packages
 * under `dependencies` are left to be installed, those under `devDependencies` that are imported are bundled: a user
 * of npx then waits for few and small packages.
 */
export default defineConfig([
  { ...shared, entry: { 'cli/main': 'cli/main.ts', index: 'index.ts' }, dts: false, deps: { onlyBundle: false }, plugins: [thirdPartyNotices()] },
  { ...shared, entry: { index: 'index.ts' }, dts: { emitDtsOnly: true }, clean: false },
]);

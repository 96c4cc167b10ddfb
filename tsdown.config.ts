import { defineConfig, type UserConfig } from 'tsdown';
import { parsedContract } from './scripts/parsed-contract.ts';
import { rawText } from './scripts/raw-text.ts';
import { thirdPartyNotices } from './scripts/third-party-notices.ts';

const shared: UserConfig = { format: 'esm', platform: 'node', target: 'node20.19', fixedExtension: false, logLevel: 'warn' };

/**
 * One file for each door; what only some commands need becomes a chunk of its own, loaded when it is used. Packages
 * under `dependencies` are left to be installed, those under `devDependencies` that are imported are bundled: a user
 * of npx then waits for few and small packages.
 */
export default defineConfig([
  { ...shared, entry: { 'cli/main': 'cli/main.ts', 'cli/dredd-process': 'cli/dredd-process.ts', 'cli/container-guard': 'cli/container-guard.ts', 'cli/hooks-thread': 'cli/code-flows/hooks-thread.ts', index: 'index.ts', flows: 'flows.ts', vitest: 'vitest.ts' }, dts: false, deps: { onlyBundle: false }, plugins: [rawText(), parsedContract(), thirdPartyNotices()] },
  { ...shared, entry: { index: 'index.ts' }, dts: { emitDtsOnly: true }, deps: { neverBundle: [/^ajv/] }, clean: false, plugins: [rawText()] },
  // By itself, so that its types need no others: who writes a flow need not install those of supertest.
  { ...shared, entry: { vitest: 'vitest.ts' }, dts: { emitDtsOnly: true }, deps: { neverBundle: [/^ajv/] }, clean: false, plugins: [rawText()] },
  { ...shared, entry: { flows: 'flows.ts' }, dts: { emitDtsOnly: true }, deps: { neverBundle: [/^ajv/] }, clean: false, plugins: [rawText()] },
]);

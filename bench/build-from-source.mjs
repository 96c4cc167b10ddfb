import { join } from 'node:path';
import { build } from 'tsdown';
import { root } from '../scripts/setup.mjs';

/** Builds TypeScript of this project that no door of the package leads to, for plain Node; gives the folder of the modules. */
export async function buildFromSource(name, entry) {
  // Below the project, so that packages and the files of this package are found from there.
  const outDir = join(root, 'node_modules', '.calico-bench', name);
  await build({ config: false, cwd: root, entry, outDir, format: 'esm', platform: 'node', dts: false, clean: true, fixedExtension: true, logLevel: 'silent', deps: { onlyBundle: false } });
  return outDir;
}

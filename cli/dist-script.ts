import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The path of a script of this package that is run as a process of its own. */
export function distScript(name: string): string {
  return join(dirname(createRequire(import.meta.url).resolve('calico-conformance/package.json')), 'dist', 'cli', `${name}.js`);
}

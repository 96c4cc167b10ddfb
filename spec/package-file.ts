import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file that comes with this package, such as `spec/calico-enterprise/openapi.yaml`; from source as from a built package. */
export function packageFile(path: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly name?: string };
    if (name === 'calico-conformance') return join(folder, ...path.split('/'));
  }
  throw new Error(`${path} is missing from the package.`);
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Description } from '../model/description.ts';
import type { Result } from '../model/problem.ts';
import { readDescription } from './read-description.ts';

/** The built-in contract: the Calico Enterprise API. */
export function readBuiltIn(options: { readonly safeOperations?: readonly string[] } = {}): Promise<Result<Description>> {
  return readDescription(builtInContract(), { ...options, trusted: true, name: 'calico-enterprise' });
}

/** The file of the built-in contract, from source as from a built package. */
export function builtInContract(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly name?: string };
    if (name === 'calico-conformance') return join(folder, 'spec', 'calico-enterprise', 'openapi.yaml');
  }
  throw new Error('The built-in contract is missing from the package.');
}

import type { Description } from '../model/description.ts';
import type { Result } from '../model/problem.ts';
import { packageFile } from './package-file.ts';
import { readDescription } from './read-description.ts';

/** The built-in contract: the Calico Enterprise API. */
export function readBuiltIn(options: { readonly safeOperations?: readonly string[] } = {}): Promise<Result<Description>> {
  return readDescription(builtInContract(), { ...options, trusted: true, name: 'calico-enterprise' });
}

/** The file of the built-in contract. */
export function builtInContract(): string {
  return packageFile('spec/calico-enterprise/openapi.yaml');
}

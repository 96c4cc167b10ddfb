import { readFile } from 'node:fs/promises';
import type { Description } from '../model/description.ts';
import type { Result } from '../model/problem.ts';
import { packageFile } from './package-file.ts';
import { readDescription } from './read-description.ts';
import type { ParsedFile } from './reading/reading.ts';

/** The built-in contract: the Calico Enterprise API. */
export async function readBuiltIn(options: { readonly safeOperations?: readonly string[] } = {}): Promise<Result<Description>> {
  const parsed = await parsedContract();
  return readDescription(builtInContract(), { ...options, trusted: true, name: 'calico-enterprise', ...(parsed && { parsed }) });
}

/** The contract as the build has parsed it, which saves every command a parser of YAML; from source there may be none. */
async function parsedContract(): Promise<ParsedFile | undefined> {
  try {
    return JSON.parse(await readFile(packageFile('dist/contract.json'), 'utf8')) as ParsedFile;
  } catch {
    return undefined;
  }
}

/** The file of the built-in contract. */
export function builtInContract(): string {
  return packageFile('spec/calico-enterprise/openapi.yaml');
}

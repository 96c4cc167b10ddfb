import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { builtInContract } from '../spec/calico-enterprise.ts';
import { packageFile } from '../spec/package-file.ts';
import { parseSource } from '../spec/reading/parse-source.ts';

test('the contract that the build has parsed is the one that is written, names in the same order', async () => {
  const bytes = await readFile(builtInContract());
  const parsed = await parseSource(bytes.toString('utf8'), 'openapi.yaml');
  const built = await readFile(packageFile('dist/contract.json'), 'utf8');
  expect(built).toBe(JSON.stringify({ digest: createHash('sha256').update(bytes).digest('hex'), ...parsed }));
});

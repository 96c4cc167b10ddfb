import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtInContract } from '../spec/calico-enterprise.ts';
import { calico, freshFolder } from './calico.ts';
import { startServe, type Served } from './served.ts';

let liar: Served;
let folder = '';
let remove: () => Promise<void>;
beforeAll(async () => {
  [liar, { folder, remove }] = await Promise.all([startServe('.', ['--fault', 'balance-as-number']), freshFolder()]);
  await writeFile(join(folder, 'api.yaml'), await readFile(builtInContract()));
});
afterAll(async () => { await Promise.all([liar.stop(), remove()]); });

const read = async (name: string): Promise<string> => readFile(join(folder, 'conformance-report', name), 'utf8');

test('a run leaves the files that were asked for, and findings stand at lines of the description', async () => {
  const formats = ['ctrf', 'har', 'sarif', 'badge', 'coverage', 'overlay', 'junit-rich'].flatMap((format) => ['--report', format]);
  const words = ['--base-url', liar.url, '--description', 'api.yaml', '--token-env', 'TOKEN', '--include', 'getTotalBalance', '--quiet', ...formats];
  expect(await calico(words, { folder, environment: { TOKEN: liar.token } })).toMatchObject({ code: 1, stderr: '' });
  const { results: { summary } } = JSON.parse(await read('ctrf.json')) as { results: { summary: { failed: number; tests: number } } };
  expect(summary.failed).toBe(1);
  const { runs: [{ results: [result] }] } = JSON.parse(await read('results.sarif')) as { runs: [{ results: [{ locations: [{ physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }] }] }] };
  const { artifactLocation, region } = result.locations[0].physicalLocation;
  expect(artifactLocation.uri).toBe('api.yaml');
  const lines = (await readFile(join(folder, 'api.yaml'), 'utf8')).split('\n');
  expect(lines.slice(region.startLine - 1, region.startLine + 6).join('\n')).toMatch(/amount|CurrencyValue|type: string/);
  const { log: { entries } } = JSON.parse(await read('run.har')) as { log: { entries: object[] } };
  expect(entries.length).toBeGreaterThan(10);
  expect(await read('badge.svg')).toContain('not conformant · read-only');
  for (const name of ['coverage.txt', 'overlay.yaml', 'junit-rich.xml']) expect(existsSync(join(folder, 'conformance-report', name))).toBe(true);
  for (const name of ['ctrf.json', 'run.har', 'results.sarif']) expect(await read(name)).not.toContain(liar.token);
  const annotated = await calico(['report', '--format', 'annotations'], { folder });
  expect(annotated.stdout).toMatch(new RegExp(`^::error title=body-schema in getTotalBalance \\(MUST\\),file=api.yaml,line=${region.startLine}::`));
});

test('a later run without them does not leave the old ones', async () => {
  await calico(['--base-url', liar.url, '--token-env', 'TOKEN', '--include', 'countUsers', '--quiet'], { folder, environment: { TOKEN: liar.token } });
  expect(existsSync(join(folder, 'conformance-report', 'ctrf.json'))).toBe(false);
});

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageFile } from '../spec/package-file.ts';
import { startServe, type Served } from './served.ts';

const redocly = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin', 'cli.js');

let backend: Served;
let folder = '';
beforeAll(async () => {
  backend = await startServe('.');
  folder = await mkdtemp(join(tmpdir(), 'respect-'));
});
afterAll(async () => {
  await backend.stop();
  await rm(folder, { recursive: true });
});

interface Report {
  readonly files: Readonly<Record<string, { readonly executedWorkflows: readonly { readonly executedSteps: readonly { readonly stepId: string; readonly status: string }[] }[] }>>;
}

/** Plays a built-in document, unchanged, in Respect against the embedded backend, as docs/arazzo.md tells; gives the end of each step. */
async function played(name: string, inputs: Readonly<Record<string, string>>): Promise<readonly (readonly [string, string])[]> {
  const report = join(folder, `${name}.json`);
  const words = [
    'respect', packageFile(`suites/calico/${name}.arazzo.yaml`), '--server', `calico=${backend.url}`, '--severity', 'SCHEMA_CHECK=off', '--json-output', report,
    ...Object.entries({ ...inputs, authorization: `Bearer ${backend.token}` }).flatMap(([input, value]) => ['--input', `${input}=${value}`]),
  ];
  const said = await new Promise<string>((resolve) => {
    const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };
    execFile(process.execPath, [redocly, ...words], { timeout: 60_000, env: environment }, (_error, out, complaint) => { resolve(`${out}\n${complaint}`); });
  });
  const { files } = JSON.parse(await readFile(report, 'utf8').catch(() => { throw new Error(said); })) as Report;
  return Object.values(files).flatMap(({ executedWorkflows }) => executedWorkflows).flatMap(({ executedSteps }) => executedSteps.map(({ stepId, status }) => [stepId, status] as const));
}

test('another runner plays the deactivation as it stands, and every step passes', async () => {
  const steps = await played('deactivate-user', { user_id: backend.disposable[0] ?? '' });
  expect(steps.map(([step]) => step)).toEqual(['user-is-active', 'count-users', 'deactivate', 'gone-or-deactivated', 'count-after', 'second-delete', 'still-gone-or-deactivated', 'unknown-id', 'malformed-id']);
  expect(steps.filter(([, status]) => status !== 'success')).toEqual([]);
}, 90_000);

test('and the filters, but for the query that it applies to a list of the body instead of the body', async () => {
  const steps = await played('transactions', {});
  expect(steps.filter(([, status]) => status === 'success').map(([step]) => step)).toEqual(['newest', 'window', 'window-reversed']);
  expect(new Set(steps.filter(([, status]) => status !== 'success').map(([step]) => step))).toEqual(new Set(['unknown-symbol']));
}, 90_000);

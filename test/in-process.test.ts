import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configurationFile } from '../config/configuration-file.ts';
import { judge } from '../cli/judge-in-process.ts';
import type { JudgeSettings } from '../cli/judge-settings.ts';
import type { App } from '../target/served-app.ts';
import { root } from './calico.ts';
import { apps } from './in-process/apps.ts';

const description = join(root, 'test', 'in-process', 'one.openapi.yaml');

async function failing(settings: JudgeSettings): Promise<{ readonly failing: readonly string[]; readonly verdict: string; readonly url: string }> {
  const { run, verdict } = await judge({ description, profile: 'full', ...settings });
  return { failing: run.rows.flatMap(({ outcome, requirement }) => (outcome.kind === 'fail' ? [requirement.rule] : [])), verdict, url: run.started?.target.baseUrl ?? '' };
}

describe.each(Object.entries(apps))('%s', (_, appOf) => {
  test('is judged without a port to choose, and closed afterwards', async () => {
    const { url, ...rest } = await failing({ app: appOf(['a']) });
    expect(rest).toEqual({ failing: [], verdict: 'CONFORMANT' });
    await expect(fetch(`${url}/things`)).rejects.toThrow('fetch failed');
  });
});

test('one that lies is found out', async () => {
  expect(await failing({ app: apps['hono']?.('none') as App })).toMatchObject({ failing: ['body-schema'], verdict: 'NON_CONFORMANT' });
});

test('a server that listens already keeps listening', async () => {
  const server = createServer(apps['a handler of node:http']?.(['a']) as Parameters<typeof createServer>[1]);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  expect(await failing({ app: server })).toMatchObject({ verdict: 'CONFORMANT', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  expect(server.listening).toBe(true);
  await new Promise((resolve) => { server.close(resolve); });
});

test('what can be said from code is what a file can say, but for what a run leaves behind', () => {
  const all: Readonly<Record<keyof Required<JudgeSettings>, true>> = {
    app: true, baseUrl: true, description: true, overlays: true, flows: true, profile: true, allow: true, token: true, tokenEnv: true, auth: true, certificate: true, proxy: true, ca: true, insecure: true, unixSocket: true, http2: true, retries: true, expired: true, otherTenant: true,
    readOnly: true, headers: true, fixtures: true, include: true, exclude: true, seed: true, shuffle: true, concurrency: true, timeout: true, rate: true, maxBodyBytes: true, minResponseCoverage: true,
    formats: true, undeclaredProperties: true, safeOperations: true, capabilities: true, waivers: true,
  };
  const { app: _, ...settings } = all;
  const ofFiles = Object.keys(configurationFile.shape).filter((name) => !['$schema', 'container', 'output', 'reports', 'record', 'secondOpinion', 'baseline', 'waivers', 'acceptWaivers', 'explore', 'exploreAffectsVerdict'].includes(name));
  expect(ofFiles.filter((name) => !(name in settings))).toEqual([]);
});

test.each<[JudgeSettings, RegExp]>([
  [{ profile: 'fast' } as JudgeSettings, /^ProblemError: .*profile/],
  [{ profile: 'full' }, /^ProblemError: BASE_URL_MISSING: Nothing says what to judge/],
  [{ app: () => undefined, baseUrl: 'http://127.0.0.1:1' }, /^ProblemError: TARGET_TWICE/],
  [{ app: {} as never }, /^TypeError: This is no app/],
  [{ app: () => undefined, include: ['listThinks'] }, /^ProblemError: .*listThings/],
])('%j is refused', async (settings, message) => {
  expect(String(await judge({ description, ...settings }).catch((error: unknown) => error))).toMatch(message);
});

import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RunEvent } from '../model/run-event.ts';
import { calico, freshFolder, golden } from './calico.ts';

/** Breaks on two parameters together, which no planned case sends; until it is mended. */
let server: Server;
let url = '';
let isMended = false;
beforeAll(async () => {
  server = createServer((request, response) => {
    const { searchParams: query } = new URL(request.url ?? '/', 'http://x');
    const limit = query.get('limit') ?? '10';
    const isRight = request.method === 'GET' && /^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 100 && ['asc', 'desc'].includes(query.get('order') ?? 'asc');
    const isBroken = !isMended && isRight && Number(limit) > 40 && query.get('order') === 'desc';
    const status = request.method !== 'GET' ? 405 : isBroken ? 500 : isRight ? 200 : 400;
    response.writeHead(status, { 'content-type': 'application/json', ...(status === 405 && { allow: 'GET' }) }).end(status === 200 ? '{"items":[]}' : '{}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

let folder = '';
let remove: () => Promise<void>;
beforeEach(async () => {
  isMended = false;
  ({ folder, remove } = await freshFolder());
  const object = { content: { 'application/json': { schema: { type: 'object' } } } };
  await writeFile(join(folder, 'things.json'), JSON.stringify({
    openapi: '3.1.1', info: { title: 'Things', version: '1' },
    paths: { '/things': { get: {
      operationId: 'listThings', responses: { 200: { description: 'ok', ...object }, 400: { description: 'bad', ...object } },
      parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } }, { name: 'order', in: 'query', schema: { enum: ['asc', 'desc'] } }],
    } } },
  }));
});
afterEach(() => remove());

const words = (...more: readonly string[]): readonly string[] => ['--base-url', url, '--description', 'things.json', ...more];

async function record(): Promise<readonly RunEvent[]> {
  return (await readFile(join(folder, 'conformance-report', 'run.ndjson'), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line) as RunEvent);
}

test('what random cases find is told apart, does not count, and is sent again by its id', async () => {
  const plain = await calico(words(), { folder });
  const digest = (await record())[0];
  const ended = await calico(words('--explore', '60'), { folder });
  expect([plain.code, ended.code]).toEqual([0, 0]);
  expect((await record())[0]).toMatchObject({ planDigest: digest?.event === 'run-started' ? digest.planDigest : '' });
  await expect(golden(words('--explore', '60'), ended, folder)).toMatchFileSnapshot('goldens/run-explore.txt');
  const summary = await readFile(join(folder, 'conformance-report', 'summary.md'), 'utf8');
  expect(summary).toMatch(/## Exploration\n\nExploration: [^]*listThings\/explore\/\d+\/smaller-\d+[^]*limit=41&order=desc/);
  expect(await readFile(join(folder, 'conformance-report', 'junit.xml'), 'utf8')).toMatch(/<testsuite name="exploration" tests="2" failures="0" errors="0" skipped="2"/);

  const [id = ''] = /listThings\/explore\/\d+\/smaller-\d+/.exec(ended.stdout) ?? [];
  const again = await calico(['replay', id], { folder });
  expect(again).toMatchObject({ code: 1, stderr: '' });
  expect(again.stdout).toContain(`> GET ${url}/things?limit=41&order=desc\n`);
  expect(again.stdout).toContain('fail    no-server-error@listThings#\n');
  isMended = true;
  const mended = await calico(['replay', id], { folder });
  expect(mended.stdout).toContain('pass    no-server-error@listThings# (was fail)\n');
  expect(mended).toMatchObject({ code: 0, stderr: '' });
});

test('any random case can be sent again, also one that is invalid, with its twin', async () => {
  await calico(words('--explore', '20', '--seed', '5'), { folder });
  const invalid = (await record()).flatMap((event) => (event.event === 'explored' && event.case.intent.kind === 'invalid' ? [event.case] : []))[0];
  const again = await calico(['replay', invalid?.id ?? ''], { folder });
  expect(again.stdout).toContain(`The positive control: ${invalid?.control ?? '?'}\n`);
  expect(again.stdout).toMatch(/Difference from the positive control\n {2}[-+] query/);
  expect(again.stdout).toMatch(/pass {4}rejects-invalid@listThings#/);
  expect(again).toMatchObject({ code: 0, stderr: '' });
});

test('they count where the configuration says so', async () => {
  await writeFile(join(folder, 'calico-conformance.yaml'), 'explore: 60\nexploreAffectsVerdict: true\n');
  const ended = await calico(words('--quiet'), { folder });
  expect(ended.stdout).toMatch(/NON_CONFORMANT {2}Random cases have shown 2 findings against what must hold\./);
  expect(ended.code).toBe(1);
  await calico(['baseline', '--write', 'known.yaml'], { folder });
  expect(await calico(words('--quiet', '--baseline', 'known.yaml'), { folder })).toMatchObject({ code: 0, stdout: expect.stringMatching(/2 findings\. [^]*CONFORMANT/) });
  await calico(words('--quiet'), { folder });
  expect(await readFile(join(folder, 'conformance-report', 'junit.xml'), 'utf8')).toMatch(/<testsuite name="exploration" tests="2" failures="2"/);
});

test('how many must be a number', async () => {
  expect(await calico(words('--explore', 'many'), { folder })).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('--explore must be a whole number from 0 to 100000') });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { calico, freshFolder } from './calico.ts';

let folder = '';
let url = '';
const undo: (() => Promise<void>)[] = [];
beforeEach(async () => {
  const fresh = await freshFolder();
  ({ folder } = fresh);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const known = ['/things', '/other'].includes(path);
    const right = request.method === 'GET' || request.method === 'HEAD';
    const status = !known ? 404 : right ? (path === '/other' ? 203 : 200) : 405;
    response.writeHead(status, { 'content-type': path === '/other' && right ? 'application/problem+json' : 'application/json', ...(status === 405 && { allow: 'GET, HEAD' }) });
    response.end(request.method === 'HEAD' ? undefined : JSON.stringify({ name: null, kind: 'b', size: 12, word: 'too long', 'it\'s "odd"': 1, list: [{ tag: 7 }], ratio: 'x' }));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  undo.push(fresh.remove, () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }));
});
afterEach(async () => {
  for (const each of undo.splice(0)) await each();
});

const thing = {
  type: 'object', required: ['name', 'gone', "it's \"gone\" too"],
  properties: {
    name: { type: 'string' }, kind: { type: 'string', enum: ['a'] }, size: { type: 'integer', maximum: 10 }, word: { type: 'string', maxLength: 3 }, ratio: { type: 'number' },
    list: { type: 'array', items: { allOf: [{ type: 'object' }, { type: 'object', properties: { tag: { type: 'string' } } }] } },
  },
};
const paths = (content: (schema: object) => object) => ({
  '/things': { get: { operationId: 'listThings', responses: { 200: { description: 'ok', ...content({ schema: 'Thing' }) }, 404: { description: 'none' }, 405: { description: 'no' } } } },
  '/other': { get: { operationId: 'getOther', responses: { 203: { description: 'ok', ...content({ schema: 'Thing' }) } } } },
});

const versions: Readonly<Record<string, object>> = {
  '3.1': { openapi: '3.1.1', paths: paths(() => ({ content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } })), components: { schemas: { Thing: thing } } },
  '3.0': { openapi: '3.0.3', paths: paths(() => ({ content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } })), components: { schemas: { Thing: thing } } },
  '2.0': { swagger: '2.0', produces: ['application/json', 'application/problem+json'], paths: paths(() => ({ schema: { $ref: '#/definitions/Thing' } })), definitions: { Thing: thing } },
};

const run = (...words: readonly string[]) => calico(['--base-url', url, '--description', 'api.json', ...words], { folder });

describe.each(Object.entries(versions))('a description in %s that is wrong everywhere', (_version, description) => {
  test('is right with the overlay that the run suggests', async () => {
    await writeFile(join(folder, 'api.json'), JSON.stringify({ info: { title: 'Things', version: '1' }, ...description }));
    const before = await run();
    expect(before.code, before.stdout + before.stderr).toBe(1);
    const told = await calico(['report', '--format', 'overlay'], { folder });
    expect(told.code).toBe(0);
    expect(parse(told.stdout)).toMatchObject({ overlay: '1.0.0', actions: expect.arrayContaining([expect.objectContaining({ target: expect.stringMatching(/^\$\[/) as unknown })]) as unknown });
    await writeFile(join(folder, 'suggested.yaml'), told.stdout);
    const after = await run('--overlay', 'suggested.yaml');
    expect(after.code, after.stdout + after.stderr + told.stdout).toBe(0);
    expect(after.stdout).toContain('CONFORMANT');
    // What was right before stays as it was: nothing but the findings went away.
    expect((await calico(['report', '--format', 'overlay'], { folder })).stdout).toMatch(/^# CONFORMANT: .*\n# Nothing to suggest: no finding would go away by a single change of the description\.\n$/);
  });
});

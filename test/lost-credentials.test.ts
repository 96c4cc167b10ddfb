import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDescription } from '../spec/read-description.ts';
import { judge } from './judge.ts';

const description = {
  openapi: '3.1.0', info: { title: 'Accounts', version: '1' }, security: [{ bearer: [] }],
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  paths: {
    '/account': {
      put: {
        operationId: 'changeAccount',
        requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['password'], properties: { password: { type: 'string', minLength: 3 } } } } } },
        responses: { 200: { description: 'Changed.' }, 400: { description: 'No.' }, 401: { description: 'Who?' } },
      },
    },
    '/things': {
      post: {
        operationId: 'createThing',
        requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } } } },
        responses: { 201: { description: 'Made.' }, 400: { description: 'No.' }, 401: { description: 'Who?' } },
      },
    },
  },
};

/** Lets nobody in any more once the password was changed `changes` times; or, as a lie, says 401 to each broken body. */
async function startAccounts({ changes, liar }: { readonly changes: number; readonly liar: boolean }): Promise<{ readonly url: string; close(): void }> {
  let left = changes;
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => {
      if (request.headers.authorization !== 'Bearer tok-31aa' || left <= 0) return void response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
      const good = isGood(request.url === '/account' ? 'password' : 'name', request.url === '/account' ? 3 : 0, text, request.headers['content-type']);
      if (request.method !== (request.url === '/account' ? 'PUT' : 'POST')) return void response.writeHead(405, { allow: request.url === '/account' ? 'PUT' : 'POST' }).end();
      if (!good) return void response.writeHead(liar ? 401 : 400, liar ? { 'www-authenticate': 'Bearer' } : {}).end();
      if (request.url === '/account') left--;
      return void response.writeHead(request.url === '/account' ? 200 : 201).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => { server.close(); server.closeAllConnections(); } };
}

function isGood(property: string, least: number, text: string, type: string | undefined): boolean {
  if (type?.startsWith('application/json') !== true) return false;
  try {
    const value = (JSON.parse(text) as Readonly<Record<string, unknown>> | null)?.[property];
    return typeof value === 'string' && value.length >= least;
  } catch {
    return false;
  }
}

async function refusals(backend: { readonly changes: number; readonly liar: boolean }): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'accounts-'));
  const server = await startAccounts(backend);
  try {
    await writeFile(join(folder, 'openapi.json'), JSON.stringify(description));
    const read = await readDescription(join(folder, 'openapi.json'));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const { outcomes } = await judge({ baseUrl: server.url, description: read.value, token: 'tok-31aa' });
    return new Map([...outcomes].flatMap(([id, { kind }]) => (id.startsWith('rejects-') && kind !== 'not-applicable' && kind !== 'not-run' ? [[id, kind] as const] : [])));
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
}

test('credentials that end in the middle of a run are nobody\'s fault', async () => {
  const kinds = new Set((await refusals({ changes: 2, liar: false })).values());
  expect([...kinds].filter((kind) => kind === 'fail')).toEqual([]);
  expect(kinds).toContain('blocked');
});

test('but whoever lets nobody in for a broken body is found out', async () => {
  const found = await refusals({ changes: Infinity, liar: true });
  expect(new Set(found.values())).toEqual(new Set(['fail']));
  expect(found.size).toBeGreaterThan(6);
});

import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Description } from '../model/description.ts';
import { readDescription } from '../spec/read-description.ts';
import { freshFolder } from './calico.ts';
import { judge } from './judge.ts';

const thing = { type: 'object', required: ['id', 'size'], properties: { id: { type: 'string' }, size: { type: 'integer', minimum: 1 } } };
const answers = (status: number, schema: object) => ({
  [status]: { description: 'done', content: { 'application/json': { schema } } },
  400: { description: 'no such value' }, 401: { description: 'a stranger' }, 404: { description: 'not there' },
});
const api = {
  openapi: '3.1.1', info: { title: 'Things', version: '1' }, security: [{ token: [] }],
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  paths: {
    '/things': {
      get: { operationId: 'listThings', parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9 } }], responses: answers(200, { type: 'array', items: thing }) },
      post: {
        operationId: 'addThing', responses: answers(201, thing),
        requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['size'], properties: { size: { type: 'integer', minimum: 1, maximum: 99 } } } } } },
      },
    },
    '/things/{thing_id}': { get: { operationId: 'getThing', parameters: [{ name: 'thing_id', in: 'path', required: true, schema: { type: 'string' } }], responses: answers(200, thing) } },
  },
};

/** Keeps what is added, and lies about it once: who adds a large thing is told its size as a text. Answers take unequally long. */
const things = new Map<string, { readonly id: string; readonly size: number }>();
let turn = 0;
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  await new Promise((resolve) => { setTimeout(resolve, (turn = (turn * 7 + 3) % 11) / 2); });
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://things');
  const say = (status: number, body?: unknown): void => { response.writeHead(status, { ...(status === 405 && { allow: 'GET, HEAD, POST' }), ...(status === 401 && { 'www-authenticate': 'Bearer' }), 'content-type': 'application/json' }).end(request.method === 'HEAD' ? undefined : JSON.stringify(body ?? { status })); };
  if (request.headers.authorization !== 'Bearer our-own-token') return say(401);
  const limit = searchParams.get('limit');
  const [, id] = /^\/things\/([^/]+)$/.exec(pathname) ?? [];
  if (pathname !== '/things' && id === undefined) return say(404);
  if (request.method === 'GET' || request.method === 'HEAD') {
    const found = things.get(id ?? '');
    if (id !== undefined) return found ? say(200, found) : say(404);
    if (limit !== null && !/^[1-9]$/.test(limit)) return say(400);
    return say(200, limit === null ? [...things.values()] : [...things.values()].slice(0, Number(limit)));
  }
  if (request.method !== 'POST' || id !== undefined) return say(405);
  const size = sizeIn(text);
  if (size === undefined || size < 1 || size > 99) return say(400);
  const made = { id: `t${things.size + 1}`, size };
  things.set(made.id, made);
  return say(201, { ...made, size: size > 50 ? String(size) : size });
}

function sizeIn(text: string): number | undefined {
  try {
    const { size } = JSON.parse(text) as { size?: unknown };
    return typeof size === 'number' && Number.isInteger(size) ? size : undefined;
  } catch {
    return undefined;
  }
}

const server = createServer((request, response) => { void answer(request, response); });
let description: Description;
beforeAll(async () => {
  const { folder, remove } = await freshFolder();
  await writeFile(join(folder, 'things.json'), JSON.stringify(api));
  const read = await readDescription(join(folder, 'things.json'));
  await remove();
  if (!read.ok) throw new Error(read.problems[0].what);
  description = read.value;
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test('the same plan ends alike, whatever the order of its cases and however many are under way at once', async () => {
  const ends = async (concurrency: number, shuffle?: number) => {
    things.clear();
    things.set('t1', { id: 't1', size: 3 });
    const judged = await judge({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'our-own-token', description, concurrency, ...(shuffle !== undefined && { shuffle }) });
    const sent = judged.events.flatMap((event) => (event.event === 'case-settled' ? [event.case.id] : []));
    return { sent, outcomes: [...judged.outcomes].map(([id, outcome]) => [id, outcome.kind, outcome.kind === 'fail' ? outcome.findings.map(({ cluster }) => cluster).sort() : []]) };
  };
  const first = await ends(1);
  expect(first.outcomes.filter(([, kind]) => kind === 'fail').map(([id]) => id)).toContain('body-schema@addThing#/responses/201/content/application~1json/schema');
  expect(await ends(1)).toEqual(first);
  for (const [concurrency, shuffle] of [[1, 1], [8, 2], [32, 3], [32, undefined]] as const) {
    const again = await ends(concurrency, shuffle);
    expect(again.outcomes).toEqual(first.outcomes);
    expect([...again.sent].sort()).toEqual([...first.sent].sort());
    if (shuffle !== undefined) expect(again.sent).not.toEqual(first.sent);
  }
});

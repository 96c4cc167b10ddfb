import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Exchange, HeaderFields, ReceivedResponse } from '../../model/exchange.ts';
import type { FlowApi } from '../../model/flow.ts';
import type { WireRequest } from '../../model/target.ts';
import { flowApi } from './flow-api.ts';
import type { Loopback } from './loopback.ts';
import { exchangeField, openLoopback } from './loopback.ts';

const open: Loopback[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((loopback) => loopback.close()));
});

interface Bound {
  readonly api: FlowApi;
  readonly asked: readonly { readonly request: WireRequest; readonly stamp: string }[];
  readonly port: number;
}

async function bound(answer: Partial<ReceivedResponse> | Error): Promise<Bound> {
  const asked: { request: WireRequest; stamp: string }[] = [];
  const loopback = await openLoopback(async (request, stamp) => {
    asked.push({ request, stamp });
    if (answer instanceof Error) throw answer;
    const response: ReceivedResponse = { kind: 'response', status: 200, headers: [], ...answer };
    return { id: `x${asked.length}`, attempt: 1, startedAt: 0, durationMs: 1, request: { method: request.method, url: request.path, headers: [] }, response } satisfies Exchange;
  });
  open.push(loopback);
  const api = (await flowApi(loopback))(() => `s${asked.length + 1}`);
  return { api, asked, port: (loopback.server.address() as AddressInfo).port };
}

test('a request arrives as it was made', async () => {
  const { api, asked } = await bound({});
  await api.post('/a/../b/%zz%2F//c?x=a+b&x=%C3%A9&empty').set('X-Odd-Case', 'one, two').set('accept', 'application/json').send({ name: 'é' });
  expect(asked).toEqual([{
    stamp: 's1',
    request: {
      method: 'POST', path: '/a/../b/%zz%2F//c?x=a+b&x=%C3%A9&empty',
      headers: [['X-Odd-Case', 'one, two'], ['accept', 'application/json'], ['Content-Type', 'application/json']],
      body: Buffer.from('{"name":"é"}'),
    },
  }]);
});

test('a request without a body has none, and nothing of supertest in it', async () => {
  const { api, asked } = await bound({});
  await api.delete('/users/1');
  expect(asked[0]?.request).toEqual({ method: 'DELETE', path: '/users/1', headers: [] });
});

test.each([200, 201, 204, 206, 301, 304, 400, 401, 404, 418, 500, 503, 601, 999])('status %i comes back, and is followed nowhere', async (status) => {
  const { api, asked } = await bound({ status, headers: [['location', 'http://127.0.0.1:1/']] });
  const response = await api.get('/').expect(status);
  expect(response.status).toBe(status);
  expect(asked).toHaveLength(1);
});

test('header fields come back, twice where they stood twice', async () => {
  const headers: HeaderFields = [['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2'], ['X-Twice', 'one'], ['x-twice', 'two'], ['Date', 'never'], ['Link', '<'], ['Content-Type', ';;;=']];
  const { api } = await bound({ headers });
  const response = await api.get('/');
  expect(response.headers).toEqual({
    'set-cookie': ['a=1', 'b=2'], 'x-twice': 'one, two', date: 'never', link: '<', 'content-type': ';;;=', 'content-length': '0', connection: 'close', [exchangeField]: 'x1',
  });
  await api.get('/again');
});

test('what concerns the connection or the coding stays behind, and so does what breaks the grammar', async () => {
  const { api } = await bound({
    headers: [
      ['Connection', 'keep-alive, X-Hop'], ['X-Hop', '1'], ['Transfer-Encoding', 'chunked'], ['Content-Length', '999'], ['Content-Encoding', 'gzip'],
      ['X-Flow-Exchange', 'forged'], ['bad name', '1'], ['x-bad-value', 'a\u0000b'], ['x-split', 'a\r\nx-smuggled: 1'], ['', 'x'], ['x-good', '1'],
    ],
    body: { text: '{"a":1}', bytes: 7 },
  });
  const response = await api.get('/').expect(200);
  expect(response.headers).toEqual({ 'x-good': '1', 'content-length': '7', connection: 'close', [exchangeField]: 'x1' });
  expect(response.body).toEqual({ a: 1 });
});

test.each<{ name: string; body: ReceivedResponse['body']; type: string; text: string; parsed: unknown }>([
  { name: 'JSON of any type', body: { text: '[1]', bytes: 3 }, type: 'image/png', text: '[1]', parsed: [1] },
  { name: 'what is no JSON although it says so', body: { text: '{"a"', bytes: 4 }, type: 'application/json', text: '{"a"', parsed: {} },
  { name: 'a form in parts', body: { text: 'x', bytes: 1 }, type: 'multipart/form-data', text: 'x', parsed: {} },
  { name: 'bytes that are no text', body: { base64: '//4=', bytes: 2 }, type: 'application/json', text: '\uFFFD\uFFFD', parsed: {} },
  { name: 'nothing', body: undefined, type: 'application/json', text: '', parsed: {} },
])('a body: $name', async ({ body, type, text, parsed }) => {
  const { api } = await bound({ headers: [['content-type', type]], ...(body && { body }) });
  const response = await api.get('/');
  expect({ text: response.text, body: response.body as unknown }).toEqual({ text, body: parsed });
});

test.each(['head', 'get'] as const)('%s with 204 and a body ends all the same', async (method) => {
  const { api } = await bound({ status: 204, body: { text: 'no', bytes: 2 } });
  expect((await api[method]('/')).status).toBe(204);
});

test('an answer that never came is no status', async () => {
  const { api } = await bound(new Error('refused'));
  await expect(api.get('/').expect(500)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('what breaks HTTP on the way in does not stop the loopback', async () => {
  const { api, port } = await bound({});
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end('nonsense\r\n\r\n'));
    socket.on('close', () => { resolve(); }).on('error', () => undefined).resume();
  });
  await api.get('/').expect(200);
});

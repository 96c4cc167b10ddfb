import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Target, WireRequest } from '../model/target.ts';
import { httpTarget, type HttpTargetOptions } from './http-target.ts';
import { rawServer, type RawServer } from './raw-server.fixture.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function raw(...told: Parameters<typeof rawServer>): Promise<RawServer> {
  const server = await rawServer(...told);
  open.push(() => server.close());
  return server;
}

function targetAt(baseUrl: string, options: Partial<HttpTargetOptions> = {}): Target {
  const target = httpTarget({ baseUrl, timeoutMs: 3000, maxBodyBytes: 1_000_000, connections: 4, ...options });
  open.push(() => target.close());
  return target;
}

const never = new AbortController().signal;
const get = (path = '/'): WireRequest => ({ method: 'GET', path, headers: [] });
const ok = (body: string, headers = ''): string => `HTTP/1.1 200 OK\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

describe('what goes out', () => {
  test('is what the record says, in its order, letter by letter', async () => {
    const server = await raw((socket) => socket.write(ok('')));
    const target = targetAt(`${server.url}/base/`, { connections: 1 });
    const requests: WireRequest[] = [
      { method: 'GET', path: '/a/../b//c;x=%zz?q=%2F&q=&%ff', headers: [['X-Twice', '1'], ['x-tWice', '2'], ['Accept', 'a/b']] },
      { method: 'POST', path: '/p', headers: [['Content-Type', 'application/json']], body: Buffer.from('{"a":1}') },
      { method: 'POST', path: '/empty', headers: [] },
      { method: 'GET', path: '/with-body', headers: [], body: Buffer.from('hello') },
      { method: 'DELETE', path: '/d', headers: [['Host', 'other.example'], ['User-Agent', 'mine'], ['Accept-Encoding', 'identity']] },
      { method: 'DELETE', path: '/d', headers: [], body: Buffer.from('why') },
      { method: 'HEAD', path: '/h', headers: [] },
      { method: 'PURGE', path: '/odd', headers: [['Connection', 'close']] },
      { method: 'TRACE', path: '/t', headers: [] },
    ];
    const expected: string[] = [];
    for (const request of requests) {
      const sent = await target.send(request, never);
      expect(sent.response).toMatchObject({ kind: 'response', status: 200 });
      expect(sent.url).toBe(`${server.url}/base${request.path}`);
      const fields = sent.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      expected.push(`${request.method} /base${request.path} HTTP/1.1\r\n${fields}\r\n${request.body ? Buffer.from(request.body).toString() : ''}`);
    }
    const received = server.received().join('');
    for (const text of expected) expect(received).toContain(text);
    expect(received).toHaveLength(expected.join('').length);
  });

  test('adds nothing but host, connection, accept-encoding and user-agent', async () => {
    const server = await raw((socket) => socket.write(ok('')));
    const { headers } = await targetAt(server.url).send(get(), never);
    expect(headers.map(([name]) => name)).toEqual(['host', 'connection', 'accept-encoding', 'user-agent']);
  });

  test.each<[string, WireRequest]>([
    ['a space in the path', get('/a b')],
    ['a line break in the path', get('/a\r\nX: y')],
    ['a character beyond Latin-1 in the path', get('/\u{1f600}')],
    ['a control character in a header', { ...get(), headers: [['X-A', 'a\u0000b']] }],
    ['a line break in a header', { ...get(), headers: [['X-A', 'a\r\nb']] }],
    ['a header name that is none', { ...get(), headers: [['X A', 'b']] }],
    ['a method that is none', { ...get(), method: 'GE T' }],
    ['a wrong length', { method: 'POST', path: '/', headers: [['Content-Length', '9']], body: Buffer.from('abc') }],
    ['a length without a body', { method: 'POST', path: '/', headers: [['content-length', '9']] }],
    ['two hosts', { ...get(), headers: [['Host', 'a'], ['host', 'b']] }],
    ['an upgrade', { ...get(), headers: [['Upgrade', 'websocket']] }],
  ])('%s is unsendable, and nothing is sent', async (_, request) => {
    const server = await raw((socket) => socket.write(ok('')));
    const { response } = await targetAt(server.url).send(request, never);
    expect(response).toMatchObject({ kind: 'failure', code: 'unsendable' });
    expect(server.received().join('')).toBe('');
  });

  test('bodies are recorded as they are', async () => {
    const server = await raw((socket) => socket.write(ok('')));
    const target = targetAt(server.url);
    const bodyOf = async (body: Uint8Array) => (await target.send({ method: 'PUT', path: '/', headers: [], body }, never)).body;
    expect(await bodyOf(Buffer.from('ä'))).toEqual({ text: 'ä', bytes: 2 });
    expect(await bodyOf(Uint8Array.of(0xff, 0))).toEqual({ base64: '/wA=', bytes: 2 });
  });
});

describe('what comes back', () => {
  test.each([200, 204, 301, 304, 418, 451, 500, 599, 601, 999])('status %d', async (status) => {
    const server = await raw((socket) => socket.write(`HTTP/1.1 ${status} Odd\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n`));
    const { response } = await targetAt(server.url).send(get(), never);
    expect(response).toEqual({ kind: 'response', status, headers: [['Location', '/again'], ['Content-Length', '0']] });
    expect(server.received().join('').match(/GET/g)).toHaveLength(1);
  });

  test('headers keep order, case, duplicates and bytes', async () => {
    const server = await raw((socket) => socket.end(Buffer.from('HTTP/1.1 200 OK\r\nX-B: 2\r\nx-a: 1\r\nX-b: 3\r\nSet-Cookie: a=b\r\nSet-Cookie: c=d\r\nX-Latin: \xe4\r\nX-Empty:\r\n\r\n', 'latin1')));
    const { response } = await targetAt(server.url).send(get(), never);
    expect(response).toEqual({
      kind: 'response', status: 200,
      headers: [['X-B', '2'], ['x-a', '1'], ['X-b', '3'], ['Set-Cookie', 'a=b'], ['Set-Cookie', 'c=d'], ['X-Latin', '\xe4'], ['X-Empty', '']],
    });
  });

  test('interim responses are passed over', async () => {
    const server = await raw((socket) => socket.write(`HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n${ok('x')}`));
    expect((await targetAt(server.url).send(get(), never)).response).toMatchObject({ status: 200, headers: [['Content-Length', '1']], body: { text: 'x' } });
  });

  test('a body is text when it is UTF-8, byte order mark and NUL included, otherwise base64', async () => {
    const bodies: Record<string, Buffer> = {
      '/bom': Buffer.from('\ufeff{"a":"ä"}'), '/nul': Buffer.from('a\u0000b'), '/bad': Buffer.from([0x7b, 0xff, 0xfe]), '/cut': Buffer.from('ä').subarray(0, 1),
    };
    const server = createServer((request, response) => response.end(bodies[request.url ?? '']));
    const target = targetAt(await listening(server));
    const bodyAt = async (path: string) => {
      const { response } = await target.send(get(path), never);
      return response.kind === 'response' ? response.body : response;
    };
    expect(await bodyAt('/bom')).toEqual({ text: '\ufeff{"a":"ä"}', bytes: 13 });
    expect(await bodyAt('/nul')).toEqual({ text: 'a\u0000b', bytes: 3 });
    expect(await bodyAt('/bad')).toEqual({ base64: 'e//+', bytes: 3 });
    expect(await bodyAt('/cut')).toEqual({ base64: 'ww==', bytes: 1 });
    expect(await bodyAt('/none')).toBeUndefined();
  });

  test('HEAD, 204 and 304 have no body whatever their headers say', async () => {
    const server = await raw((socket, request) => socket.write(request.startsWith('HEAD')
      ? 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 500\r\n\r\n'
      : `HTTP/1.1 ${request.includes('/204') ? 204 : 304} X\r\nContent-Encoding: gzip\r\n\r\n`));
    const target = targetAt(server.url);
    const head = await target.send({ ...get(), method: 'HEAD' }, never);
    expect(head.response).toEqual({ kind: 'response', status: 200, headers: [['Content-Encoding', 'gzip'], ['Content-Length', '500']] });
    for (const path of ['/204', '/304']) expect((await target.send(get(path), never)).response).toEqual({ kind: 'response', status: Number(path.slice(1)), headers: [['Content-Encoding', 'gzip']] });
  });

  test('a response that ends with its connection is whole', async () => {
    const server = await raw((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\nall of it'));
    const target = targetAt(server.url);
    for (let turn = 0; turn < 5; turn += 1) expect((await target.send(get(), never)).response).toMatchObject({ status: 200, body: { text: 'all of it' } });
    expect(server.connections()).toBe(5);
  });
});

describe('connections', () => {
  test('are kept alive and used again', async () => {
    const server = await raw((socket) => socket.write(ok('x')));
    const target = targetAt(server.url, { connections: 1 });
    for (let turn = 0; turn < 20; turn += 1) await target.send(get(), never);
    expect(server.connections()).toBe(1);
  });

  test('are never more than allowed', async () => {
    const server = await raw((socket) => void setTimeout(() => socket.write(ok('x')), 5));
    const target = targetAt(server.url, { connections: 3 });
    const all = await Promise.all(Array.from({ length: 60 }, () => target.send(get(), never)));
    expect(all.every(({ response }) => response.kind === 'response')).toBe(true);
    expect(server.connections()).toBe(3);
  });

  test.each(['GET', 'OPTIONS'])('one that the server closes as %s comes is replaced, once and unseen', async (method) => {
    const server = await raw((socket, _, turn) => (turn === 1 ? socket.write(ok('x')) : socket.destroy()));
    const target = targetAt(server.url, { connections: 1 });
    for (let turn = 0; turn < 4; turn += 1) expect((await target.send({ ...get(), method }, never)).response).toMatchObject({ status: 200 });
    // A connection answers once and then closes; the request that it swallows goes out again on one of its own.
    expect(server.received().map((heard) => heard.match(/HTTP\/1.1/g)?.length)).toEqual([2, 1, 2, 1]);
  });

  test('what may not be repeated is not repeated', async () => {
    const server = await raw((socket, text) => (text.startsWith('POST') ? socket.destroy() : socket.write(ok('x'))));
    const target = targetAt(server.url, { connections: 1 });
    await target.send(get(), never);
    expect((await target.send({ ...get('/post'), method: 'POST' }, never)).response).toMatchObject({ kind: 'failure', code: 'reset' });
    expect(server.received().join('').match(/\/post/g)).toHaveLength(1);
  });

  test('what may not be repeated does not go over a connection that may be closing', async () => {
    const server = await raw((socket, _, turn) => (turn === 1 ? socket.write(ok('x')) : socket.destroy()));
    const target = targetAt(server.url, { connections: 1 });
    await target.send(get(), never);
    for (const method of ['POST', 'PATCH', 'PUT', 'DELETE']) expect((await target.send({ ...get('/post'), method }, never)).response).toMatchObject({ kind: 'response', status: 200 });
    expect(server.connections()).toBe(5);
  });

  test('a server that closes every connection is a reset, and asked once', async () => {
    const server = await raw((socket) => socket.destroy());
    expect((await targetAt(server.url).send(get(), never)).response).toMatchObject({ kind: 'failure', code: 'reset' });
    expect(server.connections()).toBe(1);
  });

  test('hundreds in flight raise no warning', async () => {
    const warnings: Error[] = [];
    const heard = (warning: Error): void => void warnings.push(warning);
    process.on('warning', heard);
    const server = await raw((socket) => socket.write(ok('x')));
    const target = targetAt(server.url, { connections: 64 });
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 300 }, () => target.send(get(), signal)));
    process.off('warning', heard);
    expect(warnings).toEqual([]);
  });
});

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

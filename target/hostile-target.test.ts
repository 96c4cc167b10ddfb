import { createServer as createPlainServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { AddressInfo, Server } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Sent, WireRequest } from '../model/target.ts';
import { httpTarget, type HttpTargetOptions } from './http-target.ts';
import { rawServer } from './raw-server.fixture.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const megabyte = 1024 * 1024;
const get: WireRequest = { method: 'GET', path: '/', headers: [] };
const head = (headers: string, status = 200): string => `HTTP/1.1 ${status} OK\r\n${headers}\r\n`;

async function ask(baseUrl: string, options: Partial<HttpTargetOptions> = {}, signal = new AbortController().signal): Promise<Sent> {
  const target = httpTarget({ baseUrl, timeoutMs: 2000, maxBodyBytes: megabyte, connections: 2, ...options });
  open.push(() => target.close());
  return target.send(get, signal);
}

async function askRaw(answer: Parameters<typeof rawServer>[0], options: Partial<HttpTargetOptions> = {}): Promise<Sent> {
  const server = await rawServer(answer);
  open.push(() => server.close());
  return ask(server.url, options);
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => new Promise((resolve) => server.close(() => resolve())));
  return (server.address() as AddressInfo).port;
}

describe('nobody there', () => {
  test('refused', async () => {
    const server = createPlainServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    const { response, durationMs, url } = await ask(`http://127.0.0.1:${port}/v1`);
    expect(response).toEqual({ kind: 'failure', code: 'refused', what: `Nothing listens on 127.0.0.1:${port} (connection refused).` });
    expect(url).toBe(`http://127.0.0.1:${port}/v1/`);
    expect(durationMs).toBeLessThan(1500);
  });

  test('a hundred refused at once all end, at once', async () => {
    const server = createPlainServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    const target = httpTarget({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 5000, maxBodyBytes: megabyte, connections: 4 });
    open.push(() => target.close());
    const all = await Promise.all(Array.from({ length: 100 }, () => target.send(get, new AbortController().signal)));
    expect(new Set(all.map(({ response }) => (response.kind === 'failure' ? response.code : response.status)))).toEqual(new Set(['refused']));
    expect(Math.max(...all.map(({ durationMs }) => durationMs))).toBeLessThan(2500);
  });

  test('a name that does not resolve', async () => {
    const { response } = await ask('http://no-such-host.invalid');
    expect(response).toMatchObject({ kind: 'failure', code: 'unresolved' });
    expect(response).toHaveProperty('what', expect.stringContaining('no-such-host.invalid'));
  });

  test('https where plain http is spoken', async () => {
    const server = await rawServer((socket) => socket.end('HTTP/1.1 400 Bad\r\n\r\n'), (socket) => void socket.write('HTTP/1.1 400 Bad\r\n\r\n'));
    open.push(() => server.close());
    expect((await ask(server.url.replace('http:', 'https:'))).response).toMatchObject({ kind: 'failure', code: 'tls' });
  });

  test('https without a certificate that fits', async () => {
    const port = await listening(createTlsServer());
    expect((await ask(`https://127.0.0.1:${port}`)).response).toMatchObject({ kind: 'failure', code: 'tls' });
  });
});

describe('cut off', () => {
  test('before the head', async () => {
    expect((await askRaw((socket) => socket.resetAndDestroy())).response).toMatchObject({ kind: 'failure', code: 'reset' });
  });

  test('in the head', async () => {
    const { response } = await askRaw((socket) => socket.end('HTTP/1.1 200 OK\r\nConte'));
    expect(response).toMatchObject({ kind: 'failure', code: 'reset' });
    expect(response).not.toHaveProperty('status', 200);
  });

  test.each<[string, 'end' | 'resetAndDestroy', string]>([
    ['a body of known length, closed', 'end', 'Content-Length: 100\r\n'],
    ['a body of known length, reset', 'resetAndDestroy', 'Content-Length: 100\r\n'],
    ['a chunked body, closed', 'end', 'Transfer-Encoding: chunked\r\n'],
    ['a chunked body, reset', 'resetAndDestroy', 'Transfer-Encoding: chunked\r\n'],
    ['a body on a connection that closes, closed', 'end', 'Connection: close\r\nContent-Length: 100\r\n'],
    ['a chunked body on a connection that closes', 'end', 'Connection: close\r\nTransfer-Encoding: chunked\r\n'],
  ])('in %s', async (_, way, headers) => {
    const { response } = await askRaw((socket) => void socket.write(`${head(headers)}${headers.includes('chunked') ? '5\r\nabc' : 'abc'}`, () => setTimeout(() => socket[way](), 20)));
    expect(response).toMatchObject({ kind: 'failure', code: 'reset', status: 200 });
  });
});

describe('never done', () => {
  const bounded = { timeoutMs: 300 };

  test('never answers', async () => {
    const { response, durationMs } = await askRaw(() => undefined, bounded);
    expect(response).toEqual({ kind: 'failure', code: 'timeout', what: 'No response came within 300 ms.' });
    expect(durationMs).toBeGreaterThan(250);
    expect(durationMs).toBeLessThan(1500);
  });

  test('a head that drips', async () => {
    const { response, durationMs } = await askRaw((socket) => drip(socket, 'HTTP/1.1 200 OK\r\n', 'X-A: b\r\n'), bounded);
    expect(response).toMatchObject({ kind: 'failure', code: 'timeout' });
    expect(durationMs).toBeLessThan(1500);
  });

  test('a body that drips', async () => {
    const { response, durationMs } = await askRaw((socket) => drip(socket, head('Content-Length: 1000000\r\n'), 'x'), bounded);
    expect(response).toEqual({ kind: 'failure', code: 'timeout', status: 200, what: 'The response began with status 200, but was not whole within 300 ms.' });
    expect(durationMs).toBeLessThan(1500);
  });

  test('endless interim responses', async () => {
    const { response } = await askRaw((socket) => drip(socket, '', 'HTTP/1.1 103 Early Hints\r\n\r\n'), bounded);
    expect(response).toMatchObject({ kind: 'failure', code: 'timeout' });
  });

  test('an endless body stops at the limit', async () => {
    const { response } = await askRaw((socket) => pour(socket, head('Content-Type: text/plain\r\n'), Infinity), { timeoutMs: 20_000 });
    expect(response).toEqual({ kind: 'failure', code: 'too-large', status: 200, what: `The body is larger than ${megabyte} bytes.` });
  });

  test('a hundred megabytes of JSON neither fill the memory', async () => {
    const before = process.memoryUsage().rss;
    const { response } = await askRaw((socket) => pour(socket, head(`Content-Type: application/json\r\nContent-Length: ${100 * megabyte}\r\n`), 100 * megabyte), { timeoutMs: 20_000 });
    expect(response).toMatchObject({ kind: 'failure', code: 'too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * megabyte);
  });

  test('an endless head', async () => {
    const { response } = await askRaw((socket) => pour(socket, 'HTTP/1.1 200 OK\r\nX-A: ', Infinity), { timeoutMs: 20_000 });
    expect(response).toMatchObject({ kind: 'failure', code: 'too-large' });
  });

  test('interrupted', async () => {
    const server = await rawServer(() => undefined);
    open.push(() => server.close());
    const interruption = new AbortController();
    const asked = ask(server.url, {}, interruption.signal);
    setTimeout(() => interruption.abort(), 50);
    expect((await asked).response).toMatchObject({ kind: 'failure', code: 'aborted' });
    expect((await ask(server.url, {}, interruption.signal)).response).toMatchObject({ kind: 'failure', code: 'aborted' });
  });

  test('closing the target ends what is under way', async () => {
    const server = await rawServer(() => undefined);
    open.push(() => server.close());
    const target = httpTarget({ baseUrl: server.url, timeoutMs: 10_000, maxBodyBytes: megabyte, connections: 1 });
    const asked = [target.send(get, new AbortController().signal), target.send(get, new AbortController().signal)];
    await new Promise((resolve) => setTimeout(resolve, 50));
    await target.close();
    for (const sent of await Promise.all(asked)) expect(sent.response).toMatchObject({ kind: 'failure', code: 'aborted' });
    expect((await target.send(get, new AbortController().signal)).response).toMatchObject({ kind: 'failure', code: 'aborted' });
  });
});

describe('not HTTP', () => {
  test.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['a status that is no number', 'HTTP/1.1 abc OK\r\n\r\n'],
    ['a header without a name', 'HTTP/1.1 200 OK\r\n: x\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['a chunk size that is none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n'],
  ])('%s', async (_, bytes) => {
    expect((await askRaw((socket) => void socket.write(bytes))).response).toMatchObject({ kind: 'failure', code: 'protocol' });
  });

  test('a redirect loop is an answer like any other', async () => {
    const server = await rawServer((socket) => void socket.write(head('Location: /\r\nContent-Length: 0\r\n', 302)));
    open.push(() => server.close());
    expect((await ask(server.url)).response).toMatchObject({ kind: 'response', status: 302 });
    expect(server.received().join('').match(/GET/g)).toHaveLength(1);
  });
});

describe('content codings', () => {
  const encoded = (coding: string, bytes: Uint8Array, options?: Partial<HttpTargetOptions>): Promise<Sent> =>
    askRaw((socket) => void socket.write(Buffer.concat([Buffer.from(head(`Content-Encoding: ${coding}\r\nContent-Length: ${bytes.length}\r\n`)), bytes])), options);
  const text = 'all the same '.repeat(100);

  test.each<[string, Uint8Array]>([
    ['gzip', gzipSync(text)], ['x-gzip', gzipSync(text)], ['GZIP', gzipSync(text)], ['deflate', deflateSync(text)], ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)], ['identity', Buffer.from(text)], ['gzip, br', brotliCompressSync(gzipSync(text))],
  ])('%s is removed', async (coding, bytes) => {
    const { response } = await encoded(coding, bytes);
    expect(response).toMatchObject({ kind: 'response', status: 200, body: { text, bytes: 1300 } });
  });

  test.each<[string, string, Uint8Array]>([
    ['plain text', 'gzip', Buffer.from(text)], ['cut short', 'gzip', gzipSync(text).subarray(0, 30)], ['plain text', 'deflate', Buffer.from(text)],
    ['plain text', 'br', Buffer.from(text)], ['anything', 'zstd', Buffer.from(text)], ['anything', '__proto__', Buffer.from(text)],
    ['five layers', 'gzip,gzip,gzip,gzip,gzip', Buffer.from(text)],
  ])('%s as %s is a bad encoding', async (_, coding, bytes) => {
    expect((await encoded(coding, bytes)).response).toMatchObject({ kind: 'failure', code: 'bad-encoding', status: 200 });
  });

  test('a bomb goes off at the limit', async () => {
    const before = process.memoryUsage().rss;
    const { response } = await encoded('gzip', gzipSync(Buffer.alloc(200 * megabyte)));
    expect(response).toMatchObject({ kind: 'failure', code: 'too-large', status: 200 });
    // The bomb itself was made in this process: what counts is that it was not kept a second time.
    expect(process.memoryUsage().rss - before).toBeLessThan(350 * megabyte);
  });

  test('a bomb in a bomb too', async () => {
    expect((await encoded('gzip, gzip', gzipSync(gzipSync(Buffer.alloc(200 * megabyte))))).response).toMatchObject({ kind: 'failure', code: 'too-large', status: 200 });
  });
});

function drip(socket: Parameters<Parameters<typeof rawServer>[0]>[0], first: string, drop: string): void {
  socket.write(first);
  const timer = setInterval(() => socket.write(drop), 20);
  socket.on('close', () => clearInterval(timer));
}

function pour(socket: Parameters<Parameters<typeof rawServer>[0]>[0], first: string, bytes: number): void {
  const chunk = Buffer.alloc(65_536, 'x');
  let left = bytes;
  socket.write(first);
  const more = (): void => {
    while (left > 0 && !socket.destroyed) {
      left -= chunk.length;
      if (!socket.write(chunk)) {
        socket.once('drain', more);
        return;
      }
    }
  };
  more();
}

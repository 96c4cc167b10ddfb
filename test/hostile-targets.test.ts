import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../model/run-event.ts';
import { reporters } from '../reporters/reporters.ts';
import { junitIsValid } from './junit-is-valid.ts';
import { judge } from './judge.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const json = { 'content-type': 'application/json' };
const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
const evil = '\u001b[2J\u001b]0;owned\u0007]]>&lt;script>\u0000\ud800\uffff\u202e';

/** Targets that want to hurt whoever asks them. */
const targets: Readonly<Record<string, Answer>> = {
  'resets in the middle of a body': (_, response) => {
    response.writeHead(200, { ...json, 'content-length': '1000' });
    response.write('{"data":');
    setTimeout(() => response.socket?.resetAndDestroy(), 5);
  },
  'never answers': () => undefined,
  'sends a body without end': (_, response) => {
    response.writeHead(200, json);
    const chunk = Buffer.alloc(64 * 1024, 32);
    const pour = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', pour);
    };
    pour();
  },
  'redirects in a circle': (request, response) => response.writeHead(302, { location: request.url ?? '/' }).end(),
  'sends a gzip bomb': (_, response) => response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb),
  'sends what is not UTF-8': (_, response) => response.writeHead(200, json).end(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  'sends 100 MB of JSON': (_, response) => {
    response.writeHead(200, json);
    response.write('[');
    let left = 100;
    const pour = (): void => {
      while (left-- > 0) if (!response.write(`"${'x'.repeat(1024 * 1024)}",`)) { response.once('drain', pour); return; }
      response.end('0]');
    };
    pour();
  },
  'sends JSON 10,000 levels deep': (_, response) => response.writeHead(200, json).end(`{"data":${'['.repeat(10_000)}${']'.repeat(10_000)}}`),
  'sends headers twice': (_, response) => response.writeHead(200, [['content-type', 'application/json'], ['content-type', 'text/html'], ['x-request-id', 'a'], ['x-request-id', 'b'.repeat(300)]].flat()).end('{"data":[]}'),
  'puts terminal escapes and XML into every text': (request, response) => {
    const id = (request.url ?? '').split('/')[4] ?? '';
    response.writeHead(request.method === 'DELETE' ? 418 : 200, { ...json, 'x-request-id': Buffer.from('\u00e9[31m').toString('latin1') });
    response.end(JSON.stringify({ data: { user_id: id, status: evil, [evil]: evil, users: [{ user_id: evil, email: evil }] }, page: { next_cursor: evil }, errors: [{ cause: evil }] }));
  },
};

const limit = 60_000;

describe('a target that', () => {
  test.each(Object.entries(targets))('%s', async (_, answer) => {
    const server = createServer((request, response) => {
      request.resume();
      answer(request, response);
    });
    server.on('clientError', (_error, socket) => socket.destroy());
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const before = process.memoryUsage().rss;
    try {
      const judged = await judge({
        baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'the-token-of-the-owner', others: { expired: { token: 'an-expired-token' }, 'other-tenant': { token: 'a-token-of-others' }, 'read-only': { token: 'a-token-of-a-reader' } },
        disposable: ['8944766d-f6b3-4089-8ee3-b6d8bf25b244', '6dff50ad-7abc-4858-9742-b8e38b8d814c'], timeoutMs: 700, maxBodyBytes: 2 * 1024 * 1024,
      });
      expect(judged.finished.verdict).not.toMatch(/^CONFORMANT/);
      expect(judged.finished.exitCode).toBeGreaterThan(0);
      expect(judged.outcomes.size).toBe(judged.requirements.size);
      await junitIsValid(judged.events);
      for (const reporter of Object.values(reporters)) await nothingRaw(reporter.id, judged.events);
      // Not a measure of time or thrift, only a bound: the bombs above unpack to far more.
      expect(process.memoryUsage().rss - before).toBeLessThan(900 * 1024 * 1024);
    } finally {
      await new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); });
    }
  }, limit);

  test('refuses connections', async () => {
    const judged = await judge({ baseUrl: 'http://127.0.0.1:9', token: 'the-token-of-the-owner', timeoutMs: 700 });
    expect(judged.finished).toMatchObject({ verdict: 'ERROR', exitCode: 4 });
    expect(judged.events.some((event) => event.event === 'problem' && event.problem.code === 'TARGET_REFUSES_CONNECTIONS')).toBe(true);
    expect(judged.ids('pass')).toEqual([]);
    await junitIsValid(judged.events);
  }, limit);
});

async function nothingRaw(id: string, events: readonly RunEvent[]): Promise<void> {
  const reporter = reporters[id as keyof typeof reporters];
  let text = '';
  for await (const chunk of reporter.tell((async function* () { yield* events; })(), { color: false, columns: 80 })) text += chunk;
  // The record is JSON and read by programs: what JSON lets stand may stand there.
  const harmful = id === 'ndjson' ? /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/ : /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e]/;
  const raw = [...text].find((character) => harmful.test(character));
  expect(raw === undefined ? '' : `${id}: ${JSON.stringify(raw)}`).toBe('');
}

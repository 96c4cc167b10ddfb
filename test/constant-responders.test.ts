import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { junitIsValid } from './junit-is-valid.ts';
import { judge } from './judge.ts';

const statuses = [200, 201, 204, 301, 400, 401, 403, 404, 405, 422, 429, 500, 503];
const bodies = ['', '{}', '{"data":[]}', 'echo'] as const;
const rejecting = new Set(['rejects-invalid', 'requires-parameter', 'rejects-malformed-body', 'auth-required', 'auth-checked', 'deactivate-user']);
const users = ['8944766d-f6b3-4089-8ee3-b6d8bf25b244', '6dff50ad-7abc-4858-9742-b8e38b8d814c'];

/** A server that gives one answer to whatever it is asked. */
async function constantResponder(status: number, body: (typeof bodies)[number]): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const text = body === 'echo' ? JSON.stringify({ method: request.method, url: request.url, body: Buffer.concat(chunks).toString().slice(0, 10_000) }) : body;
      response.writeHead(status, { ...(text !== '' && { 'content-type': 'application/json' }), ...(status === 301 && { location: request.url ?? '/' }), ...(status === 429 && { 'retry-after': '0' }) });
      response.end(text);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

describe.each(statuses)('a server that answers %i to everything', (status) => {
  test.each(bodies)('with the body %j passes nothing about rejection, authorisation or state, and does not conform', async (body) => {
    const server = await constantResponder(status, body);
    try {
      const judged = await judge({ baseUrl: server.url, token: 'a-token-of-the-owner', expiredToken: 'an-expired-token', disposable: users, timeoutMs: 5_000 });
      const passed = judged.ids('pass').filter((id) => rejecting.has(judged.requirements.get(id)?.rule ?? ''));
      expect(passed).toEqual([]);
      expect(judged.finished.verdict).not.toMatch(/^CONFORMANT/);
      expect(judged.finished.exitCode).not.toBe(0);
      await junitIsValid(judged.events);
    } finally {
      await server.close();
    }
  }, 120_000);
});

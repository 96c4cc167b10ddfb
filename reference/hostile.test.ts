import { Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { ConstantAnswer } from './constant-responder.ts';
import { startConstantResponder } from './constant-responder.ts';
import { hostile } from './hostile.ts';

const statuses = [200, 201, 204, 301, 400, 401, 403, 404, 405, 422, 429, 500, 503];
const bodies = ['empty', '{}', '{"data":[]}', 'echo'] as const satisfies readonly ConstantAnswer['body'][];

test.each(statuses.flatMap((status) => bodies.map((body) => ({ status, body }))))('a constant responder says $status and $body to everything', async ({ status, body }) => {
  const { url, close } = await startConstantResponder({ status, body });
  try {
    for (const [method, path] of [['GET', '/enterprise/v2/users'], ['DELETE', '/any'], ['POST', '/enterprise/v2/users/search']] as const) {
      const sent = method === 'POST' ? '{"query":"ab"}' : undefined;
      const response = await fetch(url + path, { method, redirect: 'manual', ...(sent !== undefined && { body: sent }) });
      expect(response.status).toBe(status);
      const text = await response.text();
      if (body === 'empty' || status === 204) expect(text).toBe('');
      else if (body !== 'echo') expect(text).toBe(body);
      else expect(text).toBe(sent ?? text.replace(/.*/, (all) => (all.includes(path) ? all : 'not what was asked for')));
    }
  } finally {
    await close();
  }
});

/** What can be seen of a target within so many milliseconds, as it comes. */
async function seen(url: string, milliseconds: number): Promise<{ readonly bytes: Buffer; readonly ended: 'end' | 'error' | 'open' }> {
  const { port } = new URL(url);
  const socket = new Socket();
  const chunks: Buffer[] = [];
  const ended = await new Promise<'end' | 'error' | 'open'>((resolve) => {
    const timer = setTimeout(() => { resolve('open'); }, milliseconds);
    const finish = (how: 'end' | 'error') => () => { clearTimeout(timer); resolve(how); };
    socket.on('data', (chunk: Buffer) => { chunks.push(chunk); }).on('end', finish('end')).on('error', finish('error'));
    socket.connect(Number(port), '127.0.0.1', () => socket.write('GET /enterprise/v2/users HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'));
  });
  socket.destroy();
  return { bytes: Buffer.concat(chunks), ended };
}

const promises: Readonly<Record<string, (found: Awaited<ReturnType<typeof seen>>) => void>> = {
  'refused': ({ bytes, ended }) => { expect([bytes.length, ended]).toEqual([0, 'error']); },
  'closed-at-once': ({ bytes, ended }) => { expect(bytes.length).toBe(0); expect(ended).not.toBe('open'); },
  'reset-mid-body': ({ bytes, ended }) => { expect(bytes.toString()).toMatch(/\{"data":$/); expect(ended).toBe('error'); },
  'cut-off': ({ bytes, ended }) => { expect(bytes.toString()).toMatch(/\{"data":$/); expect(ended).toBe('end'); },
  'never-answers': ({ bytes, ended }) => { expect([bytes.length, ended]).toEqual([0, 'open']); },
  'headers-only': ({ bytes, ended }) => { expect(bytes.toString()).toMatch(/^HTTP\/1.1 200[^]*\r\n\r\n$/); expect(ended).toBe('open'); },
  'drip': ({ bytes, ended }) => { expect(bytes.length).toBeLessThan(1000); expect(ended).toBe('open'); },
  'endless-body': ({ bytes, ended }) => { expect(bytes.length).toBeGreaterThan(1_000_000); expect(ended).toBe('open'); },
  'huge-json': ({ bytes }) => { expect(bytes.length).toBeGreaterThan(100_000_000); },
  'deep-json': ({ bytes }) => { expect(bytes.toString()).toContain('['.repeat(10_000)); },
  'gzip-bomb': ({ bytes }) => {
    expect(bytes.length).toBeLessThan(2_000_000);
    expect(bytes.subarray(0, 1000).toString('latin1')).toMatch(/content-encoding: gzip/i);
    expect(() => gunzipSync(bytes.subarray(bytes.indexOf('\r\n\r\n') + 4), { maxOutputLength: 500_000_000 })).toThrow(/larger than/);
  },
  'broken-gzip': ({ bytes }) => { expect(bytes.toString()).toMatch(/content-encoding: gzip[^]*\r\n\r\n\{"data":\[\]\}$/i); },
  'invalid-utf-8': ({ bytes }) => { expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(); },
  'redirect-loop': ({ bytes }) => { expect(bytes.toString()).toMatch(/^HTTP\/1.1 302[^]*location: \/enterprise\/v2\/users\?again/i); },
  'duplicate-headers': ({ bytes }) => { expect(bytes.toString().match(/content-type/gi)).toHaveLength(2); },
  'many-headers': ({ bytes }) => { expect(bytes.length).toBeGreaterThan(1_000_000); },
  'no-http': ({ bytes }) => { expect(bytes.toString()).not.toMatch(/^HTTP/); },
  'escapes': ({ bytes }) => { expect(bytes.toString()).toMatch(/]]>[^]*\\u001b|\\u001b[^]*]]>/); },
  'escapes-in-headers': ({ bytes }) => { expect(bytes.subarray(0, 60).toString()).toContain('\u001b[31m'); },
};

test.each(Object.values(hostile))('$id: $summary', { timeout: 60_000 }, async ({ id, start }) => {
  const { url, close } = await start();
  try {
    const check = promises[id];
    if (!check) throw new Error(`Nothing is said here of ${id}.`);
    check(await seen(url, id === 'huge-json' ? 10_000 : 500));
  } finally {
    await close();
  }
});

import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leftOut } from '../test/left-out.ts';
import { curlOf } from './curl.ts';
import { exchangeOf } from './events.fixture.ts';

interface Heard { readonly method: string; readonly url: string; readonly headers: readonly string[]; readonly body: string }

const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl) leftOut('curl lines typed into a shell: needs curl.');
let heard: Heard[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.rawHeaders, body: Buffer.concat(chunks).toString() });
    response.end('ok');
  });
});
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => { server.close(); });

describe.runIf(hasCurl)('typed into a shell it sends the same request again', () => {
  test.each<{ what: string; method: string; path: string; headers?: readonly (readonly [string, string])[]; body?: string }>([
    { what: 'a plain one', method: 'GET', path: '/users?limit=1&a=b%20c' },
    { what: 'quotes and substitutions', method: 'POST', path: '/users?q=%27', headers: [['X-Odd', `it's "$(touch /tmp/never)" \`id\` \\ $HOME !x`]], body: `{"a":"it's $(id) \\"x\\" \`id\`"}` },
    { what: 'several lines', method: 'PUT', path: '/a', body: 'one\ntwo\n\nthree\n' },
    { what: 'a body that begins with @', method: 'POST', path: '/a', body: '@/etc/hostname' },
    { what: 'brackets and braces', method: 'GET', path: '/a?filter[x]={1,2}&b=[1-3]' },
    { what: 'dot segments', method: 'GET', path: '/a/../b/./c' },
    { what: 'another method', method: 'PURGE', path: '/a' },
    { what: 'a header twice', method: 'GET', path: '/a', headers: [['x-a', '1'], ['X-A', '2']] },
    { what: 'an empty header', method: 'GET', path: '/a', headers: [['x-empty', '']] },
    { what: 'umlauts', method: 'POST', path: '/a', body: '{"name":"Jürgen 😀"}' },
  ])('$what', async ({ method, path, headers = [], body }) => {
    const line = curlOf(exchangeOf({ request: { method, url: origin + path, headers, ...(body !== undefined && { body: { text: body, bytes: Buffer.byteLength(body) } }) } }));
    heard = [];
    const child = spawn('sh', ['-c', line], { stdio: 'ignore', env: { PATH: process.env['PATH'], TOKEN: 'secret' } });
    expect(await new Promise((resolve) => { child.on('close', resolve); })).toBe(0);
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ method, url: path, body: body ?? '' });
    for (const [name, value] of headers) expect(heard[0]?.headers.map((each) => each.toLowerCase())).toContain((value === '' ? name : value).toLowerCase());
  });

  test('credentials come from the reader, and none stand in the line', async () => {
    const line = curlOf(exchangeOf({ request: { url: `${origin}/a`, headers: [['Authorization', 'Bearer redacted-12345678']] } }));
    expect(line).not.toContain('redacted-12345678');
    heard = [];
    const child = spawn('sh', ['-c', line], { stdio: 'ignore', env: { PATH: process.env['PATH'], TOKEN: 'my-own' } });
    await new Promise((resolve) => { child.on('close', resolve); });
    expect(heard[0]?.headers).toContain('Bearer my-own');
  });
});

import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HeaderFields, RecordedBody } from '../model/exchange.ts';
import { leftOut } from '../test/left-out.ts';
import { curlOf, curlText } from './curl.ts';
import type { Curl } from './curl.ts';
import { exchangeOf } from './events.fixture.ts';
import { shellLines } from './shell-lines.ts';
import { widthOf } from './wrapped-text.ts';

interface Heard { readonly method: string; readonly url: string; readonly headers: readonly string[]; readonly body: Buffer }

const shells = ['sh', 'bash', 'zsh'].filter((shell) => spawnSync(shell, ['-c', 'curl --version']).status === 0);
if (shells.length === 0) leftOut('curl lines typed into a shell: needs sh and curl.');
let heard: Heard[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.rawHeaders, body: Buffer.concat(chunks) });
    response.end('ok');
  });
});
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => { server.close(); });

/** What the server heard when the text was typed into a shell. */
async function typed(shell: string, text: string, environment: Readonly<Record<string, string>> = { TOKEN: 'my-own' }): Promise<Heard | undefined> {
  heard = [];
  const child = spawn(shell, ['-c', text], { stdio: 'ignore', env: { PATH: process.env['PATH'], ...environment } });
  expect(await new Promise((resolve) => { child.on('close', resolve); })).toBe(0);
  expect(heard).toHaveLength(1);
  return heard[0];
}

interface Sample { readonly what: string; readonly method: string; readonly path: string; readonly headers?: HeaderFields; readonly body?: string | Buffer }

const samples: readonly Sample[] = [
  { what: 'a plain one', method: 'GET', path: '/users?limit=1&a=b%20c' },
  { what: 'quotes and substitutions', method: 'POST', path: '/users?q=%27', headers: [['X-Odd', `it's "$(touch /tmp/never-made)" \`id\` \\ $HOME !x`]], body: `{"a":"it's $(id) \\"x\\" \`id\` \\\\ %s"}` },
  { what: 'several lines, and one at the end', method: 'PUT', path: '/a', body: 'one\r\n  two\n\n\tthree \n\n' },
  { what: 'nothing but a line feed', method: 'PUT', path: '/a', body: '\n' },
  { what: 'an empty body', method: 'POST', path: '/a', headers: [['content-type', 'application/json']], body: '' },
  { what: 'a body that begins with @', method: 'POST', path: '/a', body: '@/etc/hostname' },
  { what: 'control characters and escapes', method: 'POST', path: '/a', body: 'a\u0000b\u001b[31m\u0007%d\\033\u202e\u009b\u007f' },
  { what: 'bytes that are no text', method: 'POST', path: '/a', body: Buffer.from([0, 255, 254, 39, 92, 37, 10, 13, 128]) },
  { what: 'brackets and braces', method: 'GET', path: '/a?filter[x]={1,2}&b=[1-3]' },
  { what: 'dot segments', method: 'GET', path: '/a/../b/./c' },
  { what: 'another method', method: 'PURGE', path: '/a' },
  { what: 'HEAD', method: 'HEAD', path: '/a' },
  { what: 'GET with a body', method: 'GET', path: '/a', body: '{}' },
  { what: 'a header twice', method: 'GET', path: '/a', headers: [['x-a', '1'], ['X-A', '2']] },
  { what: 'an empty header', method: 'GET', path: '/a', headers: [['x-empty', '']] },
  { what: 'a header beyond ASCII, byte by byte', method: 'GET', path: '/a', headers: [['x-name', 'J\u00fcrgen\u0080']] },
  { what: 'umlauts and emoji', method: 'POST', path: '/a', body: '{"name":"Jürgen 😀"}' },
  { what: 'long words of all kinds', method: 'POST', path: `/${'a'.repeat(150)}?${'b=%20&'.repeat(30)}`, headers: [['x-long', `it's ${'"$x\\" '.repeat(30)}end`]], body: `{"a":"${`'\\"😀$`.repeat(40)}"}` },
];

describe.each(shells)('typed into %s it sends the same request again', (shell) => {
  test.each(samples)('$what', async ({ method, path, headers = [], body }) => {
    const recorded: RecordedBody | undefined = body === undefined ? undefined : typeof body === 'string' ? { text: body, bytes: Buffer.byteLength(body) } : { base64: body.toString('base64'), bytes: body.length };
    const curl = curlOf(exchangeOf({ request: { method, url: origin + path, headers, ...(recorded && { body: recorded }) } }));
    const broken = [30, 44, 80].map((width) => shellLines(curl.words, width, '   ').join('\n'));
    for (const text of [curlText(curl), ...broken]) {
      const request = await typed(shell, text);
      expect(request).toMatchObject({ method, url: path });
      expect(request?.body.toString('latin1')).toBe(Buffer.from(body ?? '').toString('latin1'));
      const pairs = request?.headers.flatMap((name, index, all) => (index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : []));
      for (const [name, value] of headers) expect(pairs).toContain(`${name}: ${value}`);
      // What was not said is not made up: no Accept, and no form that was none.
      expect(pairs?.filter((pair) => /^accept:|x-www-form/i.test(pair))).toEqual([]);
    }
    expect(existsSync('/tmp/never-made')).toBe(false);
  });

  test('credentials come from the reader, wherever they stood, and none stand in the line', async () => {
    const text = curlText(curlOf(exchangeOf({ request: { url: `${origin}/a?api_key=redacted-12345678&b=1`, headers: [['Authorization', 'Bearer redacted-12345678'], ['cookie', `a="x"; s=redacted-87654321; t`]] } })));
    expect(text).not.toContain('redacted');
    const request = await typed(shell, text, { TOKEN: 'my-own', TOKEN_2: 'other' });
    expect(request?.url).toBe('/a?api_key=my-own&b=1');
    expect(request?.headers).toEqual(expect.arrayContaining(['Bearer my-own', 'a="x"; s=other; t']));
  });
});

test.each([20, 40, 80])('%i columns: no line is longer, whatever is in it', (width) => {
  for (const { method, path, headers = [], body } of samples) {
    if (typeof body !== 'string' || headers.some(([, value]) => /[^\x20-\x7e]/.test(value))) continue;
    const { words } = curlOf(exchangeOf({ request: { method, url: `http://h${path}`, headers, body: { text: body, bytes: Buffer.byteLength(body) } } }));
    expect(shellLines(words, width, '   ').filter((line) => widthOf(line) > width)).toEqual([]);
  }
});

test('credentials that were made wrong are not taken for those of the reader', () => {
  const bad = (whose: 'malformed' | 'tampered' | 'expired'): Curl => curlOf(exchangeOf({ request: { headers: [['authorization', 'Bearer redacted-12345678']] } }), whose);
  expect(bad('tampered').words).toContain('-H "authorization: Bearer $TAMPERED_TOKEN"');
  expect(curlText(bad('malformed'))).toMatch(/^# MALFORMED_TOKEN: any text that is no token\ncurl /);
  expect(bad('expired').notes).toEqual(['EXPIRED_TOKEN: a token that was valid once']);
});

test('a body that is too long for a line is a file, and the line says which', () => {
  const curl = curlOf(exchangeOf({ request: { method: 'POST', body: { text: 'x'.repeat(5_000), bytes: 5_000 } } }));
  expect(curl.words).toContain('--data-binary @body.bin');
  expect(curl.words.at(-1)).toBe('http://127.0.0.1:8080/users/1');
  expect(curl.notes).toEqual(['body.bin: the 5000 bytes of the request body of x1 in run.ndjson']);
});

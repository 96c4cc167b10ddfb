import { createServer } from 'node:http';
import type { RequestListener, ServerResponse } from 'node:http';
import { createServer as createRawServer } from 'node:net';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Listening } from './listen.ts';
import { listen } from './listen.ts';

/** A target that means harm, or behaves as if it did. */
export interface Hostile {
  readonly id: string;
  readonly summary: string;
  start(): Promise<Listening>;
}

const mebibyte = 1024 * 1024;
const asJson = { 'content-type': 'application/json' };
/** What a terminal, an XML report, a page and a CI log would take for theirs. */
const nasty = '\u001b[31mred\u001b[2J\u001b]0;title\u0007 ]]> <script>alert(1)</script> &amp; \u202Egnp.exe \u0000 \r\n::error::injected\n##vso[task.complete]';

const table: readonly Hostile[] = [
  { id: 'refused', summary: 'Nobody is listening.', start: refused },
  { id: 'closed-at-once', summary: 'Every connection is closed before a word is said.', start: () => raw((socket) => socket.destroy()) },
  { id: 'reset-mid-body', summary: 'The connection is reset in the middle of a body.', start: () => http(resetMidBody) },
  { id: 'cut-off', summary: 'The connection ends before the length that was announced.', start: () => raw((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"data":'))) },
  { id: 'never-answers', summary: 'Requests are read and never answered.', start: () => http((request) => { request.resume(); }) },
  { id: 'headers-only', summary: 'Headers come, and a body never does.', start: () => http((_request, response) => { response.writeHead(200, asJson).flushHeaders(); }) },
  { id: 'drip', summary: 'A body comes byte by byte and never ends.', start: () => http(drip) },
  { id: 'endless-body', summary: 'A body comes as fast as it is read and never ends.', start: () => http((_request, response) => { pour(response, '[', '0,'.repeat(32_768), Infinity, ''); }) },
  { id: 'huge-json', summary: 'A JSON body of 100 MB.', start: () => http((_request, response) => { pour(response, '{"data":"', 'x'.repeat(mebibyte), 100, '"}'); }) },
  { id: 'deep-json', summary: 'A JSON body that is 10,000 arrays deep.', start: () => http((_request, response) => { response.writeHead(200, asJson).end(`{"data":${'['.repeat(10_000)}${']'.repeat(10_000)}}`); }) },
  { id: 'gzip-bomb', summary: 'A body of one megabyte that unpacks to one gigabyte.', start: gzipBomb },
  { id: 'broken-gzip', summary: 'A body that is said to be gzip and is not.', start: () => http((_request, response) => { response.writeHead(200, { ...asJson, 'content-encoding': 'gzip', 'content-length': '11' }).end('{"data":[]}'); }) },
  { id: 'invalid-utf-8', summary: 'A JSON body that is not UTF-8.', start: () => http((_request, response) => { response.writeHead(200, asJson).end(Buffer.from([...Buffer.from('{"data":"'), 0xff, 0xfe, 0xc0, 0x80, ...Buffer.from('"}')])); }) },
  { id: 'redirect-loop', summary: 'Every address redirects to another one, round and round.', start: () => http((request, response) => { response.writeHead(302, { location: request.url?.endsWith('?again') ? '/enterprise/v2/users' : '/enterprise/v2/users?again' }).end(); }) },
  { id: 'duplicate-headers', summary: 'Headers that must be single come twice and disagree.', start: () => raw(answerRaw('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Type: text/html\r\nX-Request-Id: one\r\nX-Request-Id: two\r\nWWW-Authenticate: Bearer\r\nWWW-Authenticate: Basic\r\nContent-Length: 11\r\n\r\n{"data":[]}')) },
  { id: 'many-headers', summary: 'Headers of a megabyte.', start: () => raw(answerRaw(`HTTP/1.1 200 OK\r\n${`X-Filler: ${'x'.repeat(1000)}\r\n`.repeat(1000)}Content-Length: 2\r\n\r\n{}`)) },
  { id: 'no-http', summary: 'What comes back is no HTTP.', start: () => raw(answerRaw(`${nasty}\r\n\r\n`)) },
  { id: 'escapes', summary: 'Every string of a body is full of terminal escapes, markup and commands.', start: () => http(escapes) },
  { id: 'escapes-in-headers', summary: 'Headers are full of terminal escapes.', start: () => raw(answerRaw('HTTP/1.1 200 \u001b[31mOK\r\nContent-Type: \u001b[31m]]>\r\nX-Request-Id: \u001b]0;title\u0007\r\nContent-Length: 2\r\n\r\n{}')) },
];

/** The hostile targets, by id. */
export const hostile: Readonly<Record<string, Hostile>> = Object.fromEntries(table.map((target) => [target.id, target]));

function http(handle: RequestListener): Promise<Listening> {
  return listen(createServer((request, response) => {
    request.resume();
    handle(request, response);
  }));
}

function raw(handle: (socket: Socket) => void): Promise<Listening> {
  return listen(createRawServer(handle));
}

function answerRaw(text: string): (socket: Socket) => void {
  return (socket) => socket.once('data', () => socket.end(text));
}

async function refused(): Promise<Listening> {
  const { url, close } = await raw((socket) => socket.destroy());
  await close();
  return { url, close: async () => undefined };
}

function resetMidBody(_request: unknown, response: ServerResponse): void {
  response.writeHead(200, { ...asJson, 'content-length': '1000' });
  response.write('{"data":', () => { setTimeout(() => response.socket?.resetAndDestroy(), 5); });
}

function drip(_request: unknown, response: ServerResponse): void {
  response.writeHead(200, asJson);
  const timer = setInterval(() => response.write(' '), 100);
  response.on('close', () => { clearInterval(timer); });
}

/** Writes `unit` so many times, no faster than it is read. */
function pour(response: ServerResponse, head: string, unit: string, times: number, tail: string): void {
  response.writeHead(200, asJson);
  response.write(head);
  let written = 0;
  const more = (): void => {
    while (written < times && !response.destroyed) {
      written += 1;
      if (!response.write(unit)) return;
    }
    if (!response.destroyed) response.end(tail);
  };
  response.on('drain', more);
  more();
}

/** Members of a gzip stream follow one another and unpack to one body. */
function gzipBomb(): Promise<Listening> {
  const member = gzipSync('x'.repeat(16 * mebibyte), { level: 9 });
  const bytes = Buffer.concat([gzipSync('{"data":"'), ...Array.from({ length: 64 }, () => member), gzipSync('"}')]);
  return http((_request, response) => { response.writeHead(200, { ...asJson, 'content-encoding': 'gzip', 'content-length': String(bytes.length) }).end(bytes); });
}

function escapes(_request: unknown, response: ServerResponse): void {
  const user = { user_id: nasty, status: nasty, email: nasty, [nasty]: nasty, consents: [nasty] };
  response.writeHead(200, asJson).end(JSON.stringify({ data: [user], page: { limit: nasty, has_more: false, next_cursor: nasty }, error: { code: nasty, cause: nasty } }));
}

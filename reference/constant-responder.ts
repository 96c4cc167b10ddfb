import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Listening } from './listen.ts';
import { listen } from './listen.ts';

/** What a constant responder says to everything. */
export interface ConstantAnswer {
  readonly status: number;
  /** `echo`: what was sent; where nothing was, what was asked for. */
  readonly body: 'empty' | '{}' | '{"data":[]}' | 'echo';
}

/** Headers without which a status would be given away by its form alone. */
const customary: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  301: { location: '/elsewhere' },
  401: { 'www-authenticate': 'Bearer' },
  405: { allow: 'GET' },
  429: { 'retry-after': '0' },
};

/** Starts a server that knows one answer. It must never come out as conforming. */
export function startConstantResponder({ status, body }: ConstantAnswer): Promise<Listening> {
  return listen(createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => { chunks.push(chunk); }).on('end', () => {
      const said = body === 'empty' || status === 204 ? '' : body === 'echo' ? echoOf(request, chunks) : body;
      response.writeHead(status, { ...customary[status], ...(said.length > 0 && { 'content-type': 'application/json' }) });
      response.end(said);
    });
  }));
}

function echoOf({ method, url, headers }: IncomingMessage, chunks: readonly Buffer[]): string | Buffer {
  const sent = Buffer.concat(chunks);
  return sent.length > 0 ? sent : JSON.stringify({ method, url, headers });
}

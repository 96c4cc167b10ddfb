import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** Puts an answer on the wire as it is, also one that no framework would let through. */
export function writeAnswer(outgoing: ServerResponse, { status, headers, body }: Answer, head: boolean): void {
  if (body.kind === 'silence' || outgoing.destroyed) return;
  const bytes = bytesOf(body);
  const hasNone = status === 204 || status === 304;
  outgoing.sendDate = true;
  outgoing.writeHead(status, { ...headers, ...(!hasNone && { 'content-length': String(bytes.length) }) } as Record<string, string | string[]>);
  outgoing.end(head || bytes.length === 0 ? undefined : bytes);
}

/** The bytes of an answer's body. */
export function bytesOf(body: Answer['body']): Uint8Array {
  switch (body.kind) {
    case 'json':
      return Buffer.from(body.indent === undefined ? JSON.stringify(body.value) : `${JSON.stringify(body.value, null, body.indent)}\n`);
    case 'bytes':
      return body.bytes;
    case 'none':
    case 'silence':
      return new Uint8Array();
  }
}

import type { IncomingMessage } from 'node:http';
import type { CallBody } from './call.ts';

const mostBytes = 1024 * 1024;
/** Beyond this nobody waits for the rest. */
const mostPatience = 64 * 1024 * 1024;

/** Reads a request body. What is too large is read to its end all the same, so that the answer arrives. */
export async function receive(incoming: IncomingMessage): Promise<CallBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= mostBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size > mostPatience) break;
  }
  return size > mostBytes ? { kind: 'too-large' } : { kind: 'whole', bytes: Buffer.concat(chunks) };
}

import type { IncomingMessage } from 'node:http';
import type { CallBody } from './call.ts';

const mostBytes = 1024 * 1024;
/** Beyond this nobody waits for the rest. */
const mostPatience = 64 * 1024 * 1024;

/** Reads a request body; undefined when the client hung up. What is too large is read to its end all the same, so that the answer arrives. */
export async function receive(incoming: IncomingMessage): Promise<CallBody | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size > mostPatience) break;
    }
  } catch {
    return undefined;
  }
  return size > mostBytes ? { kind: 'too-large' } : { kind: 'whole', bytes: Buffer.concat(chunks) };
}

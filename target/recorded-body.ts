import { isUtf8 } from 'node:buffer';
import type { RecordedBody } from '../model/exchange.ts';

/** Keeps text as text, a byte order mark included, and everything else as base64. */
export function recordedBody(bytes: Uint8Array): RecordedBody {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isUtf8(buffer)
    ? { text: buffer.toString('utf8'), bytes: buffer.length }
    : { base64: buffer.toString('base64'), bytes: buffer.length };
}

import type { Json } from '../model/json.ts';
import type { Answer } from './answer.ts';
import { failure } from './answer.ts';
import type { Call } from './call.ts';

/** A body's value, or why it is refused. */
export type ReadBody = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly refusal: Answer };

const acceptable = /^application\/json[ \t]*(;[ \t]*charset="?utf-8"?[ \t]*)*$/i;
const refuse = (refusal: Answer): ReadBody => ({ ok: false, refusal });

/** Reads a required JSON body. */
export function readJsonBody({ body, headers }: Pick<Call, 'body' | 'headers'>): ReadBody {
  if (body.kind === 'too-large') return refuse(failure(413, 'content_too_large', 'the request body is too large'));
  if (body.bytes.length === 0) return refuse(failure(400, 'invalid_request', 'a request body is required'));
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!acceptable.test(headers['content-type'] ?? '') || encoding !== 'identity') return refuse(failure(415, 'unsupported_media_type', 'send application/json'));
  try {
    // A byte order mark is no JSON, so it is kept for the parser to refuse.
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body.bytes)) as Json };
  } catch {
    return refuse(failure(400, 'invalid_request', 'the request body is not JSON'));
  }
}

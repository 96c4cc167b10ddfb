import type { HeaderFields, RecordedBody } from '../../model/exchange.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Result } from '../../model/problem.ts';
import type { Seen, Unusable } from './seen.ts';

/** What an HTTP Archive holds. */
export interface ReadHar {
  readonly seen: readonly Seen[];
  readonly unusable: readonly Unusable[];
}

/**
 * Reads an HTTP Archive (HAR 1.2). Browsers leave out bodies that they have not kept, and write down requests that were never answered:
 * of these nothing is judged, because what is not there proves nothing.
 */
export function readHar(text: string, file: string): Result<ReadHar> {
  const parsed = parse(text);
  const entries = isObject(parsed) && isObject(parsed['log']) ? parsed['log']['entries'] : undefined;
  if (!Array.isArray(entries)) return { ok: false, problems: [{ code: 'RECORDING_UNREADABLE', what: 'The file is neither an HTTP Archive, which has log.entries, nor the record of a run.', where: { file }, fix: 'Save the traffic as HAR 1.2, or name a run.ndjson.' }] };
  const seen: Seen[] = [];
  const unusable: Unusable[] = [];
  for (const entry of entries as readonly Json[]) {
    const read = entryOf(entry);
    if (typeof read === 'string') unusable.push(read);
    else seen.push(read);
  }
  return { ok: true, value: { seen, unusable } };
}

function entryOf(entry: Json): Seen | Unusable {
  if (!isObject(entry) || !isObject(entry['request']) || !isObject(entry['response'])) return 'not readable';
  const { request, response } = entry as { readonly request: JsonObject; readonly response: JsonObject };
  const { method, url } = request;
  const { status } = response;
  // A request that was blocked, or broke off, has the status 0.
  if (status === 0) return 'no answer';
  if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url) || typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 999) return 'not readable';
  const headers = fieldsOf(response['headers']);
  const body = contentOf(response['content'], headers, status, method);
  if (body === 'unknown') return 'no body';
  const sent = postedOf(request['postData']);
  const at = Date.parse(String(entry['startedDateTime']));
  const time = entry['time'];
  return {
    request: { method: method.toUpperCase(), url, headers: fieldsOf(request['headers']), ...(sent && { body: sent }) },
    response: { kind: 'response', status, headers, ...(body && { body }) },
    at: Number.isFinite(at) ? at : 0,
    durationMs: typeof time === 'number' && time > 0 ? time : 0,
  };
}

/** What HTTP/2 has in the place of a start line is no field. */
function fieldsOf(headers: Json | undefined): HeaderFields {
  if (!Array.isArray(headers)) return [];
  return (headers as readonly Json[]).flatMap((each) => {
    if (!isObject(each) || typeof each['name'] !== 'string' || typeof each['value'] !== 'string' || each['name'].startsWith(':')) return [];
    return [[each['name'], each['value']] as const];
  });
}

function contentOf(content: Json | undefined, headers: HeaderFields, status: number, method: string): RecordedBody | 'unknown' | undefined {
  // RFC 9110, 6.4.1: these have no content whatever the fields say.
  if (method === 'HEAD' || status === 204 || status === 304 || status < 200) return undefined;
  const { text, encoding, size } = isObject(content) ? content : ({} as JsonObject);
  if (typeof text === 'string' && text !== '') return encoding === 'base64' ? bytesOf(Buffer.from(text, 'base64')) : { text, bytes: Buffer.byteLength(text) };
  const announced = headers.some(([name, value]) => name.toLowerCase() === 'content-length' && Number(value) > 0);
  return size === 0 && !announced ? undefined : 'unknown';
}

function postedOf(posted: Json | undefined): RecordedBody | undefined {
  if (!isObject(posted) || typeof posted['text'] !== 'string' || posted['text'] === '') return undefined;
  const { text } = posted as { readonly text: string };
  // The format has no place for the encoding of what was sent; ours says it in a field of its own.
  return posted['_encoding'] === 'base64' ? bytesOf(Buffer.from(text, 'base64')) : { text, bytes: Buffer.byteLength(text) };
}

function bytesOf(bytes: Buffer): RecordedBody {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? { text, bytes: bytes.length } : { base64: bytes.toString('base64'), bytes: bytes.length };
}

function parse(text: string): Json | undefined {
  try {
    // Some tools begin their files with a mark that JSON does not allow (RFC 8259, 8.1).
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch {
    return undefined;
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

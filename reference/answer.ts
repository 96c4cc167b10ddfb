import type { Json } from '../model/json.ts';

/** What goes back over the wire, still in pieces that a variant can vary. */
export interface Answer {
  readonly status: number;
  /** By lower-case name; several values are several lines. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: AnswerBody;
}

export type AnswerBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: Json; readonly indent?: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Never answered at all. */
  | { readonly kind: 'silence' };

export type ErrorCode =
  | 'invalid_request' | 'invalid_cursor' | 'unauthenticated' | 'forbidden' | 'not_found' | 'method_not_allowed'
  | 'content_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error';

/** What is wrong with one part of a request. */
export interface Complaint {
  readonly in: 'path' | 'query' | 'header' | 'body';
  /** The parameter, or a JSON Pointer into the body. */
  readonly name: string;
  readonly cause: string;
}

/** An answer with this JSON. */
export function json(status: number, value: Json, headers: Answer['headers'] = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: { kind: 'json', value } };
}

/** The same answer without this header. */
export function withoutHeader(answer: Answer, name: string): Answer {
  return { ...answer, headers: Object.fromEntries(Object.entries(answer.headers).filter(([each]) => each !== name)) };
}

/** An answer in the error envelope. */
export function failure(status: number, code: ErrorCode, cause: string, more: { readonly details?: readonly Complaint[]; readonly headers?: Answer['headers'] } = {}): Answer {
  const details = more.details?.map(({ in: place, name, cause: why }) => ({ in: place, name, cause: why }));
  return json(status, { error: { code, cause, ...(details && details.length > 0 && { details }) } }, more.headers);
}

/** 400 with all that is wrong with the request. */
export function invalid(complaints: readonly Complaint[]): Answer {
  const [first] = complaints;
  return failure(400, 'invalid_request', first ? `${first.name || 'the body'} ${first.cause}` : 'the request is not valid', { details: complaints.slice(0, 20) });
}

/** 404, the same for what never was, what is gone and what belongs to others. */
export function unknownUser(): Answer {
  return failure(404, 'not_found', 'there is no such user');
}

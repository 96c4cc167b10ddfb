import type { Secret } from '../../engine/sending/keyring.ts';
import { getAt } from '../../spec/json-pointer.ts';
import type { Json } from '../../model/json.ts';
import { endOfJwt, jsonIn, memberOf } from './end-of-jwt.ts';

/** How an answer that holds a token is read. */
export interface Reading {
  /** JSON Pointer to the token. */
  readonly at?: string;
  /** Milliseconds that a token lasts where nothing says so. */
  readonly expiresInMs?: number;
  /** Milliseconds since 1970 at which it was asked for. */
  readonly askedAt: number;
}

/** A token out of what was printed or answered: plain text, or JSON with `access_token` or `token`. A sentence where there is none. */
export function readToken(text: string, { at, expiresInMs, askedAt }: Reading): Secret | string {
  const value = jsonIn(text);
  const found = value === undefined ? text.trim() : at === undefined ? (memberOf(value, 'access_token') ?? memberOf(value, 'token') ?? (typeof value === 'string' ? value : undefined)) : getAt(value, at);
  if (value === undefined && at !== undefined) return 'it is no JSON, so nothing can stand at a pointer in it';
  if (typeof found !== 'string' || found === '') return at === undefined ? 'it is JSON without access_token and token' : `no text stands at ${at}`;
  if (/[^\x21-\x7e]/.test(found)) return 'it is more than a token: lines, spaces or signs that no header field can carry';
  const expiresAt = statedEnd(value, askedAt) ?? endOfJwt(found) ?? (expiresInMs === undefined ? undefined : askedAt + expiresInMs);
  return { text: found, ...(expiresAt !== undefined && { expiresAt }) };
}

function statedEnd(value: Json | undefined, askedAt: number): number | undefined {
  const seconds = Number(memberOf(value, 'expires_in') ?? Number.NaN);
  if (Number.isFinite(seconds)) return askedAt + seconds * 1000;
  const moment = memberOf(value, 'expires_at');
  const parsed = typeof moment === 'number' ? moment * 1000 : typeof moment === 'string' ? Date.parse(moment) : Number.NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}

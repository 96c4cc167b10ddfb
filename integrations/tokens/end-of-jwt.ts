import type { Json } from '../../model/json.ts';

/** When a JSON Web Token runs out by its own account (RFC 7519, section 4.1.4); nobody checks its signature here. */
export function endOfJwt(token: string): number | undefined {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  const end = memberOf(jsonIn(Buffer.from(payload, 'base64url').toString('utf8')), 'exp');
  return typeof end === 'number' ? end * 1000 : undefined;
}

/** A member of a JSON object. */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name) ? (value as Readonly<Record<string, Json>>)[name] : undefined;
}

/** The value of a JSON text; undefined where it is none. */
export function jsonIn(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

import type { CaptureKey, RequestDraft } from '../../model/case.ts';
import type { Operation } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import type { Result } from '../../model/problem.ts';
import type { WireRequest } from '../../model/target.ts';
import { bodyBytes } from './body-bytes.ts';
import { cookiePairs, headerText, pathText, queryParts } from './parameter-text.ts';

/** Puts a request on the wire as the description says: every style, exactly percent-encoded. Credentials are not its business. */
export function serialise(draft: RequestDraft, operation: Operation, captured: ReadonlyMap<CaptureKey, Json>): Result<WireRequest> {
  // A fragment tells operations of one resource apart in the description, and does not travel (RFC 9110, section 7.1).
  let path = draft.path.split('#')[0] ?? '';
  const query: string[] = [];
  const cookies: string[] = [];
  const headers: (readonly [string, string])[] = [];
  for (const { in: location, name, value: given } of draft.parameters) {
    const parameter = operation.parameters.find((each) => each.in === location && each.name === name);
    const value = 'literal' in given ? given.literal : captured.get(given.capture);
    if (value === undefined) return unsendable(`No value was found for ${'capture' in given ? given.capture : name}.`);
    if (!parameter) return unsendable(`The operation has no ${location} parameter ${name}.`);
    switch (location) {
      case 'path': {
        const text = pathText(parameter, value);
        if (isAnotherPath(text)) return unsendable(`The path cannot carry ${JSON.stringify(text)} as ${name}: it would be another path.`);
        path = path.replaceAll(`{${name}}`, () => text);
        break;
      }
      case 'query':
        query.push(...queryParts(parameter, value));
        break;
      case 'header': {
        const text = headerText(parameter, value);
        if (!isFieldName(name)) return unsendable(`A header field cannot be called ${JSON.stringify(name)}.`);
        if (!isFieldValue(text)) return unsendable(`A header field cannot carry this value of ${name}.`);
        headers.push([name, text]);
        break;
      }
      case 'cookie':
        cookies.push(...cookiePairs(parameter, value));
        break;
    }
  }
  if (/\{[^}]+\}/.test(path)) return unsendable(`The path ${path} has a parameter without a value.`);
  if (cookies.length > 0) headers.push(['cookie', cookies.join('; ')]);
  headers.push(...(draft.headers ?? []));
  if (!has(headers, 'accept')) headers.push(['accept', acceptOf(operation)]);
  const body = draft.body && bodyBytes(draft.body, operation.requestBody);
  if (draft.body && !body) return unsendable('The body cannot be written in its media type.');
  if (body?.contentType !== undefined && !has(headers, 'content-type')) headers.push(['content-type', body.contentType]);
  return {
    ok: true,
    value: {
      method: draft.method.toUpperCase(),
      path: query.length > 0 ? `${path}?${query.join('&')}` : path,
      headers,
      ...(body && { body: body.bytes }),
    },
  };
}

/** Clients, proxies and servers take dot segments and empty ones for something else. */
export function isAnotherPath(segment: string): boolean {
  return segment === '' || segment === '.' || segment === '..' || /^%2e(%2e)?$/i.test(segment) || /%2f|%5c/i.test(segment);
}

/** RFC 9110, section 5.1: a token. */
export function isFieldName(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
}

/** RFC 9110, section 5.5: visible characters, blanks between them. */
export function isFieldValue(text: string): boolean {
  return /^[\x21-\x7e]([\x20-\x7e\t]*[\x21-\x7e])?$/.test(text);
}

function acceptOf(operation: Operation): string {
  const ranges = new Set([...operation.responses.values()].flatMap(({ content }) => [...content.keys()]));
  return ranges.size > 0 ? [...ranges].join(', ') : '*/*';
}

function has(headers: readonly (readonly [string, string])[], name: string): boolean {
  return headers.some(([each]) => each.toLowerCase() === name);
}

function unsendable(what: string): Result<WireRequest> {
  return { ok: false, problems: [{ code: 'UNSENDABLE', what }] };
}

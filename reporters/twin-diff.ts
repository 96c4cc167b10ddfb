import { isDeepStrictEqual } from 'node:util';
import type { SentRequest } from '../model/exchange.ts';
import type { Json } from '../model/json.ts';
import { cutText, visibleLine } from './visible-text.ts';

/** One place in which a request differs from its twin; undefined: it is not there. */
interface TwinDifference {
  /** `method`, `path`, `query limit`, `header accept` or `body /data/0`. */
  readonly where: string;
  readonly twin: string | undefined;
  readonly own: string | undefined;
}

/** What clients add by themselves, and what follows from the rest. */
const implied = new Set(['host', 'content-length', 'connection', 'date', 'user-agent', 'accept-encoding', 'transfer-encoding']);
const longestValue = 120;
const mostDifferences = 12;

/** In what a request differs from the one that is its positive control. */
function twinDifferences(twin: SentRequest, own: SentRequest): readonly TwinDifference[] {
  const [before, after] = [partsOf(twin), partsOf(own)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((where) => before.get(where) !== after.get(where))
    .map((where) => ({ where, twin: before.get(where), own: after.get(where) })).slice(0, mostDifferences);
}

/** The differences as lines: `-` what was accepted, `+` what was sent instead. */
export function twinLines(twin: SentRequest, own: SentRequest): readonly string[] {
  return twinDifferences(twin, own).flatMap(({ where, twin: before, own: after }) => [
    ...(before === undefined ? [] : [`- ${where}: ${shown(before)}`]), ...(after === undefined ? [`+ ${where} left out`] : [`+ ${where}: ${shown(after)}`]),
  ]);
}

function partsOf({ method, url, headers, body }: SentRequest): ReadonlyMap<string, string> {
  const parts = new Map<string, string>([['method', method]]);
  const [path = '', query = ''] = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').split('?');
  parts.set('path', path);
  for (const part of query === '' ? [] : query.split('&')) {
    const [name = '', ...rest] = part.split('=');
    add(parts, `query ${decoded(name)}`, decoded(rest.join('=')));
  }
  for (const [name, value] of headers) if (!implied.has(name.toLowerCase())) add(parts, `header ${name.toLowerCase()}`, value);
  if (body) for (const [where, value] of bodyParts(body)) add(parts, where, value);
  return parts;
}

function add(parts: Map<string, string>, where: string, value: string): void {
  const known = parts.get(where);
  parts.set(where, known === undefined ? value : `${known}, ${value}`);
}

function bodyParts(body: NonNullable<SentRequest['body']>): readonly (readonly [string, string])[] {
  if (!('text' in body)) return [['body', `${body.bytes} bytes: ${body.base64}`]];
  if (body.cut === true) return [['body', `${body.bytes} bytes: ${body.text}`]];
  try {
    return leavesOf(JSON.parse(body.text) as Json, 'body ');
  } catch {
    return [['body', body.text]];
  }
}

function leavesOf(value: Json, where: string): readonly (readonly [string, string])[] {
  if (value === null || typeof value !== 'object' || isDeepStrictEqual(value, {}) || isDeepStrictEqual(value, [])) return [[where.trim(), JSON.stringify(value)]];
  return Object.entries(value).flatMap(([name, each]) => leavesOf(each as Json, `${where}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function shown(value: string): string {
  return visibleLine(cutText(value, longestValue));
}

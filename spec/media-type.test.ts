import { describe, expect, test } from 'vitest';
import type { MediaType } from '../model/description.ts';
import { isJson, mediaTypeFor, parseMediaType } from './media-type.ts';

describe('reading', () => {
  const good: readonly (readonly [text: string, essence: string, parameters: Readonly<Record<string, string>>])[] = [
    ['application/json', 'application/json', {}],
    ['Application/JSON; Charset=UTF-8', 'application/json', { charset: 'UTF-8' }],
    ['text/html;charset="utf-8"', 'text/html', { charset: 'utf-8' }],
    ['a/b; x="q\\"\\\\;=" ; y=1', 'a/b', { x: 'q"\\;=', y: '1' }],
    ['application/vnd.api+json ; profile=x', 'application/vnd.api+json', { profile: 'x' }],
    ['a/b;', 'a/b', {}],
    ['*/*', '*/*', {}],
  ];
  test.each(good)('%s', (text, essence, parameters) => {
    const parsed = parseMediaType(text);
    expect(parsed && `${parsed.type}/${parsed.subtype}`).toBe(essence);
    expect(Object.fromEntries(parsed?.parameters ?? [])).toEqual(parameters);
  });

  test.each(['', 'json', 'application/', '/json', 'application/json x', 'a b/c', 'a/b; c', 'a/b; c="d', 'a/b, c/d'])('%j is none', (text) => {
    expect(parseMediaType(text)).toBeUndefined();
  });
});

describe('selecting', () => {
  const declared = (...ranges: readonly string[]): ReadonlyMap<string, MediaType> =>
    new Map(ranges.map((range) => [range, { range, examples: [], encoding: new Map(), pointer: '' }]));
  const rows: readonly (readonly [ranges: readonly string[], received: string, selected: string | undefined])[] = [
    [['application/json'], 'application/json; charset=utf-8', 'application/json'],
    [['application/json; charset=utf-8'], 'application/json', 'application/json; charset=utf-8'],
    [['application/json; charset=utf-8'], 'application/json; charset=latin1', undefined],
    [['text/html; charset=latin1'], 'text/html', undefined],
    [['application/json; version=2'], 'application/json', undefined],
    [['application/json; charset=utf-8'], 'application/json;charset=UTF-8', 'application/json; charset=utf-8'],
    [['application/*', 'application/json'], 'application/json', 'application/json'],
    [['*/*', 'application/*'], 'application/xml', 'application/*'],
    [['*/*'], 'text/plain', '*/*'],
    [['application/json'], 'application/problem+json', undefined],
    [['application/json'], 'text/html', undefined],
    [['application/json'], 'nonsense', undefined],
    [['application/json', 'application/json; v=2'], 'application/json; v=2', 'application/json; v=2'],
  ];
  test.each(rows)('of %j, %s selects %s', (ranges, received, selected) => {
    expect(mediaTypeFor(declared(...ranges), received)?.range).toBe(selected);
  });
});

test.each([['application/json', true], ['application/problem+json', true], ['text/json', true], ['application/jsonl', false], ['application/x-ndjson', false], ['text/plain', false]])('%s is JSON: %s', (type, expected) => {
  expect(isJson(type)).toBe(expected);
});

import { describe, expect, test } from 'vitest';
import type { Parameter, ParameterStyle } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { cookiePairs, headerText, pathText, queryParts, scalarText } from './parameter-text.ts';

const name = 'color';
const list: Json = ['blue', 'black', 'brown'];
const record: Json = { R: 100, G: 200, B: 150 };

/** The table of OpenAPI 3.1 (Parameter Object, Style Examples): an empty text, a text, a list, an object. */
const table: readonly (readonly [ParameterStyle, boolean, string, string, string, string])[] = [
  ['matrix', false, ';color', ';color=blue', ';color=blue,black,brown', ';color=R,100,G,200,B,150'],
  ['matrix', true, ';color', ';color=blue', ';color=blue;color=black;color=brown', ';R=100;G=200;B=150'],
  ['label', false, '.', '.blue', '.blue,black,brown', '.R,100,G,200,B,150'],
  ['label', true, '.', '.blue', '.blue.black.brown', '.R=100.G=200.B=150'],
  ['simple', false, '', 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
  ['simple', true, '', 'blue', 'blue,black,brown', 'R=100,G=200,B=150'],
  ['form', false, 'color=', 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
  ['form', true, 'color=', 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'],
  ['spaceDelimited', false, 'color=', 'color=blue', 'color=blue%20black%20brown', 'color=R%20100%20G%20200%20B%20150'],
  ['pipeDelimited', false, 'color=', 'color=blue', 'color=blue%7Cblack%7Cbrown', 'color=R%7C100%7CG%7C200%7CB%7C150'],
  ['deepObject', true, 'color=', 'color=blue', 'color=blue&color=black&color=brown', 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
];

const inQuery = (style: ParameterStyle, explode: boolean, value: Json, more: Partial<Parameter> = {}): string => queryParts({ name, style, explode, allowReserved: false, ...more }, value).join('&');
const written = (style: ParameterStyle, explode: boolean, value: Json): string =>
  (['matrix', 'label', 'simple'].includes(style) ? pathText({ name, style, explode }, value) : inQuery(style, explode, value));

describe('every style, exploded or not, as the table of OpenAPI has it', () => {
  test.each(table)('%s, explode %s', (style, explode, empty, text, items, members) => {
    expect([written(style, explode, ''), written(style, explode, 'blue'), written(style, explode, list), written(style, explode, record)]).toEqual([empty, text, items, members]);
  });

  test.each(table)('%s, explode %s: a list or an object of nothing is not sent', (style, explode) => {
    expect([written(style, explode, []), written(style, explode, {})]).toEqual(['', '']);
  });
});

describe('headers', () => {
  test.each<[boolean, Json, string]>([
    [false, 'blue', 'blue'], [false, list, 'blue,black,brown'], [true, list, 'blue,black,brown'], [false, record, 'R,100,G,200,B,150'], [true, record, 'R=100,G=200,B=150'],
    [false, 'a b', 'a b'], [false, 7, '7'], [false, true, 'true'],
  ])('explode %s of %j', (explode, value, text) => {
    expect(headerText({ explode }, value)).toBe(text);
  });
});

describe('cookies', () => {
  test.each<[boolean, Json, readonly string[]]>([
    [false, 'blue', ['color=blue']], [true, list, ['color=blue', 'color=black', 'color=brown']], [false, list, ['color=blue,black,brown']],
    [true, record, ['R=100', 'G=200', 'B=150']], [false, record, ['color=R,100,G,200,B,150']], [true, [], []], [false, {}, []], [true, 'a; b="c"', ['color=a%3B%20b%3D%22c%22']],
  ])('explode %s of %j', (explode, value, pairs) => {
    expect(cookiePairs({ name, explode }, value)).toEqual(pairs);
  });
});

test('a parameter with content is written in its media type, wherever it stands', () => {
  const value = { q: ['ä', 1, null] };
  const json = { mediaType: 'application/json' } as const;
  expect(JSON.parse(new URLSearchParams(inQuery('form', true, value, json)).get(name) ?? '')).toEqual(value);
  expect(JSON.parse(decodeURIComponent(pathText({ name, style: 'simple', explode: false, ...json }, value)))).toEqual(value);
  expect(JSON.parse(headerText({ explode: false, ...json }, value))).toEqual(value);
  expect(cookiePairs({ name, explode: true, ...json }, [1])).toEqual(['color=%5B1%5D']);
});

describe('reserved characters', () => {
  const reserved = ":/?#[]@!$&'()*+,;=";

  test.each(['form', 'spaceDelimited', 'pipeDelimited'] as const)('are encoded in %s, and come back', (style) => {
    const text = inQuery(style, true, `${reserved} %é😀`);
    expect(text).toMatch(/^color=[A-Za-z0-9%._~-]+$/);
    expect(new URLSearchParams(text).get(name)).toBe(`${reserved} %é😀`);
  });

  test('stay where allowReserved asks for it, but for those that would end the value or mean something else', () => {
    const text = inQuery('form', true, reserved, { allowReserved: true });
    expect(text).toBe("color=:/?%23%5B%5D@!$%26'()*%2B,;%3D");
    expect(new URLSearchParams(text).get(name)).toBe(reserved);
  });

  test('are encoded in names too', () => {
    expect(queryParts({ name: 'a[b]&c', style: 'form', explode: true, allowReserved: true }, 'x')).toEqual(['a%5Bb%5D%26c=x']);
    expect(inQuery('deepObject', true, { 'x&y': 'z' })).toBe('color%5Bx%26y%5D=z');
  });

  test('are encoded in a path', () => {
    expect(pathText({ name, style: 'simple', explode: false }, 'a/b;c=d?e')).toBe('a%2Fb%3Bc%3Dd%3Fe');
  });
});

test('a deep object goes as deep as it is', () => {
  expect([...new URLSearchParams(inQuery('deepObject', true, { a: { b: 1 }, c: ['x', 'y'] }))]).toEqual([['color[a][b]', '1'], ['color[c]', 'x'], ['color[c]', 'y']]);
});

test.each<[Json, string]>([
  [1e21, '1000000000000000000000'], [1e-7, '0.0000001'], [-2.5e-9, '-0.0000000025'], [0.1, '0.1'], [1.5, '1.5'], [-3, '-3'], [null, 'null'], [false, 'false'], [[1], '[1]'],
])('%j is written %s', (value, text) => {
  expect(scalarText(value)).toBe(text);
});

import { describe, expect, test } from 'vitest';
import type { Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { cookiePairs, headerText, pathText, queryParts } from './parameter-text.ts';
import { readingsOf } from './readings-of.ts';

type Form = Pick<Parameter, 'in' | 'style' | 'explode' | 'mediaType'>;
const query: Form = { in: 'query', style: 'form', explode: true };
const joined: Form = { ...query, explode: false };
const path: Form = { in: 'path', style: 'simple', explode: false };
const header: Form = { in: 'header', style: 'simple', explode: false };
const cookie: Form = { in: 'cookie', style: 'form', explode: false };
const deep: Form = { in: 'query', style: 'deepObject', explode: true };

/** What is sent, as one form of parameter, and what a legal server may make of it. */
type Trap = readonly [trap: string, form: Form, value: Json, ...readings: (Json | undefined)[]];
const traps: readonly Trap[] = [
  ['"1" is a number in a query', query, '1', 1, '1', ['1'], [1]],
  ['a number is a string', query, 7, 7, '7', [7]],
  ['an exponent is a number', query, '1e3', 1000],
  ['true and false are flags', query, 'true', true, 'true'],
  ['so are 1 and 0', query, 1, true, 1],
  ['so are yes and no', query, 'no', false],
  ['[x] equals x', query, ['x'], 'x', ['x']],
  ['x equals [x]', query, 'x', ['x']],
  ['[] equals absent', query, [], undefined, []],
  ['a comma inside an item', query, ['a,b'], ['a', 'b'], 'a,b'],
  ['a comma inside a text', query, 'a,b', ['a', 'b']],
  ['a bar inside an item of a list with bars', { ...joined, style: 'pipeDelimited' }, ['a|b', 'c'], ['a', 'b', 'c'], 'a|b|c'],
  ['a blank inside an item of a list with blanks', { ...joined, style: 'spaceDelimited' }, ['a b'], ['a', 'b']],
  ['a dot inside a label', { in: 'path', style: 'label', explode: true }, [1.5], [1, 5], [1.5]],
  ['a semicolon inside a matrix', { in: 'path', style: 'matrix', explode: true }, ['a;b'], ['a', 'b']],
  ['an empty text in a query is nothing, or a flag', query, '', undefined, '', null, true, []],
  ['blanks are an empty text', query, '  ', '', undefined],
  ['an empty item is none', joined, ['a', ''], ['a'], ['a', '']],
  ['null in a query is a text, or nothing', query, null, 'null', null, undefined],
  ['servers trim', query, ' a ', 'a'],
  ['servers lower the case', query, 'ABC', 'abc'],
  ['servers raise the case', query, 'abc', 'ABC'],
  ['servers trim and change the case inside a list', joined, [' Ab '], ['Ab'], [' ab '], [' AB ']],
  ['servers read a list as a set', query, ['a', 'a'], ['a']],
  ['servers take the first or the last of a repeated name', query, ['a', 'b'], 'a', 'b'],
  ['a list is read item by item', query, ['1', 'true', 'x'], [1, true, 'x'], ['1', true, 'x'], [1, 'true', 'x']],
  ['true is a flag where 1 is a text', query, ['true', '1', 'false'], [true, '1', false], [true, 1, false]],
  ['an object is read member by member', deep, { a: '1', b: 'true', c: 'X' }, { a: 1, b: true, c: 'X' }, { a: '1', b: true, c: 'X' }, { a: '1', b: 'true', c: 'x' }],
  ['a member is a list of one', deep, { a: 'x' }, { a: ['x'] }],
  ['a member without a text is none', deep, { a: '', b: 'x' }, { b: 'x' }],
  ['a member of a member', deep, { a: { b: '1' } }, { a: { b: 1 } }],
  ['an object in a header is a list', header, { a: 1, b: 2 }, ['a', '1', 'b', '2'], 'a,1,b,2'],
  ['a comma inside a member moves what follows', header, { a: '1,b,2' }, { a: '1', b: '2' }, { a: 1, b: 2 }],
  ['a comma inside a named member begins another', { ...header, explode: true }, { a: '1,b=2' }, { a: '1', b: '2' }],
  ['a list looks like an object in a path', path, ['a', '1'], 'a,1'],
  ['a cookie is not always decoded', cookie, 'a;b', 'a%3Bb', 'a;b'],
  ['a path is not always decoded', path, 'a b', 'a%20b', 'a b'],
  ['text may be JSON', query, '{"a":1}', { a: 1 }],
  ['a parameter in JSON is text too', { ...query, mediaType: 'application/json' }, 5, '5', 5],
  ['a parameter in JSON has texts that change', { ...query, mediaType: 'application/json' }, { q: ' Ab' }, { q: 'Ab' }, { q: ' ab' }],
];

describe('what a legal server may read', () => {
  test.each(traps.map((trap) => [trap[0], trap] as const))('%s', (_, [, form, value, ...readings]) => {
    const found = [...readingsOf(form, value)];
    for (const reading of readings) expect(found).toContainEqual(reading);
  });

  test('what was meant is among the readings', () => {
    for (const [, form, value] of traps) expect([...readingsOf(form, value)]).toContainEqual(value);
  });

  test('a word is something, but for those that stand for nothing', () => {
    for (const word of ['x', 'nullable', 'a none', '0', 'undefined behaviour']) expect([...readingsOf(query, word)], word).not.toContain(undefined);
    for (const word of ['null', 'None', ' NIL ', 'undefined']) expect([...readingsOf(query, word)], word).toContain(undefined);
  });

  test('of members each may be read alone, while the others stay what was meant', () => {
    const found = [...readingsOf(deep, { a: '1', b: '2' })];
    for (const reading of [{ a: 1, b: '2' }, { a: '1', b: 2 }, { a: ['1'], b: '2' }, { a: '1', b: ['2'] }]) expect(found).toContainEqual(reading);
    expect(found).not.toContainEqual({ a: '1', b: '1' });
  });

  test('no reading comes twice, and a list of a thousand has few', () => {
    for (const [, form, value] of traps) {
      const texts = [...readingsOf(form, value)].map((each) => JSON.stringify(each));
      expect(new Set(texts).size).toBe(texts.length);
    }
    expect([...readingsOf(query, Array.from({ length: 1_000 }, (_, index) => `item${index}`))].length).toBeLessThan(1_000);
  });

  test('types that JSON has are kept in JSON', () => {
    expect([...readingsOf({ ...query, mediaType: 'application/json' }, { a: '1' })]).not.toContainEqual({ a: 1 });
  });
});

/** A server that decodes, then cuts where the style says: written apart from what writes. */
const servers: readonly (readonly [name: string, form: Form, read: (sent: string) => Json])[] = [
  ['repeated names', query, (sent) => new URLSearchParams(sent).getAll('p')],
  ['commas', joined, (sent) => (new URLSearchParams(sent).get('p') ?? '').split(',')],
  ['bars', { ...joined, style: 'pipeDelimited' }, (sent) => (new URLSearchParams(sent).get('p') ?? '').split('|')],
  ['blanks', { ...joined, style: 'spaceDelimited' }, (sent) => (new URLSearchParams(sent).get('p') ?? '').split(' ')],
  ['numbers', query, (sent) => new URLSearchParams(sent).getAll('p').map(Number)],
  ['trimmed items', joined, (sent) => (new URLSearchParams(sent).get('p') ?? '').split(',').map((each) => each.trim())],
  ['a path', path, (sent) => decodeURIComponent(sent).split(',')],
  ['an undecoded path', path, (sent) => sent],
  ['labels', { in: 'path', style: 'label', explode: true }, (sent) => decodeURIComponent(sent).slice(1).split('.')],
  ['a header', header, (sent) => sent.split(',')],
  ['a cookie', cookie, (sent) => decodeURIComponent(sent.slice(2)).split(',')],
];

test.each(servers)('what a server of %s makes of it was foreseen', (_, form, read) => {
  const parameter = { name: 'p', allowReserved: false, ...form };
  const sample: readonly (readonly Json[])[] = [['a'], ['a', 'b'], [1, 2], ['a,b', 'c'], ['x y', ' z'], ['1.5', '2'], ['a|b'], [7]];
  for (const value of sample) {
    const sent = form.in === 'path' ? pathText(parameter, value) : form.in === 'header' ? headerText(parameter, value) : form.in === 'cookie' ? cookiePairs(parameter, value).join('; ') : queryParts(parameter, value).join('&');
    const got = read(sent);
    // Numbers out of words are no reading but a refusal.
    if (Array.isArray(got) && got.some((each) => Number.isNaN(each))) continue;
    if (form.in === 'path' && typeof got === 'string' && value.length > 1) continue;
    expect([...readingsOf(form, value)], `${JSON.stringify(value)} as ${sent}`).toContainEqual(got);
  }
});

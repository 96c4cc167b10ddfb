import { expect, test } from 'vitest';
import type { Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { isFaithful } from './is-faithful.ts';

const form: Parameter = { name: 'p', in: 'query', style: 'form', explode: true, required: false, deprecated: false, allowReserved: false, allowEmptyValue: false, examples: [], pointer: '', provenance: 'documented' };
const deep: Partial<Parameter> = { style: 'deepObject' };

test.each<[string, Json, boolean, Partial<Parameter>]>([
  ['a text', 'a', true, {}],
  ['an empty text', '', false, {}],
  ['null', null, false, {}],
  ['an empty list', [], false, {}],
  ['a list with an empty item', ['a', ' '], false, {}],
  ['a list with null in it', ['a', null], false, {}],
  ['a list of lists', [['a']], false, {}],
  ['an item with a comma, in names that repeat', ['a,b'], true, {}],
  ['an item with a comma, in one text', ['a,b'], false, { explode: false }],
  ['an item with a bar, between commas', ['a|b'], true, { explode: false }],
  ['an item with a bar, between bars', ['a|b'], false, { style: 'pipeDelimited', explode: false }],
  ['an item with a space, between spaces', ['a b'], false, { style: 'spaceDelimited', explode: false }],
  ['an item with a dot, between dots', ['a.b'], false, { in: 'path', style: 'label' }],
  ['an item with a semicolon, after semicolons', ['a;b'], false, { in: 'path', style: 'matrix' }],
  ['a path that would be another one', '..', false, { in: 'path', style: 'simple' }],
  ['a field with a line break', 'a\nb', false, { in: 'header', style: 'simple' }],
  ['null as JSON', null, true, { mediaType: 'application/json' }],
  ['a deep object', { a: 'b' }, true, deep],
  ['a deep object in a deep object', { a: { b: { c: 'd' } } }, true, deep],
  ['a list in a deep object', { a: ['b', 'c'] }, true, deep],
  ['a list of objects in a deep object', { a: [{ b: 'c' }] }, false, deep],
  ['a text where an object belongs', 'a', false, deep],
  ['a list where an object belongs', ['a'], false, deep],
])('%s is told apart or not', (_, value, faithful, more) => {
  expect(isFaithful({ ...form, ...more }, value)).toBe(faithful);
});

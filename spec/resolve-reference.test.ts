import { expect, test } from 'vitest';
import { pointerOf, resolve } from './resolve-reference.ts';

const document = {
  a: { $ref: '#/b' }, b: { $ref: '#/c%7Ed' }, 'c~d': { $ref: '#/c~0d/e', e: 1 }, value: { x: 1 }, to: { $ref: '#/value', beside: 1 },
  self: { $ref: '#/self' }, one: { $ref: '#/two' }, two: { $ref: '#/one' }, gone: { $ref: '#/nowhere' }, far: { $ref: 'other.yaml' }, named: { $ref: { type: 'string' } },
};

test.each([
  ['/value', { node: { x: 1 }, pointer: '/value' }], ['/to', { node: { x: 1 }, pointer: '/value' }], ['/value/x', { node: 1, pointer: '/value/x' }],
  ['/named', { node: document.named, pointer: '/named' }],
  ['/self', undefined], ['/one', undefined], ['/gone', undefined], ['/far', undefined], ['/nothing', undefined],
])('%s leads to %j', (pointer, expected) => {
  expect(resolve(document, pointer)).toEqual(expected);
});

test('a chain of references is followed to its end', () => {
  expect(resolve({ a: { $ref: '#/b' }, b: { $ref: '#/c%20d' }, 'c d': { e: 1 } }, '/a')).toEqual({ node: { e: 1 }, pointer: '/c d' });
});

test.each([['#/a/b', '/a/b'], ['#', ''], ['#/a%20b', '/a b'], ['#/%zz', '/%zz'], ['#name', 'name'], ['x.yaml#/a', undefined]])('%s means %s', (reference, pointer) => {
  expect(pointerOf(reference)).toBe(pointer);
});

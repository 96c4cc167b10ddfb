import { expect, test } from 'vitest';
import type { Json } from '../model/json.ts';
import { formatPointer, getAt, parsePointer } from './json-pointer.ts';

test.each([
  ['', []], ['/', ['']], ['/a/b', ['a', 'b']], ['/a~1b/m~0n', ['a/b', 'm~n']], ['/~01', ['~1']], ['/%25/ /0', ['%25', ' ', '0']],
])('%s is %j, and back', (pointer, tokens) => {
  expect(parsePointer(pointer)).toEqual(tokens);
  expect(formatPointer(tokens)).toBe(pointer);
});

test('what does not begin with a slash is no pointer', () => {
  expect(parsePointer('a')).toBeUndefined();
});

const root = JSON.parse('{"a":{"b":[1,{"c":null}]},"":2,"__proto__":{"x":3},"a/b":4,"m~n":5}') as Json;
test.each([
  ['', root], ['/a/b/0', 1], ['/a/b/1/c', null], ['/', 2], ['/__proto__/x', 3], ['/a~1b', 4], ['/m~0n', 5],
  ['/a/b/2', undefined], ['/a/b/-', undefined], ['/a/b/01', undefined], ['/a/b/length', undefined], ['/constructor', undefined], ['/a/toString', undefined],
  ['/a/b/0/x', undefined], ['/a/b/1/c/d', undefined], ['a', undefined],
])('at %s stands %j', (pointer, expected) => {
  expect(getAt(root, pointer)).toEqual(expected);
});

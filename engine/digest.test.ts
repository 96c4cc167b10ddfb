import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './digest.ts';

test('every value comes back, and its texts are written as JSON writes them', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
  }));
  fc.assert(fc.property(fc.string({ unit: fc.oneof(fc.constantFrom('"', '\\', '\n', '\u007f', '\ud800', ' ', 'ä'), fc.string({ minLength: 1, maxLength: 1 })) }), (text) => {
    expect(canonicalJson(text)).toBe(JSON.stringify(text));
  }));
});

test('the order of names does not count, and what is undefined is left out', () => {
  expect(canonicalJson({ b: 1, a: [undefined, { z: 'x', y: undefined, 10: null, 9: true }] })).toBe('{"a":[null,{"10":null,"9":true,"z":"x"}],"b":1}');
});

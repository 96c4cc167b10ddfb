import { expect, test } from 'vitest';
import { deepest, measure } from './measure.ts';

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
};
const doubled = (levels: number): unknown => {
  let value: unknown = [1];
  for (let i = 0; i < levels; i++) value = [value, value];
  return value;
};
const circle: unknown[] = [];
circle.push({ a: circle });
const shared = { x: 1 };

test.each([
  ['a number', 1, undefined], ['null', null, undefined], ['an ordinary value', { a: [1, { b: null }], c: 'x' }, undefined],
  ['as deep as may be', nested(deepest), undefined], ['one deeper', nested(deepest + 1), { kind: 'deep' }], ['far deeper', nested(1_000_000), { kind: 'deep' }],
  ['depth by sharing', { a: nested(200), b: { c: { d: nested(248) } } }, { kind: 'deep' }],
  ['a circle', circle, { kind: 'circular' }], ['sharing', { a: shared, b: [shared, shared] }, undefined],
  ['a little doubling', doubled(10), undefined], ['much doubling', doubled(30), { kind: 'aliases' }], ['doubling beyond numbers', doubled(200), { kind: 'aliases' }],
  ['a date', { a: [0, new Date(0)] }, { kind: 'foreign', pointer: '/a/1' }], ['infinity', { 'a/b': Infinity }, { kind: 'foreign', pointer: '/a~1b' }],
  ['not a number', [NaN], { kind: 'foreign', pointer: '/0' }], ['nothing', { a: undefined }, { kind: 'foreign', pointer: '/a' }], ['bytes', { a: new Uint8Array(1) }, { kind: 'foreign', pointer: '/a' }],
])('%s', { timeout: 30_000 }, (_, value, expected) => {
  expect(measure(value)).toEqual(expected);
});

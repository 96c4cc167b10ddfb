import { expect, test } from 'vitest';
import { safePattern } from './pattern.ts';

const rows: readonly (readonly [pattern: string, matching: readonly string[], other: readonly string[]])[] = [
  ['^a+$', ['a', 'aaa'], ['', 'ab']],
  ['b', ['abc'], ['ac']],
  ['^\\p{L}+$', ['é', 'Ω'], ['1']],
  ['^[\\w-]+\\.json$', ['a-b.json'], ['a b.json']],
  ['^[a-z0-9]+(-[a-z0-9]+)*$', ['a-b-c', 'a'], ['a-', '-a']],
  ['^(?!admin)[a-z]+$', ['user'], ['admin', 'administrator']],
  ['^(?<year>\\d{4})-(\\d\\d)$', ['2026-11'], ['2026-1']],
  ['^(a|b)\\1$', ['aa', 'bb'], ['ab']],
  ['^\\-\\@$', ['-@'], ['-']],
  ['^.{1,3}$', ['a', 'abc', '😀😀😀'], ['', 'abcd']],
  ['^$', [''], ['a']],
  ['[^x]$', ['ay'], ['ax']],
];
test.each(rows)('%s', (source, matching, other) => {
  const pattern = safePattern(source);
  expect([...matching, ...other].map((text) => pattern.test(text))).toEqual([...matching.map(() => true), ...other.map(() => false)]);
});

const a = 'a'.repeat(5_000);
test.each([
  ['^(a+)+$', `${a}b`], ['^(a|a)*$', `${a}b`], ['(.*)*=', a], ['.*.*.*=', a], ['^a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaaaaaaaaaa$', 'a'.repeat(27)],
  ['(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)b$', a], ['^(a{1,30}){1,30}$', `${a}b`],
])('%s ends soon, and rightly', { timeout: 60_000 }, (source, text) => {
  expect(safePattern(source).test(text)).toBe(false);
});

test('a lookahead that does not end is stopped, and nothing is held against the text', { timeout: 60_000 }, () => {
  expect(safePattern('^(?=(a+)+$)x').test(`${a}b`)).toBe(true);
  expect(safePattern('^(?=(a+)+$)').test('aaa')).toBe(true);
});

test('a pattern that is too long, or none, is refused', () => {
  expect(() => safePattern('('.repeat(3))).toThrow(SyntaxError);
  expect(() => safePattern('a'.repeat(10_001))).toThrow(SyntaxError);
});

test('each pattern has a name of its own', () => {
  expect(String(safePattern('a'))).not.toBe(String(safePattern('b')));
});

import { expect, test } from 'vitest';
import { listed, nearNames, oneOf, unknownName } from './near-names.ts';

const profiles = ['read-only', 'lifecycle', 'full', 'full-documented'];

test.each([
  ['readonly', ['read-only']],
  ['raed-only', ['read-only']],
  ['livecycle', ['lifecycle']],
  ['ful', ['full', 'full-documented']],
  ['cycle', ['lifecycle']],
  ['zzz', []],
])('%s is near %j', (word, near) => {
  expect(nearNames(word, profiles)).toEqual(near);
});

test('a swap of neighbours counts as one edit', () => {
  expect(nearNames('brae', ['bare', 'core'])).toEqual(['bare']);
});

test('an unknown name lists near and known names', () => {
  expect(unknownName('UNKNOWN_PROFILE', 'profile', 'ful', profiles)).toEqual({
    code: 'UNKNOWN_PROFILE',
    what: 'No profile is named "ful".',
    fix: 'Did you mean full or full-documented? Known: full, full-documented, lifecycle, read-only.',
  });
});

test('a long hostile word neither hangs nor floods the message', () => {
  const word = 'x'.repeat(100_000);
  expect(nearNames(word, profiles)).toEqual([]);
  expect(unknownName('C', 'profile', word, profiles).what.length).toBeLessThan(120);
});

test('lists are cut, alternatives are joined', () => {
  expect(listed(Array.from({ length: 99 }, (_, index) => `name-${index}`))).toMatch(/^name-0, name-1, .*, name-33 and 65 more$/);
  expect(listed(['x'.repeat(400), 'y'])).toBe(`${'x'.repeat(400)} and 1 more`);
  expect(listed(['a', 'b'])).toBe('a, b');
  expect(listed([])).toBe('none');
  expect([oneOf([]), oneOf(['a']), oneOf(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b or c']);
});

import { describe, expect, test } from 'vitest';
import { textsMatching } from './texts-matching.ts';

const any = { least: 0, most: Infinity };
const some = (pattern: string, lengths = any, count = 3): readonly string[] => {
  const texts: string[] = [];
  for (const text of textsMatching(pattern, lengths)) {
    texts.push(text);
    if (texts.length === count) break;
  }
  return texts;
};

describe('patterns as they are written', () => {
  test.each([
    '^[A-Z]{3}$', String.raw`^\d{4}-\d{2}-\d{2}$`, String.raw`^-?\d+(\.\d+)?$`, '^[a-z0-9]+([_-][a-z0-9]+)*$', '^(BTC|ETH|SOL)$', String.raw`\S`, 'abc', '^a|b$', '',
    String.raw`^(?=.*[A-Z])(?=.*\d).{8,}$`, String.raw`^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^A-Za-z0-9]).{12,64}$`, '^(?!.*--)[a-z-]+$', String.raw`^\p{L}+$`, '^[^\\s@]+@[^\\s@]+\\.[a-z]{2,}$',
    '^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$', String.raw`^\u{1F600}+$`, String.raw`^[\u4e00-\u9fa5]{2,4}$`, String.raw`^\x41\/\-b$`, String.raw`^\+?[1-9]\d{1,14}$`, '^(a+)+$', '^(([a-z]{2,3}){2,3},){1,2}$',
    String.raw`^arn:aws:[a-z]+::\d{12}:role/[\w+=,.@-]+$`, '^.{0,5}$', '^x*$', '^[]]$|^ok$', '^{a}$', String.raw`\bword\b`, '^(?<year>[0-9]{4})$', '^#[0-9A-F]{6}$', '^[\\s\\S]+$', String.raw`^[^\W_]+$`,
  ])('%s', (pattern) => {
    const texts = some(pattern);
    expect(texts.length).toBeGreaterThan(0);
    const expression = ((): RegExp => { try { return new RegExp(pattern, 'u'); } catch { return new RegExp(pattern); } })();
    for (const text of texts) expect(text).toMatch(expression);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('lengths are kept, in characters', () => {
  test.each([
    ['^[A-Z]+$', 7], ['^(ab)+$', 6], ['^[a-z]{2,}(-[a-z]{3})*$', 10], ['^a{3,5}b{2,4}$', 9], ['x', 40], ['^x', 12], ['x$', 12], ['^(cat|horse)$', 5], ['^\\d*$', 2000], ['^\\u{1F600}+$', 4], ['^.+@.+$', 254],
  ])('%s with %i', (pattern, length) => {
    const [text] = some(pattern, { least: length, most: length });
    expect([...(text ?? '')]).toHaveLength(length);
  });

  test.each([['^[A-Z]{3}$', 4], ['^(ab)+$', 5], ['^(cat|horse)$', 4], ['^$', 1]])('%s has no text of %i', (pattern, length) => {
    expect(some(pattern, { least: length, most: length })).toEqual([]);
  });
});

test('as many different texts as are asked for, where there are so many', () => {
  expect(new Set(some('^[a-z]{3}$', any, 20)).size).toBe(20);
  expect([...textsMatching('^(red|green|blue)$', any)].sort()).toEqual(['blue', 'green', 'red']);
  expect([...textsMatching('^[01]{2}$', any)].sort()).toEqual(['00', '01', '10', '11']);
});

test('the empty text is the last that is tried', () => {
  expect(some('^[a-z]*$')).toEqual(['a', expect.stringMatching(/^[a-z]$/), expect.stringMatching(/^[a-z]$/)]);
  expect(some('^$')).toEqual(['']);
});

test.each([String.raw`^(a)\1$`, '(', '^[a', 'a'.repeat(20_000), '('.repeat(300) + ')'.repeat(300)])('what cannot be solved has no text', (pattern) => {
  expect(some(pattern)).toEqual([]);
});

test.each(['^(a+)+b$', '^((a|aa)+)+$', '^(((x{0,50}){0,50}){0,50})y$', '^(.*a){12}$'])('%s hangs nobody', (pattern) => {
  expect(some(pattern, { least: 20, most: 60 }, 1).every((text) => text.length >= 20)).toBe(true);
});

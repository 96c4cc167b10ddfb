import { expect, test } from 'vitest';
import { placeText, problemText } from './problem-text.ts';

test('code and sentence, where, what to do', () => {
  expect(problemText({ code: 'X', what: 'It broke.', where: { file: 'a.yaml', line: 2, column: 3, pointer: '/b' }, fix: 'Mend it.' }))
    .toBe('problem X: It broke.\n  at a.yaml:2:3 (/b)\n  Mend it.\n');
  expect(problemText({ code: 'X', what: 'It broke.' })).toBe('problem X: It broke.\n');
});

test.each([
  [{ file: 'a' }, 'a'], [{ file: 'a', line: 1 }, 'a:1'], [{ pointer: '/b' }, '/b'], [{ file: 'a', pointer: '/b' }, 'a (/b)'], [{}, ''],
])('%j is shown as %s', (place, text) => {
  expect(placeText(place)).toBe(text);
});

test('what a stranger wrote cannot command a terminal', () => {
  const text = problemText({ code: 'X', what: 'a\u001b[31mb\u009bc\rd\ne\u202ef\ud800', where: { file: '\u0007' } });
  expect(text).toBe('problem X: a\\u001b[31mb\\u009bc\\u000dd e\\u202ef\\ud800\n  at \\u0007\n');
});

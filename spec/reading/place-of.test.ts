import { describe, expect, test } from 'vitest';
import { placeOf } from './place-of.ts';

const yaml = `a: 1
b:
  - x: "}"
    y: { z: 2, "q/r": 3 }
  - &anchor
    deep: true
"200": ok
alias: *anchor
'quoted ~ key': end
`;
const json = `{
  "a": 1, "b": [ { "x": "}\\"," , "y": {"z": 2,
      "q/r": 3} },
    {"deep": true} ],
  "200": "ok", "dup": 1,
  "quoted ~ key": "end", "\\u0061b": [], "dup": 2
}`;

describe('YAML', () => {
  test.each([
    ['', 1, 1], ['/a', 1, 1], ['/b', 2, 1], ['/b/0', 3, 5], ['/b/0/x', 3, 5], ['/b/0/y/z', 4, 10], ['/b/0/y/q~1r', 4, 16], ['/b/1/deep', 6, 5], ['/200', 7, 1], ['/alias/deep', 6, 5],
    ['/quoted ~0 key', 9, 1], ['/b/7', 2, 1], ['/b/0/none', 3, 5], ['/a/deeper', 1, 1],
  ])('%s is at %i:%i', (pointer, line, column) => {
    expect(placeOf({ file: 'f', text: yaml }, pointer)).toEqual({ file: 'f', line, column, pointer });
  });
});

describe('JSON', () => {
  test.each([
    ['', 1, 1], ['/a', 2, 3], ['/b', 2, 11], ['/b/0', 2, 18], ['/b/0/x', 2, 20], ['/b/0/y/z', 2, 40], ['/b/0/y/q~1r', 3, 7], ['/b/1', 4, 5], ['/b/1/deep', 4, 6], ['/200', 5, 3],
    ['/quoted ~0 key', 6, 3], ['/ab', 6, 26], ['/dup', 6, 41], ['/b/7', 2, 11], ['/b/0/none', 2, 18], ['/a/deeper', 2, 3],
  ])('%s is at %i:%i', (pointer, line, column) => {
    expect(placeOf({ file: 'f', text: json }, pointer)).toEqual({ file: 'f', line, column, pointer });
  });
});

test.each(['', '{', '[', '{"a"', '{"a":', '["', '{"a": tru'])('broken JSON %j breaks nothing', (text) => {
  expect(placeOf({ file: 'f', text }, '/a/b')).toMatchObject({ file: 'f', pointer: '/a/b' });
});

test('an indentation that would end the process costs the line, not the process', () => {
  expect(placeOf({ file: 'f', text: `a:\n${' '.repeat(100_000)}b: 1\n` }, '/a/b')).toEqual({ file: 'f', pointer: '/a/b' });
});

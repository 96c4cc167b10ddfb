import { describe, expect, test } from 'vitest';
import { readJson } from './json-text.ts';

const twice: readonly (readonly [text: string, duplicates: readonly string[]])[] = [
  ['{"a":1,"b":2}', []],
  ['{"a":1,"a":2}', ['/a']],
  ['{"a":{"b":1,"b":2}}', ['/a/b']],
  ['[{"a":1},{"a":1}]', []],
  ['[[],{"a":1,"x":[],"a":2}]', ['/1/a']],
  ['{"a":"}{,\\"a\\":1","b":1}', []],
  ['{"a":1,"\\u0061":2}', ['/a']],
  ['{"a/b":1,"a/b":2,"~":0,"~":1}', ['/a~1b', '/~0']],
  ['{"a":[1,2,{"c":1}],"a":3}', ['/a']],
  ['{"":1,"":2}', ['/']],
  ['{"a":{"a":1},"b":{"a":1}}', []],
];

describe('names that stand twice', () => {
  test.each(twice)('%s', (text, duplicates) => {
    const reading = readJson(text);
    expect(reading).toEqual({ ok: true, value: JSON.parse(text), duplicateKeys: duplicates });
  });

  test('depth costs memory, not the call stack', () => {
    const depth = 20_000;
    const reading = readJson(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
    expect(reading.ok && reading.duplicateKeys).toEqual([]);
  });
});

test.each(['', '{', '{"a":1,}', 'undefined', "{'a':1}", 'NaN', '01', '\uFEFF{}', '{"a":1}x'])('%j is no JSON', (text) => {
  expect(readJson(text).ok).toBe(false);
});

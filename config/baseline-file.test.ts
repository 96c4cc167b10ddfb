import { describe, expect, test } from 'vitest';
import { baselineText, readBaseline } from './baseline-file.ts';
import { isDate } from './reviewed-file.ts';

const entry = { requirement: 'body-schema@getUser#/responses/200', cluster: 'must be string: "a", #é\n', message: 'Received 1 at /a; documented: must be string.' };

test('what was written is read again', () => {
  expect(readBaseline(baselineText([entry, { ...entry, requirement: 'other' }], '2027-02-01'), 'b.yaml')).toEqual({
    ok: true, value: [{ requirement: entry.requirement, cluster: entry.cluster, expires: '2027-02-01' }, { requirement: 'other', cluster: entry.cluster, expires: '2027-02-01' }],
  });
  expect(readBaseline(baselineText([], '2027-02-01'), 'b.yaml')).toEqual({ ok: true, value: [] });
});

test('an entry may expire earlier or later than the rest', () => {
  const read = readBaseline('version: 1\nexpires: "2027-01-01"\nfindings:\n  - { requirement: a, cluster: b, expires: "2026-12-01" }\n', 'b.yaml');
  expect(read).toEqual({ ok: true, value: [{ requirement: 'a', cluster: 'b', expires: '2026-12-01' }] });
});

describe('what is wrong is said with its place', () => {
  test.each([
    ['version: 2\nfindings: []\n', 'BASELINE_INVALID', 1],
    ['a: [\n', 'BASELINE_SYNTAX', 2],
    ['[]', 'BASELINE_INVALID', 1],
    ['version: 1\nexpires: "2027-01-01"\nfindings:\n  - cluster: a\n', 'BASELINE_INVALID', 4],
    ['version: 1\nexpires: "2027-01-01"\nfindings:\n  - requirement: a\n', 'BASELINE_INVALID', 4],
    ['version: 1\nfindings:\n  - requirement: a\n    cluster: b\n', 'BASELINE_INVALID', 3],
    ['version: 1\nexpires: "2027-02-30"\nfindings:\n  - requirement: a\n    cluster: b\n', 'BASELINE_INVALID', 4],
  ])('%j', (text, code, line) => {
    expect(readBaseline(text, 'b.yaml')).toMatchObject({ ok: false, problems: [{ code, where: { file: 'b.yaml', line } }] });
  });
});

test.each([['2026-11-23', true], ['2026-02-29', false], ['2028-02-29', true], ['26-1-1', false], ['soon', false]])('%s is a day: %s', (text, valid) => {
  expect(isDate(text)).toBe(valid);
});

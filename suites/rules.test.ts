import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from './rules.ts';

describe('every rule', () => {
  test('has an id of its own', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))('%s names its law and lives in a file of its name', (id, rule) => {
    expect(rule.clause.url).toMatch(/^https:\/\/(spec\.openapis\.org|www\.rfc-editor\.org)\//);
    expect(rule.clause.title).not.toBe('');
    expect(rule.summary).toMatch(/^[A-Z].*\.$/);
    // What flows decide stands in one table, and its tests hold each row.
    expect(rule.kind === 'flow' || existsSync(new URL(`./${rule.suite}/${id}.ts`, import.meta.url))).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import { judged } from './judged.fixture.ts';
import { faults } from './server.ts';

/** What a lie is about: the flow looks at several operations, a rule at one. */
function scopeOf(caughtBy: readonly string[]) {
  const operations = caughtBy.map((id) => /@([^#]+)#/.exec(id)?.[1] ?? '');
  return { operations, flows: caughtBy.some((id) => id.includes('#/steps/')) || operations.includes('getUser') };
}

describe.concurrent('a backend that', () => {
  for (const { id, lie, caughtBy, alongWith = [] } of Object.values(faults)) {
    test(`${lie} is caught by ${caughtBy} and by nothing unrelated`, { timeout: 60_000 }, async () => {
      const named = [caughtBy, ...alongWith];
      const { failed } = await judged({ fault: id }, { timeoutMs: 2_000, scope: scopeOf(named) });
      expect([...failed].sort()).toEqual([...named].sort());
    });
  }
});

test('no two lies have the same id, and each is told in words', () => {
  expect(Object.keys(faults).length).toBeGreaterThanOrEqual(30);
  for (const [id, fault] of Object.entries(faults)) expect(fault).toMatchObject({ id, lie: expect.stringMatching(/^[a-z].*[^.]$/) });
});

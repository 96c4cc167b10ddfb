import { describe, expect, test } from 'vitest';
import type { Reading } from './reading.ts';
import { commonText, conditionsFor, expectSameUsers, hasText } from './searching.ts';

const reading = {
  block: (because: string): never => { throw new Error(because); },
} as unknown as Reading;

const users = Array.from({ length: 80 }, (_, index) => ({
  user_id: `user-${index}`, email: `user${index}@example.com`, status: index % 5 === 0 ? 'deactivated' : 'active', created_at: 1000 + index,
  consents: index % 2 === 0 ? [{ provider_id: 'binance' }, { provider_id: 'kraken' }] : [],
}));

describe('what a search is asked for', () => {
  test('is found by some of the users and not by others, whatever the condition', () => {
    const conditions = conditionsFor(reading, users);
    expect(new Set(conditions.flatMap(([condition]) => Object.keys(condition)))).toEqual(new Set(['statuses', 'user_ids', 'created', 'email', 'provider_ids']));
    for (const [condition, holds] of conditions) {
      const matching = users.filter(holds).length;
      expect({ condition, some: matching > 0, all: matching === users.length }).toEqual({ condition, some: true, all: false });
    }
  });

  test('has a text that is in every e-mail address of that domain, in either case, or in an external id', () => {
    expect(commonText('ada@Example.com')).toBe('@Example.com');
    expect(users.every((user) => hasText(user, '@EXAMPLE.com'))).toBe(true);
    expect([{ email: 'a@b.c', external_id: 'E-1001' }, { email: 'a@b.c' }, {}].map((user) => hasText(user, 'e-10'))).toEqual([true, false, false]);
  });
});

describe('what a search has found', () => {
  const judge = (found: readonly { readonly user_id: string }[]): string | undefined => {
    try {
      expectSameUsers(reading, found, users.slice(0, 3), 'a search');
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  test('has no order, and an id may be written in either case', () => {
    expect(judge(users.slice(0, 3).toReversed().map(({ user_id }) => ({ user_id: user_id.toUpperCase() })))).toBeUndefined();
  });

  test('is everybody who matches, nobody else, and nobody twice', () => {
    expect(judge(users.slice(0, 2))).toContain('a search without "user-2"');
    expect(judge(users.slice(0, 4))).toContain('"user-3" in a search');
    expect(judge([...users.slice(0, 3), { user_id: 'user-1' }])).toContain('"user-1" more than once');
  });
});

import { expect, test } from 'vitest';
import type { Json } from '../../../model/json.ts';
import { sameSaid, saidOtherwise } from './same-said.ts';

const consent = { consent_id: 'b', scopes: ['balances', 'transactions'], revoked_at: null };

test.each<[string, Json, Json]>([
  ['decimals that are one number', '1.50', '1.5'],
  ['ids in capitals', 'a169451c-8525-4352-b8ca-070dd449a1a5', 'A169451C-8525-4352-B8CA-070DD449A1A5'],
  ['consents in another order', [{ consent_id: 'a' }, consent], [{ ...consent, scopes: ['transactions', 'balances'] }, { consent_id: 'a' }]],
  ['a property more on one side', { amount: '1' }, { amount: '1', note: 'more' }],
])('%s are the same', (_, one, other) => {
  expect(sameSaid(one, other)).toBe(true);
});

test.each<[string, Json, Json]>([
  ['a digit less', { amount: '0.1234567' }, { amount: '0.123457' }],
  ['another time', [consent], [{ ...consent, revoked_at: 1 }]],
  ['an item less', [1, 2], [1]],
  ['other words', 'ada', 'Ada'],
])('%s is not', (_, one, other) => {
  expect(sameSaid(one, other)).toBe(false);
});

test('what is said otherwise is named', () => {
  expect(saidOtherwise(['kind', 'type', 'fees'], { kind: 'send', type: 'trade', fees: {} }, { kind: 'send', type: 'transfer' })).toEqual(['type']);
});

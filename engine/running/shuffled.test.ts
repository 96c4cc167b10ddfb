import { expect, test } from 'vitest';
import { shuffled } from './shuffled.ts';

test('a seed draws one order of all items, and another seed another one', () => {
  const items = Array.from({ length: 50 }, (_, index) => index);
  const orders = [1, 2, 3].map((seed) => shuffled(items, seed));
  for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual(items);
  expect(shuffled(items, 1)).toEqual(orders[0]);
  expect(new Set([items, ...orders].map((order) => order.join())).size).toBe(4);
});

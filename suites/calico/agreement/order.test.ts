import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Order } from './order.ts';
import { outOfOrder, tieOutOfOrder } from './order.ts';

const rising = (one: number, other: number): number => one - other;
const orders = fc.constantFrom<Order>('asc', 'desc');
const sorted = (values: readonly number[], order: Order): readonly number[] => values.toSorted((one, other) => (order === 'asc' ? one - other : other - one));

describe('the order of a list', () => {
  test('holds in whatever was sorted, equals included', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 })), orders, (values, order) => outOfOrder(sorted(values, order), order, rising) === -1));
  });

  test('is left where two neighbours that differ are swapped, wherever they stand', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer(), { minLength: 2 }), orders, fc.nat(), (values, order, choice) => {
      const list = [...sorted(values, order)];
      const at = 1 + (choice % (list.length - 1));
      list.splice(at - 1, 2, ...list.slice(at - 1, at + 1).reverse());
      expect(outOfOrder(list, order, rising)).toBe(at);
    }));
  });

  test('is that of its values, and not of their numbers', () => {
    expect(outOfOrder(['10', '9'], 'asc', (one, other) => Number(one) - Number(other))).toBe(1);
    expect(outOfOrder(['10', '9'], 'desc', (one, other) => Number(one) - Number(other))).toBe(-1);
  });
});

describe('things of one time', () => {
  const at = (time: number, ...ids: readonly string[]) => ids.map((id) => ({ time, id }));

  test('may stand by rising or by falling ids, in either case', () => {
    expect(tieOutOfOrder([...at(2, 'a', 'B', 'c'), ...at(1, 'x'), ...at(0, 'A', 'b')])).toBe(-1);
    expect(tieOutOfOrder([...at(2, 'c', 'B', 'a'), ...at(1, 'x'), ...at(0, 'b', 'A')])).toBe(-1);
    expect(tieOutOfOrder(at(1, 'a', 'A', 'b'))).toBe(-1);
  });

  test('do not go up and down', () => {
    expect(tieOutOfOrder(at(1, 'a', 'c', 'b'))).toBe(2);
    expect(tieOutOfOrder([...at(2, 'a', 'b'), ...at(1, 'd', 'c')])).toBe(3);
  });

  test('have nothing to do with what happened at another time', () => {
    expect(tieOutOfOrder([...at(3, 'c'), ...at(2, 'a'), ...at(1, 'b')])).toBe(-1);
    expect(tieOutOfOrder([])).toBe(-1);
  });
});

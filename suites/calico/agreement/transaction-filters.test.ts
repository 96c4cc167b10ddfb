import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../model/json.ts';
import type { Reading } from './reading.ts';
import type { TransactionFilter } from './transaction-filters.ts';
import { expectFiltered, filtersFor, matches, middleOf, mostFrequent } from './transaction-filters.ts';

const reading = {
  block: (because: string): never => { throw new Error(because); },
} as unknown as Reading;

const symbols = fc.constantFrom('BTC', 'ETH', 'SOL');
const transactions = fc.uniqueArray(fc.record({
  transaction_id: fc.uuid(), provider_id: fc.constantFrom('binance', 'kraken'), type: fc.constantFrom('trade', 'transfer'), occurred_at: fc.nat({ max: 9 }),
  input: fc.record({ asset_symbol: symbols }), fees: fc.record({ items: fc.array(fc.record({ asset_symbol: symbols }), { maxLength: 2 }) }),
}), { selector: ({ transaction_id }) => transaction_id, minLength: 1, maxLength: 30 }) as unknown as fc.Arbitrary<readonly JsonObject[]>;

function judge(items: readonly JsonObject[], all: readonly JsonObject[], filter: TransactionFilter): string | undefined {
  try {
    expectFiltered(reading, items, all, filter, 'the list');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('what a filter lets through', () => {
  test('is in order when it is what matches, and something matches every filter that is tried', () => {
    fc.assert(fc.property(transactions, (all) => {
      for (const filter of filtersFor(reading, all)) {
        const matching = all.filter((item) => matches(reading, item, filter));
        expect(matching.length).toBeGreaterThan(0);
        expect(judge(matching, all, filter)).toBeUndefined();
      }
    }));
  });

  test('is not in order without one that matches', () => {
    fc.assert(fc.property(transactions, fc.nat(), (all, choice) => {
      for (const filter of filtersFor(reading, all)) {
        const matching = all.filter((item) => matches(reading, item, filter));
        const left = matching[choice % matching.length];
        expect(judge(matching.filter((item) => item !== left), all, filter)).toContain(`without "${String(left?.['transaction_id'])}"`);
      }
    }));
  });

  test('is not in order with one that does not match; only a fee in the asset may be either', () => {
    fc.assert(fc.property(transactions, (all) => {
      for (const filter of filtersFor(reading, all)) {
        const others = all.filter((item) => !matches(reading, item, filter));
        const forFees = ({ fees }: JsonObject): boolean => filter.asset_symbols !== undefined && JSON.stringify(fees).includes(filter.asset_symbols);
        expect(judge(all, all, filter) === undefined).toBe(others.every(forFees));
      }
    }));
  });

  test('may be asked for by several values at once', () => {
    const all = [['a', 'binance'], ['b', 'kraken'], ['c', 'coinbase']].map(([transaction_id = '', provider_id = '']) => ({ transaction_id, provider_id, occurred_at: 1 }));
    expect(judge(all.slice(0, 2), all, { provider_ids: 'binance,kraken' })).toBeUndefined();
    expect(judge(all.slice(0, 1), all, { provider_ids: 'binance,kraken' })).toContain('without "b"');
    expect(judge(all, all, { provider_ids: 'binance,kraken' })).toContain('"c" in the list');
  });
});

test('a window around many leaves out the oldest and the newest', () => {
  const items = Array.from({ length: 8 }, (_, time) => ({ occurred_at: time }));
  expect(middleOf(reading, items)).toEqual({ start_time: 3, end_time: 5 });
  expect(middleOf(reading, items.slice(0, 1))).toEqual({ start_time: 0, end_time: 0 });
});

test('of texts that stand equally often the first is taken', () => {
  expect(mostFrequent(['a', 'b', 'b', 'c', 'c'])).toBe('b');
  expect(mostFrequent([])).toBe('');
});

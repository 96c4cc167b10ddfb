import type { JsonObject } from '../../../model/json.ts';
import { expectThat } from '../../expect-that.ts';
import { isObject } from '../answers.ts';
import type { Decimal } from './decimal.ts';
import { compare, equal, sum, written } from './decimal.ts';
import { outOfOrder } from './order.ts';
import type { Reading } from './reading.ts';
import { amountOf, few, textsOf, wholeNumber } from './reading.ts';

/** How often an asset was traded, and for how much. */
export interface Traded {
  readonly trades: number;
  readonly volume: Decimal;
}

/** The figures of every asset in these trades: each counts once for what came in and once for what went out. */
export function tradedIn(reading: Reading, trades: readonly JsonObject[]): ReadonlyMap<string, Traded> {
  const traded = new Map<string, Traded>();
  for (const trade of trades) {
    for (const side of [trade['input'], trade['output']]) {
      if (!isObject(side)) continue;
      const [symbol = ''] = textsOf(reading, [side], 'asset_symbol');
      const { trades: before, volume } = traded.get(symbol) ?? { trades: 0, volume: sum([]) };
      traded.set(symbol, { trades: before + 1, volume: sum([volume, amountOf(reading, side['value'])]) });
    }
  }
  return traded;
}

/** Holds when these are the most traded of the assets, by number or by volume, with their figures, ranked from 1. */
export function expectTopTraded(reading: Reading, top: readonly JsonObject[], traded: ReadonlyMap<string, Traded>, by: keyof Traded): void {
  const symbols = textsOf(reading, top, 'asset_symbol');
  const ranks = top.map((each) => wholeNumber(reading, each, 'rank'));
  const counts = top.map((each) => wholeNumber(reading, each, 'trades'));

  const misranked = ranks.findIndex((rank, index) => rank !== index + 1);
  expectThat(misranked === -1, `rank ${ranks[misranked]} in place ${misranked + 1}`, 'ranks from 1 without gaps');
  const twice = symbols.filter((symbol, index) => symbols.indexOf(symbol) !== index);
  expectThat(twice.length === 0, `${few(twice)} twice`, 'each asset once');
  const said = top.map((each, index) => ({ trades: counts[index] ?? 0, volume: amountOf(reading, each['volume']) }));
  const more = (one: Traded, other: Traded): number => (by === 'trades' ? one.trades - other.trades : compare(one.volume, other.volume));
  const risen = outOfOrder(said, 'desc', more);
  const inWords = (index: number): string => `${symbols[index]} with ${by === 'trades' ? `${counts[index]} trades` : `a volume of ${written(said[index]?.volume ?? sum([]))}`}`;
  expectThat(risen === -1, `${inWords(risen)} after ${inWords(risen - 1)}`, `the most traded first, by ${by}`);

  for (const [index, symbol] of symbols.entries()) {
    const { trades, volume } = traded.get(symbol) ?? { trades: 0, volume: sum([]) };
    expectThat(counts[index] === trades, `${counts[index]} trades of ${symbol}`, `${trades}, as many as the transactions list shows`);
    const shown = said[index]?.volume ?? sum([]);
    expectThat(equal(shown, volume), `a volume of ${written(shown)} for ${symbol}`, `${written(volume)}, the exact sum of the trades in the transactions list`);
  }

  const least = said.at(-1) ?? { trades: 0, volume: sum([]) };
  const left = [...traded].filter(([symbol]) => !symbols.includes(symbol));
  const missed = top.length < 100 ? left : left.filter(([, each]) => more(each, least) > 0);
  expectThat(missed.length === 0, `the list without ${few(missed.map(([symbol]) => symbol))}`, 'every asset that was traded so often');
}

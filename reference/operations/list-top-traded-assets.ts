import { dollars } from '../money.ts';
import type { Money } from '../money.ts';
import type { Operation } from '../operation.ts';
import { sort } from '../page.ts';
import { answerFrom } from '../partial.ts';
import { accountsOf } from './accounts-of.ts';
import { selectTransactions } from './select-transactions.ts';

/** The assets that were traded most. A trade counts for what came in and for what went out. */
export const listTopTradedAssets: Operation = {
  id: 'listTopTradedAssets', method: 'get', path: '/stats/top-traded-assets', parameters: ['startTime', 'endTime', 'providerIds', 'sortBy', 'limit'], body: false,
  answer({ company, query: { start_time, end_time, provider_ids, sort_by = 'trades', limit = 30 } }) {
    const window = { ...(start_time !== undefined && { start_time }), ...(end_time !== undefined && { end_time }), ...(provider_ids && { provider_ids }) };
    const traded = new Map<string, { readonly trades: number; readonly volume: Money }>();
    for (const trade of selectTransactions(company, { ...window, types: ['trade'] })) {
      if (trade.kind !== 'input_and_output') continue;
      for (const { asset_symbol, value } of [trade.input, trade.output]) {
        const { trades, volume } = traded.get(asset_symbol) ?? { trades: 0, volume: 0n };
        traded.set(asset_symbol, { trades: trades + 1, volume: volume + value });
      }
    }
    const assets = [...traded].map(([symbol, figures]) => ({ symbol, ...figures }));
    // Volumes are too large for numbers, and as texts of one length they compare as they should.
    const ranked = sort(assets, {
      key: ({ trades, volume }) => (sort_by === 'trades' ? trades : volume.toString().padStart(60, '0')), id: ({ symbol }) => symbol, descending: true,
    }).slice(0, limit);
    const data = ranked.map(({ symbol, trades, volume }, index) => ({ rank: index + 1, asset_symbol: symbol, trades, volume: dollars(volume) }));
    return answerFrom(company, provider_ids, accountsOf(company), { data });
  },
};

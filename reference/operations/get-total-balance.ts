import { dollars, sum } from '../money.ts';
import type { Money } from '../money.ts';
import type { Operation } from '../operation.ts';
import { answerFrom, reads } from '../partial.ts';
import { accountsOf } from './accounts-of.ts';

/** What all users hold together: the exact sum over their positions. */
export const getTotalBalance: Operation = {
  id: 'getTotalBalance', method: 'get', path: '/stats/balance', parameters: ['assetSymbols', 'providerIds'], body: false,
  answer({ company, query: { asset_symbols, provider_ids } }) {
    const accounts = accountsOf(company);
    const balances = new Map<string, Money>();
    for (const { provider_id, positions } of accounts.filter(reads(company, provider_ids))) {
      const held = positions.filter(({ asset }) => asset_symbols?.includes(asset.symbol) ?? true).map(({ value }) => value);
      if (held.length > 0) balances.set(provider_id, (balances.get(provider_id) ?? 0n) + sum(held));
    }
    const providers = [...balances].sort(([a], [b]) => (a < b ? -1 : 1)).map(([provider_id, balance]) => ({ provider_id, balance: dollars(balance) }));
    return answerFrom(company, provider_ids, accounts, { data: { balance: dollars(sum(balances.values())), providers } });
  },
};

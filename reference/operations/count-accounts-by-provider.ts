import type { Operation } from '../operation.ts';
import { answerFrom, reads } from '../partial.ts';
import { accountsOf } from './accounts-of.ts';

/** How many accounts there are at each provider. */
export const countAccountsByProvider: Operation = {
  id: 'countAccountsByProvider', method: 'get', path: '/stats/accounts-by-provider', parameters: ['providerIds'], body: false,
  answer({ company, query: { provider_ids } }) {
    const accounts = accountsOf(company);
    const counts = new Map<string, number>();
    for (const { provider_id } of accounts.filter(reads(company, provider_ids))) counts.set(provider_id, (counts.get(provider_id) ?? 0) + 1);
    const providers = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([provider_id, count]) => ({ provider_id, accounts: count }));
    const total = providers.reduce((before, { accounts: count }) => before + count, 0);
    return answerFrom(company, provider_ids, accounts, { data: { total, providers } });
  },
};

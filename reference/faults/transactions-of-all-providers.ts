import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that shows transactions from any provider when asked for one. */
export const transactionsOfAllProviders: Fault = {
  id: 'transactions-of-all-providers',
  lie: 'shows transactions from any provider when asked for one',
  caughtBy: 'transactions-agree@listTransactions#/steps/providers-hold',
  around: overlook('listTransactions', (call) => (call.url.searchParams.get('provider_ids')?.match(/^[a-z0-9_-]+$/) ? withQuery(call, () => ({ provider_ids: null })) : call)),
};

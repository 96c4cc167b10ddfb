import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that ranks the trades at all providers when asked for one. */
export const tradesOfAllProviders: Fault = {
  id: 'trades-of-all-providers',
  lie: 'ranks the trades at all providers when asked for one',
  caughtBy: 'transactions-agree@listTopTradedAssets#/steps/top-traded-filtered',
  around: overlook('listTopTradedAssets', (call) => withQuery(call, (query) => (/^[a-z_-]+$/.test(query.get('provider_ids') ?? '') ? { provider_ids: null } : {}))),
};

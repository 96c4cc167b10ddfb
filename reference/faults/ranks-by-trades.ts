import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that ranks by trades when asked for volume. */
export const ranksByTrades: Fault = {
  id: 'ranks-by-trades',
  lie: 'ranks by trades when asked for volume',
  caughtBy: 'transactions-agree@listTopTradedAssets#/steps/top-traded',
  around: overlook('listTopTradedAssets', (call) => withQuery(call, (query) => (/^volume$/.test(query.get('sort_by') ?? '') ? { sort_by: null } : {}))),
};

import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that ranks by volume when asked for trades. */
export const ranksByVolume: Fault = {
  id: 'ranks-by-volume',
  lie: 'ranks by volume when asked for trades',
  caughtBy: 'transactions-agree@listTopTradedAssets#/steps/top-traded',
  around: overlook('listTopTradedAssets', (call) => (call.url.searchParams.has('sort_by') ? call : withQuery(call, () => ({ sort_by: 'volume' })))),
};

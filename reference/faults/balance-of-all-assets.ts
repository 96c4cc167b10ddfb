import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that states the whole balance when asked for one asset. */
export const balanceOfAllAssets: Fault = {
  id: 'balance-of-all-assets',
  lie: 'states the whole balance when asked for one asset',
  caughtBy: 'balance-agrees@getTotalBalance#/steps/sum-of-positions',
  around: overlook('getTotalBalance', (call) => withQuery(call, (query) => (/^[A-Z]{3,4}$/.test(query.get('asset_symbols') ?? '') ? { asset_symbols: null } : {}))),
};

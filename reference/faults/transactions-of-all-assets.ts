import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that shows transactions with any asset when asked for one. */
export const transactionsOfAllAssets: Fault = {
  id: 'transactions-of-all-assets',
  lie: 'shows transactions with any asset when asked for one',
  caughtBy: 'transactions-agree@listTransactions#/steps/symbols-hold',
  around: overlook('listTransactions', (call) => (call.url.searchParams.get('asset_symbols')?.match(/^[A-Z0-9]{1,5}$/) ? withQuery(call, () => ({ asset_symbols: null })) : call)),
};

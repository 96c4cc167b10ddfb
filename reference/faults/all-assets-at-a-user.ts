import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that passes over the asset of transactions at a user. */
export const allAssetsAtAUser: Fault = {
  id: 'all-assets-at-a-user',
  lie: 'passes over the asset of transactions at a user',
  caughtBy: 'transactions-agree@listUserTransactions#/steps/filters-of-the-user',
  around: overlook('listUserTransactions', (call) => withQuery(call, (query) => (/^[A-Z]{3,4}$/.test(query.get('asset_symbols') ?? '') ? { asset_symbols: null } : {}))),
};

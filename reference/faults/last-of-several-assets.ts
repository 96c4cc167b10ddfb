import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that looks at the last of two assets only. */
export const lastOfSeveralAssets: Fault = {
  id: 'last-of-several-assets',
  lie: 'looks at the last of two assets only',
  caughtBy: 'transactions-agree@listTransactions#/steps/symbols-hold',
  around: overlook('listTransactions', (call) => withQuery(call, (query) => ({ asset_symbols: query.get('asset_symbols')?.replace(/^[A-Z]{2,5},([A-Z]{2,5})$/, '$1') ?? null }))),
};

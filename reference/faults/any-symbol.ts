import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that takes signs for assets that no alphabet has. */
export const anySymbol: Fault = {
  id: 'any-symbol',
  lie: 'takes signs for assets that no alphabet has',
  caughtBy: 'rejects-invalid@getTotalBalance#/parameters/query/asset_symbols/items/pattern',
  around: overlook('getTotalBalance', (call) => withQuery(call, (query) => (/[^ -~]/.test(query.get('asset_symbols') ?? '') ? { asset_symbols: 'NONE' } : {}))),
};

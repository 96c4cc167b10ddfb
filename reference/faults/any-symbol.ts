import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that takes whatever stands for an asset. */
export const anySymbol: Fault = {
  id: 'any-symbol',
  lie: 'takes whatever stands for an asset',
  caughtBy: 'rejects-invalid@getTotalBalance#/parameters/query/asset_symbols/items/pattern',
  around: overlook('getTotalBalance', (call) => withQuery(call, (query) => (/^[^A-Z0-9]|[^A-Z0-9,]/.test(query.get('asset_symbols') ?? 'A') ? { asset_symbols: 'NONE' } : {}))),
};

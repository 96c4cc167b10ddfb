import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that ranks assets by whatever it is told. */
export const ranksByAnything: Fault = {
  id: 'ranks-by-anything',
  lie: 'ranks assets by whatever it is told',
  caughtBy: 'rejects-invalid@listTopTradedAssets#/parameters/query/sort_by/enum',
  around: overlook('listTopTradedAssets', (call) => withQuery(call, (query) => (!['trades', 'volume'].includes(query.get('sort_by') ?? 'trades') ? { sort_by: null } : {}))),
};

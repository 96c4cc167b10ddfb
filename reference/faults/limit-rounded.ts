import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that rounds a limit that is no whole number. */
export const limitRounded: Fault = {
  id: 'limit-rounded',
  lie: 'rounds a limit that is no whole number',
  caughtBy: 'rejects-invalid@listTopTradedAssets#/parameters/query/limit/type/fraction',
  around: overlook('listTopTradedAssets', (call) => withQuery(call, (query) => (/^\d+\.\d+$/.test(query.get('limit') ?? '') ? { limit: '1' } : {}))),
};

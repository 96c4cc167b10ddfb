import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that ranks the trades of all time when asked for a window. */
export const tradesOfAllTime: Fault = {
  id: 'trades-of-all-time',
  lie: 'ranks the trades of all time when asked for a window',
  caughtBy: 'transactions-agree@listTopTradedAssets#/steps/top-traded-filtered',
  around: overlook('listTopTradedAssets', (call) => withQuery(call, (query) => (/^\d{13}$/.test(query.get('start_time') ?? '') && Number(query.get('start_time')) <= Number(query.get('end_time') ?? Infinity) ? { start_time: null } : {}))),
};

import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that shows transactions oldest first when asked for newest first. */
export const newestIsOldest: Fault = {
  id: 'newest-is-oldest',
  lie: 'shows transactions oldest first when asked for newest first',
  caughtBy: 'transactions-agree@listTransactions#/steps/order-holds',
  around: overlook('listTransactions', (call) => withQuery(call, (query) => (query.get('order') === 'desc' ? { order: 'asc' } : {}))),
};

import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that shows the oldest first when nothing is said. */
export const oldestFirst: Fault = {
  id: 'oldest-first',
  lie: 'shows the oldest first when nothing is said',
  caughtBy: 'transactions-agree@listTransactions#/steps/order-holds',
  around: overlook('listTransactions', (call) => (call.url.searchParams.has('order') ? call : withQuery(call, () => ({ order: 'asc' })))),
};

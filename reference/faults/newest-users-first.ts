import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that shows the newest users first when asked for the oldest. */
export const newestUsersFirst: Fault = {
  id: 'newest-users-first',
  lie: 'shows the newest users first when asked for the oldest',
  caughtBy: 'users-agree@listUsers#/steps/order-holds',
  around: overlook('listUsers', (call) => withQuery(call, (query) => (query.get('order') === 'asc' ? { order: null } : {}))),
};

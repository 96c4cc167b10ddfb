import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that passes over the time window at a user. */
export const noWindowAtAUser: Fault = {
  id: 'no-window-at-a-user',
  lie: 'passes over the time window at a user',
  caughtBy: 'transactions-agree@listUserTransactions#/steps/filters-of-the-user',
  around: overlook('listUserTransactions', (call) => withQuery(call, (query) => (/^\d{13}$/.test(query.get('start_time') ?? '') && Number(query.get('start_time')) <= Number(query.get('end_time') ?? Infinity) ? { start_time: null } : {}))),
};

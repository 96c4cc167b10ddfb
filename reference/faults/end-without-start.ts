import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that passes over the end of a window that has no start. */
export const endWithoutStart: Fault = {
  id: 'end-without-start',
  lie: 'passes over the end of a window that has no start',
  caughtBy: 'transactions-agree@listTransactions#/steps/window-holds',
  around: overlook('listTransactions', (call) => withQuery(call, (query) => (/^\d{13}$/.test(query.get('end_time') ?? '') && !query.has('start_time') ? { end_time: null } : {}))),
};

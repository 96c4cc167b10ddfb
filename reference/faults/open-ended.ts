import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that shows what happened after the end of a window. */
export const openEnded: Fault = {
  id: 'open-ended',
  lie: 'shows what happened after the end of a window',
  caughtBy: 'transactions-agree@listTransactions#/steps/window-holds',
  around: overlook('listTransactions', (call) => withQuery(call, (query) => (query.has('start_time') && Number(query.get('end_time')) > Number(query.get('start_time')) ? { end_time: null } : {}))),
};

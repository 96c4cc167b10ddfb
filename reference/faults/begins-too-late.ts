import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that leaves out what happened at the start of a window. */
export const beginsTooLate: Fault = {
  id: 'begins-too-late',
  lie: 'leaves out what happened at the start of a window',
  caughtBy: 'transactions-agree@listTransactions#/steps/window-holds',
  around: overlook('listTransactions', (call) => withQuery(call, (query) => (query.has('end_time') && Number(query.get('start_time') ?? NaN) < Number(query.get('end_time')) ? { start_time: String(Number(query.get('start_time')) + 1) } : {}))),
};

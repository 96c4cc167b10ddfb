import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that leaves out what happened at the end of a window. */
export const endsTooEarly: Fault = {
  id: 'ends-too-early',
  lie: 'leaves out what happened at the end of a window',
  caughtBy: 'transactions-agree@listTransactions#/steps/window-holds',
  around: overlook('listTransactions', (call) => withQuery(call, (query) => (query.get('end_time')?.match(/^\d{13}$/) && Number(query.get('end_time')) > Number(query.get('start_time') ?? 0) ? { end_time: String(Number(query.get('end_time')) - 1) } : {}))),
};

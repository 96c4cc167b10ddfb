import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that turns a window round that starts after its end. */
export const turnsWindowsRound: Fault = {
  id: 'turns-windows-round',
  lie: 'turns a window round that starts after its end',
  caughtBy: 'transactions-agree@listTransactions#/steps/window-reversed',
  around: overlook('listTransactions', (call) => withQuery(call, (query) => (Number(query.get('start_time') ?? 0) > Number(query.get('end_time') ?? Infinity) ? { start_time: query.get('end_time'), end_time: query.get('start_time') } : {}))),
};

import { operationOf } from '../call.ts';
import type { Fault } from '../fault.ts';
import { withQuery } from '../lies.ts';

/** A backend that begins again at a cursor that nobody issued. */
export const beginsAgain: Fault = {
  id: 'begins-again',
  lie: 'begins again at a cursor that nobody issued',
  caughtBy: 'cursor-opaque@listTransactions#/steps/cursor-opaque',
  around: async (call, honest) => {
    const answer = await honest();
    return operationOf(call) === 'listTransactions' && answer.status === 400 && call.url.searchParams.has('cursor') ? honest(withQuery(call, () => ({ cursor: null }))) : answer;
  },
};

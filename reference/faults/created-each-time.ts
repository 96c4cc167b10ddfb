import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that answers 201 to whoever reads. */
export const createdEachTime: Fault = {
  id: 'created-each-time',
  lie: 'answers 201 to whoever reads',
  caughtBy: 'success-documented@listAccounts#/responses/2XX',
  alongWith: ['status-documented@listAccounts#/responses'],
  around: change('listAccounts', (answer) => (answer.status === 200 ? { ...answer, status: 201 } : answer)),
};

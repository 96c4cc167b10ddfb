import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that answers 601 for a user that it does not know. */
export const status601: Fault = {
  id: 'status-601',
  lie: 'answers 601 for a user that it does not know',
  caughtBy: 'status-in-range@getUser#',
  // It does not know the users of another tenant either.
  alongWith: ['tenant-isolation@getUser#/steps/tenant-isolation'],
  around: change('getUser', (answer) => (answer.status === 404 ? { ...answer, status: 601 } : answer)),
};

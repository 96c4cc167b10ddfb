import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that counts one user too many. */
export const countsOneTooMany: Fault = {
  id: 'counts-one-too-many',
  lie: 'counts one user too many',
  caughtBy: 'users-agree@countUsers#/steps/count-is-walk',
  around: misstate('countUsers', 200, ['data', 'total'], (total) => Number(total) + 1),
};

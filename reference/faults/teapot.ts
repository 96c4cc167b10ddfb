import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that answers 418 to a status that nobody knows. */
export const teapot: Fault = {
  id: 'teapot',
  lie: 'answers 418 to a status that nobody knows',
  caughtBy: 'error-status-documented@listUsers#/responses',
  around: change('listUsers', (answer) => (answer.status === 400 ? { ...answer, status: 418 } : answer)),
};

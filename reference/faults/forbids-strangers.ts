import { failure } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that forbids strangers to deactivate instead of asking who they are. */
export const forbidsStrangers: Fault = {
  id: 'forbids-strangers',
  lie: 'forbids strangers to deactivate instead of asking who they are',
  caughtBy: 'auth-required@deactivateUser#/security/none',
  alongWith: ['error-status-documented@deactivateUser#/responses', 'deactivate-user@deactivateUser#/steps/refuses-without-credentials'],
  around: change('deactivateUser', (answer, { headers }) => (headers.authorization === undefined ? failure(403, 'forbidden', 'this is not for you') : answer)),
};

import { json } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that deactivates users that it does not know. */
export const deactivatesNobody: Fault = {
  id: 'deactivates-nobody',
  lie: 'deactivates users that it does not know',
  caughtBy: 'deactivate-user@deactivateUser#/steps/unknown-id',
  // It does not know the users of another tenant either.
  alongWith: ['deactivate-user@deactivateUser#/steps/refuses-other-tenant'],
  around: change('deactivateUser', (answer, { userId }) => (answer.status === 404 ? json(200, { data: { user_id: userId, status: 'deactivated' } }) : answer)),
};

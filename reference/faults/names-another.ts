import { tenantOf } from '../data/tenants.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that answers a deactivation with the id of another user. */
export const namesAnother: Fault = {
  id: 'names-another',
  lie: 'answers a deactivation with the id of another user',
  caughtBy: 'deactivate-user@deactivateUser#/steps/deactivate-answer',
  around: misstate('deactivateUser', 200, ['data', 'user_id'], () => tenantOf('owner').users[0]?.user_id),
};

import type { Fault } from '../fault.ts';
import { broken, change } from '../lies.ts';

/** A backend that breaks when it is to deactivate what is no id. */
export const breaksOnMalformedIds: Fault = {
  id: 'breaks-on-malformed-ids',
  lie: 'breaks when it is to deactivate what is no id',
  caughtBy: 'deactivate-user@deactivateUser#/steps/malformed-id',
  alongWith: ['no-server-error@deactivateUser#'],
  around: change('deactivateUser', (answer) => (answer.status === 400 ? broken() : answer)),
};

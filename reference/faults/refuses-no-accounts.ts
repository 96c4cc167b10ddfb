import { failure } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { objectIn, stumble } from '../lies.ts';

/** A backend that refuses a search for users without accounts. */
export const refusesNoAccounts: Fault = {
  id: 'refuses-no-accounts',
  lie: 'refuses a search for users without accounts',
  caughtBy: 'accepts-valid@searchUsers#/requestBody/application~1json/properties/min_accounts/minimum',
  around: stumble('searchUsers', (call) => objectIn(call)?.['min_accounts'] === 0, () => failure(400, 'invalid_request', 'min_accounts is missing')),
};

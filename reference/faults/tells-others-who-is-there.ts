import { failure } from '../answer.ts';
import { tokens } from '../tokens.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that tells other tenants which users there are. */
export const tellsOthersWhoIsThere: Fault = {
  id: 'tells-others-who-is-there',
  lie: 'tells other tenants which users there are',
  caughtBy: 'no-id-leak@getUser#/steps/no-id-leak',
  around: change('getUser', (answer, { headers, registry, userId }) => (
    headers.authorization === `Bearer ${tokens.other}` && registry.company('owner').user(userId) ? failure(403, 'forbidden', 'this user is none of yours') : answer
  )),
};

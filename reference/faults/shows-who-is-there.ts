import { failure } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that tells strangers which users there are. */
export const showsWhoIsThere: Fault = {
  id: 'shows-who-is-there',
  lie: 'tells strangers which users there are',
  caughtBy: 'auth-before-lookup@getUser#/steps/auth-before-lookup',
  around: change('getUser', (answer, call) => (answer.status === 401 && call.headers.authorization === undefined && !call.registry.company('owner').user(call.userId) ? failure(404, 'not_found', 'there is no such user') : answer)),
};

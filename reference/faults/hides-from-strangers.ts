import { failure } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that answers 404 to strangers. */
export const hidesFromStrangers: Fault = {
  id: 'hides-from-strangers',
  lie: 'answers 404 to strangers',
  caughtBy: 'auth-required@getUser#/security/none',
  around: change('getUser', (answer, { headers }) => (headers.authorization === undefined && answer.status === 401 ? failure(404, 'not_found', 'there is no such user') : answer)),
};

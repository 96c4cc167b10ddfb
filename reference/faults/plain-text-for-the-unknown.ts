import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that calls its answer plain text when it does not know a user. */
export const plainTextForTheUnknown: Fault = {
  id: 'plain-text-for-the-unknown',
  lie: 'calls its answer plain text when it does not know a user',
  caughtBy: 'content-type-documented@getUser#/responses/404/content',
  around: change('getUser', (answer) => (answer.status === 404 ? { ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } } : answer)),
};

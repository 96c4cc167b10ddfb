import type { Fault } from '../fault.ts';
import { broken, change } from '../lies.ts';

/** A backend that breaks on an id that is no UUID. */
export const malformedIdBreaksIt: Fault = {
  id: 'malformed-id-breaks-it',
  lie: 'breaks on an id that is no UUID',
  caughtBy: 'rejects-invalid@getUser#/parameters/path/user_id/format',
  alongWith: ['no-server-error@getUser#'],
  around: change('getUser', (answer) => (answer.status === 400 ? broken() : answer)),
};

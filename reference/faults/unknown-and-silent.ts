import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that says nothing of a user that it does not know. */
export const unknownAndSilent: Fault = {
  id: 'unknown-and-silent',
  lie: 'says nothing of a user that it does not know',
  caughtBy: 'body-parses@deactivateUser#/responses/404/body',
  around: change('deactivateUser', (answer) => (answer.status === 404 ? { ...answer, body: { kind: 'bytes', bytes: new Uint8Array() } } : answer)),
};

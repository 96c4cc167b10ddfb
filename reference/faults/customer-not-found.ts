import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';
import { tokens } from '../tokens.ts';

/** A backend that answers 601 to its own company for a user that it does not know. */
export const customerNotFound: Fault = {
  id: 'customer-not-found',
  lie: 'answers 601 to its own company for a user that it does not know',
  caughtBy: 'status-in-range@getUser#',
  around: change('getUser', (answer, call) => (answer.status === 404 && call.headers.authorization === `Bearer ${tokens.owner}` ? { ...answer, status: 601 } : answer)),
};

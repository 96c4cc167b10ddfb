import { failure } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { stumble } from '../lies.ts';

/** A backend that refuses the largest limit that there is. */
export const refusesTheMaximum: Fault = {
  id: 'refuses-the-maximum',
  lie: 'refuses the largest limit that there is',
  caughtBy: 'accepts-valid@listTransactions#/parameters/query/limit/maximum',
  around: stumble('listTransactions', ({ url }) => url.searchParams.get('limit') === '100', () => failure(400, 'invalid_request', 'limit must be below 100')),
};

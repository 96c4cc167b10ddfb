import { failure } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { stumble } from '../lies.ts';

/** A backend that does not know the oldest first. */
export const refusesAscending: Fault = {
  id: 'refuses-ascending',
  lie: 'does not know the oldest first',
  caughtBy: 'accepts-valid@listUserTransactions#/parameters/query/order/enum/asc',
  alongWith: ['accepts-valid@listUserTransactions#/parameters/query/order/present'],
  around: stumble('listUserTransactions', ({ url }) => url.searchParams.get('order') === 'asc', () => failure(400, 'invalid_request', 'there is no such order')),
};

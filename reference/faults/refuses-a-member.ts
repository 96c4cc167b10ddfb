import { failure } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { stumble } from '../lies.ts';

/** A backend that does not know gas fees. */
export const refusesAMember: Fault = {
  id: 'refuses-a-member',
  lie: 'does not know gas fees',
  caughtBy: 'accepts-valid@listUserTransactions#/parameters/query/types/items/enum/gas_fee',
  around: stumble('listUserTransactions', ({ url }) => url.searchParams.get('types') === 'gas_fee', () => failure(400, 'invalid_request', 'there is no such type')),
};

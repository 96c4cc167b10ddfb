import { failure } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { stumble } from '../lies.ts';

/** A backend that takes zero for nothing. */
export const refusesZero: Fault = {
  id: 'refuses-zero',
  lie: 'takes zero for nothing',
  caughtBy: 'accepts-valid@listUserAssets#/parameters/query/start_time/minimum',
  around: stumble('listUserAssets', ({ url }) => url.searchParams.get('start_time') === '0', () => failure(400, 'invalid_request', 'start_time is missing')),
};

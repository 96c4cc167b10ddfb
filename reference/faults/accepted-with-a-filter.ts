import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that accepts a filtered balance for later and shows it all the same. */
export const acceptedWithAFilter: Fault = {
  id: 'accepted-with-a-filter',
  lie: 'accepts a filtered balance for later and shows it all the same',
  caughtBy: 'status-documented@getTotalBalance#/responses',
  around: change('getTotalBalance', (answer, { url }) => (answer.status === 200 && url.searchParams.has('asset_symbols') ? { ...answer, status: 202 } : answer)),
};

import { failure } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { stumble } from '../lies.ts';

/** A backend that is down for maintenance when an asset is asked for. */
export const downForAFilter: Fault = {
  id: 'down-for-a-filter',
  lie: 'is down for maintenance when an asset is asked for',
  caughtBy: 'service-available@getTotalBalance#',
  around: stumble('getTotalBalance', ({ url }) => url.searchParams.has('asset_symbols'), () => failure(503, 'internal_error', 'maintenance')),
};

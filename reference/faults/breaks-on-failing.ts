import type { Fault } from '../fault.ts';
import { broken, stumble } from '../lies.ts';

/** A backend that breaks when asked for failing accounts. */
export const breaksOnFailing: Fault = {
  id: 'breaks-on-failing',
  lie: 'breaks when asked for failing accounts',
  caughtBy: 'no-server-error@listAccounts#',
  alongWith: ['accepts-valid@listAccounts#/parameters/query/status/enum/failing'],
  around: stumble('listAccounts', ({ url }) => url.searchParams.get('status') === 'failing', broken),
};

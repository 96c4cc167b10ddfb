import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that wants to be paid for pages that are too long. */
export const wantsToBePaid: Fault = {
  id: 'wants-to-be-paid',
  lie: 'wants to be paid for pages that are too long',
  caughtBy: 'error-status-documented@listAccounts#/responses',
  around: change('listAccounts', (answer, { url }) => (answer.status === 400 && url.searchParams.has('limit') ? { ...answer, status: 402 } : answer)),
};

import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that answers 202 when it sorts by volume. */
export const acceptedForLater: Fault = {
  id: 'accepted-for-later',
  lie: 'answers 202 when it sorts by volume',
  caughtBy: 'status-documented@listTopTradedAssets#/responses',
  around: change('listTopTradedAssets', (answer, { url }) => (
    answer.status === 200 && url.searchParams.get('sort_by') === 'volume' ? { ...answer, status: 202 } : answer
  )),
};

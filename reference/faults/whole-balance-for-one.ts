import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that states the whole balance when asked for one provider. */
export const wholeBalanceForOne: Fault = {
  id: 'whole-balance-for-one',
  lie: 'states the whole balance when asked for one provider',
  caughtBy: 'balance-agrees@getTotalBalance#/steps/share-of-provider',
  around: overlook('getTotalBalance', (call) => (call.url.searchParams.get('provider_ids')?.match(/^[a-z0-9_-]+$/) ? withQuery(call, () => ({ provider_ids: null })) : call)),
};

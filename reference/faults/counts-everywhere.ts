import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that counts accounts at all providers when asked for one. */
export const countsEverywhere: Fault = {
  id: 'counts-everywhere',
  lie: 'counts accounts at all providers when asked for one',
  caughtBy: 'accounts-agree@countAccountsByProvider#/steps/number-at-provider',
  around: overlook('countAccountsByProvider', (call) => (call.url.searchParams.get('provider_ids')?.match(/^[a-z0-9_-]+$/) ? withQuery(call, () => ({ provider_ids: null })) : call)),
};

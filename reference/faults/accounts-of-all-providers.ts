import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that shows accounts at all providers when asked for one. */
export const accountsOfAllProviders: Fault = {
  id: 'accounts-of-all-providers',
  lie: 'shows accounts at all providers when asked for one',
  caughtBy: 'accounts-agree@listAccounts#/steps/provider-holds',
  around: overlook('listAccounts', (call) => (call.url.searchParams.get('provider_ids')?.match(/^[a-z0-9_-]+$/) ? withQuery(call, () => ({ provider_ids: null })) : call)),
};

import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that shows the assets of a user at all providers when asked for one. */
export const assetsOfAllProviders: Fault = {
  id: 'assets-of-all-providers',
  lie: 'shows the assets of a user at all providers when asked for one',
  caughtBy: 'balance-agrees@listUserAssets#/steps/filters-hold',
  around: overlook('listUserAssets', (call) => withQuery(call, (query) => (/^[a-z_-]+$/.test(query.get('provider_ids') ?? '') ? { provider_ids: null } : {}))),
};

import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that passes over the provider that is searched. */
export const searchesAllProviders: Fault = {
  id: 'searches-all-providers',
  lie: 'passes over the provider that is searched',
  caughtBy: 'users-agree@searchUsers#/steps/conditions-hold',
  around: overlook('searchUsers', (call) => withObject(call, ({ provider_ids, ...others }) => (Array.isArray(provider_ids) && /^[a-z_-]+$/.test(provider_ids.join()) ? others : { ...others, ...(provider_ids !== undefined && { provider_ids }) }))),
};

import type { Json, JsonObject } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that has a provider that Calico does not know. */
export const ownProviders: Fault = {
  id: 'own-providers',
  lie: 'has a provider that Calico does not know',
  caughtBy: 'accounts-agree@listEnterpriseProviders#/steps/known-to-calico',
  around: misstate('listEnterpriseProviders', 200, ['data', 'providers'], (providers) => [...(providers as readonly Json[]), { ...(providers as readonly JsonObject[])[0], provider_id: 'corner-shop' }]),
};

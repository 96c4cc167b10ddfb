import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that names a provider twice. */
export const providerNamedTwice: Fault = {
  id: 'provider-named-twice',
  lie: 'names a provider twice',
  caughtBy: 'accounts-agree@listCalicoProviders#/steps/each-once',
  around: misstate('listCalicoProviders', 200, ['data', 'providers'], (providers) => [...(providers as readonly Json[]), ...(providers as readonly Json[]).slice(0, 1)]),
};

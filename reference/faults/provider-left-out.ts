import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that leaves out a provider at which there are accounts. */
export const providerLeftOut: Fault = {
  id: 'provider-left-out',
  lie: 'leaves out a provider at which there are accounts',
  caughtBy: 'accounts-agree@listAccounts#/steps/providers-known',
  around: misstate('listEnterpriseProviders', 200, ['data', 'providers'], (providers) => (providers as readonly Json[]).slice(1)),
};

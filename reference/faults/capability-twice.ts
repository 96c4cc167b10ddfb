import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that names a capability twice. */
export const capabilityTwice: Fault = {
  id: 'capability-twice',
  lie: 'names a capability twice',
  caughtBy: 'body-schema@listEnterpriseProviders#/responses/200/content/application~1json/schema',
  around: misstate('listEnterpriseProviders', 200, ['data', 'providers', '*', 'capabilities'], (capabilities) => [...(capabilities as readonly Json[]), 'balances', 'balances']),
};

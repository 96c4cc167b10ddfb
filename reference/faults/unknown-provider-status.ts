import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that gives providers a status that nobody knows. */
export const unknownProviderStatus: Fault = {
  id: 'unknown-provider-status',
  lie: 'gives providers a status that nobody knows',
  caughtBy: 'body-schema@listCalicoProviders#/responses/200/content/application~1json/schema',
  around: misstate('listCalicoProviders', 200, ['data', 'providers', 0, 'status'], () => 'online'),
};

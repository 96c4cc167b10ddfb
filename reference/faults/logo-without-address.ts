import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that names a file where the address of a logo belongs. */
export const logoWithoutAddress: Fault = {
  id: 'logo-without-address',
  lie: 'names a file where the address of a logo belongs',
  caughtBy: 'body-schema@listCalicoProviders#/responses/200/content/application~1json/schema',
  around: misstate('listCalicoProviders', 200, ['data', 'providers', '*', 'logo_url'], () => 'logo.svg'),
};

import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that answers a bare list. */
export const listNotWrapped: Fault = {
  id: 'list-not-wrapped',
  lie: 'answers a bare list',
  caughtBy: 'body-schema@listEnterpriseProviders#/responses/200/content/application~1json/schema',
  around: misstate('listEnterpriseProviders', 200, ['data'], (data) => Object.values(data ?? {})),
};

import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that gives consents a status that is not documented. */
export const consentsOfItsOwn: Fault = {
  id: 'consents-of-its-own',
  lie: 'gives consents a status that is not documented',
  caughtBy: 'body-schema@listUsers#/responses/200/content/application~1json/schema',
  around: misstate('listUsers', 200, ['data', '*', 'consents', '*', 'status'], () => 'pending'),
};
